-- The journal: a line for each thing that happened to an account, chained by hash in its stream.
CREATE TABLE wallet_entries (
    stream BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    digest TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES wallet_accounts (id),
    change_posted BIGINT NOT NULL,
    change_held BIGINT NOT NULL,
    change_expected BIGINT NOT NULL,
    posted BIGINT NOT NULL,
    held BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    version BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (stream, seq),
    UNIQUE (account, version)
);
CREATE INDEX wallet_entries_by_subject ON wallet_entries (subject);
