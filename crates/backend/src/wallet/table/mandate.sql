-- What people agreed that others may charge.
CREATE TABLE wallet_mandates (
    id TEXT PRIMARY KEY,
    merchant TEXT NOT NULL,
    payer TEXT NOT NULL,
    text TEXT NOT NULL,
    currency TEXT NOT NULL,
    each_minor BIGINT NOT NULL,
    month_minor BIGINT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    agreed_by TEXT,
    used BIGINT NOT NULL,
    charged BIGINT
);
CREATE INDEX wallet_mandates_by_people ON wallet_mandates (payer, merchant, state);
