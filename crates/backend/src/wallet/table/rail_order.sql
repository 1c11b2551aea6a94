-- Orders to rails that take their time. What is known of them only grows; `try_at` is when the rail
-- is asked next, none once there is nothing more to ask.
CREATE TABLE wallet_rail_orders (
    id TEXT PRIMARY KEY,
    rail TEXT NOT NULL,
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    fee BIGINT NOT NULL,
    detail TEXT NOT NULL,
    sends_back TEXT,
    made BIGINT NOT NULL,
    due BIGINT,
    phase TEXT NOT NULL,
    reference TEXT,
    act TEXT,
    reason TEXT,
    authorized BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    returned BIGINT NOT NULL,
    booked BIGINT NOT NULL,
    given_back BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    try_at BIGINT
);
CREATE INDEX wallet_rail_orders_by_try ON wallet_rail_orders (try_at);
CREATE INDEX wallet_rail_orders_by_person ON wallet_rail_orders (person, phase);
CREATE INDEX wallet_rail_orders_by_reference ON wallet_rail_orders (rail, reference);
-- What rails told, once each.
CREATE TABLE wallet_rail_events (
    rail TEXT NOT NULL,
    id TEXT NOT NULL,
    sent_order TEXT,
    reference TEXT NOT NULL,
    what TEXT NOT NULL,
    at BIGINT NOT NULL,
    heard BIGINT NOT NULL,
    PRIMARY KEY (rail, id)
);
-- What does not fit: for operators to look at.
CREATE TABLE wallet_rail_lines (
    rail TEXT NOT NULL,
    event TEXT NOT NULL,
    why TEXT NOT NULL,
    sent_order TEXT,
    reference TEXT NOT NULL,
    currency TEXT,
    amount BIGINT,
    at BIGINT NOT NULL,
    seen BIGINT,
    PRIMARY KEY (rail, event, why)
);
