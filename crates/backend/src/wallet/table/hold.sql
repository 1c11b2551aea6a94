-- Payments that are held for somebody until they are taken, or were.
CREATE TABLE wallet_holds (
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
    ends BIGINT NOT NULL
);
