-- What was charged by pay code, and how it stands.
CREATE TABLE wallet_charges (
    id TEXT PRIMARY KEY,
    merchant TEXT NOT NULL,
    payer TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    step BIGINT NOT NULL
);
CREATE INDEX wallet_charges_by_merchant ON wallet_charges (merchant, at);
CREATE INDEX wallet_charges_by_payer ON wallet_charges (payer, at);
