-- Bills that somebody split, and who pays what of them; `request` is the request for it.
CREATE TABLE wallet_splits (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    title TEXT NOT NULL,
    way TEXT NOT NULL,
    bill TEXT,
    made BIGINT NOT NULL
);
CREATE TABLE wallet_split_parts (
    split TEXT NOT NULL REFERENCES wallet_splits (id),
    person TEXT NOT NULL,
    place BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    request TEXT REFERENCES wallet_requests (id),
    PRIMARY KEY (split, person)
);
