-- What was taken off payments to merchants, and which points they gave: what refunds have to know.
CREATE TABLE wallet_orders (
    bill TEXT PRIMARY KEY,
    payer TEXT NOT NULL,
    merchant TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    pays BIGINT NOT NULL,
    coupon TEXT,
    coupon_off BIGINT NOT NULL,
    funded BIGINT NOT NULL,
    points BIGINT NOT NULL,
    points_off BIGINT NOT NULL,
    given BIGINT NOT NULL,
    lot BIGINT NOT NULL
);
