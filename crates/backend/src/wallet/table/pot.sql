-- Savings pots: `saved` is what the ledger has on the pot's account; `turn` counts what was put in
-- by itself, or should have been.
CREATE TABLE wallet_pots (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    terms TEXT NOT NULL,
    round_up BIGINT NOT NULL,
    saved BIGINT NOT NULL,
    broken BIGINT,
    next BIGINT,
    last TEXT,
    reached BIGINT,
    cheered BIGINT NOT NULL,
    made BIGINT NOT NULL
);
CREATE INDEX wallet_pots_by_owner ON wallet_pots (owner, currency);
