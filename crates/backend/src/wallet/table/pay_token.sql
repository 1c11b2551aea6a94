-- The secrets that devices make pay codes from, and the key that shuffles codes.
CREATE TABLE wallet_pay_tokens (
    id BIGINT PRIMARY KEY,
    device TEXT NOT NULL,
    person TEXT NOT NULL,
    secret TEXT NOT NULL,
    expires BIGINT NOT NULL,
    misses BIGINT NOT NULL
);
CREATE INDEX wallet_pay_tokens_by_device ON wallet_pay_tokens (device, expires);
CREATE TABLE wallet_pay_keys (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
-- Codes that were charged: each step of a token is good once.
CREATE TABLE wallet_pay_steps (
    token BIGINT NOT NULL,
    step BIGINT NOT NULL,
    charge TEXT NOT NULL,
    PRIMARY KEY (token, step)
);
-- Codes that were none, by who charged them.
CREATE TABLE wallet_pay_misses (
    charge TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX wallet_pay_misses_by_person ON wallet_pay_misses (person, at);
