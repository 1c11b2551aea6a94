-- Requests for money.
CREATE TABLE wallet_requests (
    id TEXT PRIMARY KEY,
    asker TEXT NOT NULL,
    payer TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL,
    asked BIGINT NOT NULL
);
CREATE INDEX wallet_requests_by_people ON wallet_requests (payer, asker, state);
