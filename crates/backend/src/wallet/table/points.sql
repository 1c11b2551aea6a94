-- Points are no money: each person has lots that end with a month, and may owe some.
CREATE TABLE wallet_points (
    person TEXT PRIMARY KEY,
    owed BIGINT NOT NULL,
    CHECK (owed >= 0)
);
CREATE TABLE wallet_points_lots (
    person TEXT NOT NULL,
    ends BIGINT NOT NULL,
    points BIGINT NOT NULL,
    PRIMARY KEY (person, ends),
    CHECK (points > 0)
);
-- Every change, with the balance after it.
CREATE TABLE wallet_points_entries (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    why TEXT NOT NULL,
    points BIGINT NOT NULL,
    balance_after BIGINT NOT NULL,
    at BIGINT NOT NULL,
    bill TEXT
);
