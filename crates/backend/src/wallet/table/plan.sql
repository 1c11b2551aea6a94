-- Transfers that happen by themselves; `turn` counts the payments that were due, the first is 0.
CREATE TABLE wallet_plans (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    payee TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    note TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    state TEXT NOT NULL,
    turn BIGINT NOT NULL,
    next BIGINT,
    paid BIGINT NOT NULL,
    last TEXT,
    retrying BIGINT NOT NULL,
    made BIGINT NOT NULL
);
CREATE INDEX wallet_plans_by_owner ON wallet_plans (owner, state);
-- Transfers that are underway: the ledger holds the money until they arrive or are called back.
CREATE TABLE wallet_delays (
    id TEXT PRIMARY KEY,
    payer TEXT NOT NULL,
    payee TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    debit TEXT NOT NULL,
    credit TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL,
    made BIGINT NOT NULL,
    arrives BIGINT NOT NULL
);
