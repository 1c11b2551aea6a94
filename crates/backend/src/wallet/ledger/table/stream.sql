-- The end of each writer's stream of the journal.
CREATE TABLE wallet_streams (
    stream BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO wallet_streams (stream, seq, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
