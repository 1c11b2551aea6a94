CREATE TABLE feed_follows (
    account TEXT NOT NULL REFERENCES feed_accounts (id),
    person TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (account, person)
);
CREATE INDEX feed_follows_by_person ON feed_follows (person);
