CREATE TABLE feed_keepers (
    account TEXT NOT NULL REFERENCES feed_accounts (id),
    person TEXT NOT NULL,
    role TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (account, person)
);
CREATE INDEX feed_keepers_by_person ON feed_keepers (person);
