CREATE TABLE community_votes (
    target TEXT NOT NULL,
    person TEXT NOT NULL,
    opinion BIGINT NOT NULL,
    PRIMARY KEY (target, person)
);
