-- Family cards: `used` is what was spent in the month that begins at `since`.
CREATE TABLE wallet_family_cards (
    id TEXT PRIMARY KEY,
    giver TEXT NOT NULL,
    holder TEXT NOT NULL,
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    month_minor BIGINT NOT NULL,
    each_minor BIGINT,
    utc_offset BIGINT NOT NULL,
    used BIGINT NOT NULL,
    since BIGINT NOT NULL,
    state TEXT NOT NULL,
    -- The device by which it was given, or last raised.
    device TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX wallet_family_cards_by_giver ON wallet_family_cards (giver, state);
-- What was paid by them, in which month: what comes back is there again in its own.
CREATE TABLE wallet_family_uses (
    transfer TEXT PRIMARY KEY,
    card TEXT NOT NULL,
    since BIGINT NOT NULL
);
