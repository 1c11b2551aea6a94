-- What merchants offer. Cash vouchers lie in an account of their own; claimed counts the pieces that
-- are gone, used those of them that were used.
CREATE TABLE wallet_campaigns (
    id TEXT PRIMARY KEY,
    merchant TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    named BIGINT NOT NULL,
    percent BIGINT NOT NULL,
    minimum BIGINT NOT NULL,
    pieces BIGINT NOT NULL,
    each_person BIGINT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    way TEXT NOT NULL,
    cost BIGINT NOT NULL,
    code TEXT,
    account TEXT,
    claimed BIGINT NOT NULL,
    used BIGINT NOT NULL,
    made BIGINT NOT NULL,
    CHECK (claimed >= 0 AND claimed <= pieces AND used >= 0 AND used <= claimed)
);
CREATE INDEX wallet_campaigns_by_merchant ON wallet_campaigns (merchant, ends);
CREATE INDEX wallet_campaigns_by_way ON wallet_campaigns (way, ends);
-- The pieces that people have, and the payment that used each.
CREATE TABLE wallet_coupons (
    id TEXT PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES wallet_campaigns (id),
    person TEXT NOT NULL,
    got BIGINT NOT NULL,
    bill TEXT,
    used_at BIGINT,
    off BIGINT NOT NULL
);
CREATE INDEX wallet_coupons_by_person ON wallet_coupons (campaign, person);
