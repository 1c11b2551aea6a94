CREATE TABLE feed_accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    category TEXT NOT NULL,
    hours TEXT NOT NULL,
    place TEXT NOT NULL,
    services TEXT NOT NULL,
    picture TEXT,
    verified BIGINT NOT NULL,
    followers BIGINT NOT NULL,
    notes BIGINT NOT NULL,
    likes BIGINT NOT NULL,
    created BIGINT NOT NULL
);
