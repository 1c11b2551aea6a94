-- Accounts with their limits and balances. Credits are positive: what the service owes to people
-- is never below at_least, held money counted; the sum over a currency is always zero.
CREATE TABLE wallet_accounts (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    currency TEXT NOT NULL,
    side TEXT NOT NULL,
    at_least BIGINT,
    at_most BIGINT,
    opened BIGINT NOT NULL,
    posted BIGINT NOT NULL,
    held BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (owner, currency),
    CHECK (at_least IS NULL OR posted - held >= at_least),
    CHECK (held >= 0 AND expected >= 0)
);
