-- Transfers as they were made, never changed; `pending` is the one that a post or void resolves.
CREATE TABLE wallet_transfers (
    id TEXT PRIMARY KEY,
    step TEXT NOT NULL,
    pending TEXT UNIQUE REFERENCES wallet_transfers (id),
    debit TEXT NOT NULL REFERENCES wallet_accounts (id),
    credit TEXT NOT NULL REFERENCES wallet_accounts (id),
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    order_body TEXT,
    order_signature TEXT,
    made BIGINT NOT NULL,
    CHECK (amount > 0 AND debit <> credit)
);
CREATE INDEX wallet_transfers_by_accounts ON wallet_transfers (debit, credit, made);
