-- What left people's accounts, and by which proof: what limits of a day are counted by.
CREATE TABLE wallet_outs (
    transfer TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    device TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    proof TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX wallet_outs_by_person ON wallet_outs (person, at);
