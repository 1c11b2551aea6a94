CREATE TABLE feed_managers (
    account TEXT NOT NULL REFERENCES feed_accounts (id),
    person TEXT NOT NULL,
    role TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (account, person)
);
CREATE INDEX feed_managers_by_person ON feed_managers (person);
