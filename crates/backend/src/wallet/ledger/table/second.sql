-- Limits that change, holds that end, reversals, and entries that know their time: what a journal of
-- the first form holds is kept as it is.
ALTER TABLE wallet_accounts ADD COLUMN day_gross BIGINT;
ALTER TABLE wallet_accounts ADD COLUMN day_net BIGINT;
ALTER TABLE wallet_accounts ADD COLUMN frozen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wallet_accounts ADD COLUMN today BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wallet_accounts ADD COLUMN today_out BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wallet_accounts ADD COLUMN today_into BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wallet_accounts ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
UPDATE wallet_accounts SET changed = COALESCE(
    (SELECT MAX(made) FROM wallet_transfers WHERE debit = wallet_accounts.id OR credit = wallet_accounts.id),
    opened);
UPDATE wallet_accounts SET today = changed / 86400000000 WHERE version > 1;
UPDATE wallet_accounts SET
    today_out = COALESCE((SELECT CAST(SUM(amount) AS BIGINT) FROM wallet_transfers
        WHERE debit = wallet_accounts.id AND made >= wallet_accounts.today * 86400000000), 0),
    today_into = COALESCE((SELECT CAST(SUM(amount) AS BIGINT) FROM wallet_transfers
        WHERE credit = wallet_accounts.id AND made >= wallet_accounts.today * 86400000000), 0)
    WHERE version > 1;

-- What may be done with an account from one of its versions on; its opening is version 1.
CREATE TABLE wallet_limits (
    account TEXT NOT NULL REFERENCES wallet_accounts (id),
    version BIGINT NOT NULL,
    at_least BIGINT,
    at_most BIGINT,
    day_gross BIGINT,
    day_net BIGINT,
    frozen BIGINT NOT NULL,
    order_body TEXT,
    order_signature TEXT,
    made BIGINT NOT NULL,
    PRIMARY KEY (account, version)
);
INSERT INTO wallet_limits (account, version, at_least, at_most, frozen, made)
    SELECT id, 1, at_least, at_most, 0, opened FROM wallet_accounts;

-- Transfers anew: what most of them have not is in no index, and each knows where its two lines are:
-- the debit's at (stream, seq), the credit's right after it.
ALTER TABLE wallet_transfers RENAME TO wallet_transfers_first;
CREATE TABLE wallet_transfers (
    id TEXT PRIMARY KEY,
    step TEXT NOT NULL,
    pending TEXT,
    reverses TEXT,
    debit TEXT NOT NULL REFERENCES wallet_accounts (id),
    credit TEXT NOT NULL REFERENCES wallet_accounts (id),
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    order_body TEXT,
    order_signature TEXT,
    made BIGINT NOT NULL,
    expires BIGINT,
    stream BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CHECK (amount > 0 AND debit <> credit)
);
INSERT INTO wallet_transfers (id, step, pending, debit, credit, currency, amount, purpose, order_body,
        order_signature, made, stream, seq)
    SELECT id, step, pending, debit, credit, currency, amount, purpose, order_body, order_signature,
        made, 1, (SELECT MIN(seq) FROM wallet_entries WHERE subject = wallet_transfers_first.id)
    FROM wallet_transfers_first;
DROP TABLE wallet_transfers_first;
CREATE UNIQUE INDEX wallet_transfers_by_resolved ON wallet_transfers (pending) WHERE pending IS NOT NULL;
CREATE INDEX wallet_transfers_by_reversed ON wallet_transfers (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX wallet_transfers_by_expiry ON wallet_transfers (expires) WHERE expires IS NOT NULL;

-- The journal anew: an account's lines are found by their time, in the order of its versions.
ALTER TABLE wallet_entries RENAME TO wallet_entries_first;
CREATE TABLE wallet_entries (
    stream BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    digest TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES wallet_accounts (id),
    change_posted BIGINT NOT NULL,
    change_held BIGINT NOT NULL,
    change_expected BIGINT NOT NULL,
    posted BIGINT NOT NULL,
    held BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    version BIGINT NOT NULL,
    made BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (stream, seq)
);
INSERT INTO wallet_entries (stream, seq, event, subject, digest, account, change_posted, change_held,
        change_expected, posted, held, expected, version, made, hash)
    SELECT e.stream, e.seq, e.event, e.subject, e.digest, e.account, e.change_posted, e.change_held,
        e.change_expected, e.posted, e.held, e.expected, e.version,
        COALESCE(t.made, (SELECT opened FROM wallet_accounts WHERE id = e.account)), e.hash
    FROM wallet_entries_first e LEFT JOIN wallet_transfers t ON t.id = e.subject;
DROP TABLE wallet_entries_first;
CREATE UNIQUE INDEX wallet_entries_by_account ON wallet_entries (account, made, version);

-- The hour that each stream is in, and up to where earlier hours are sealed.
ALTER TABLE wallet_streams ADD COLUMN hour BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wallet_streams ADD COLUMN sealed BIGINT NOT NULL DEFAULT 0;
UPDATE wallet_streams SET hour = COALESCE(
    (SELECT MAX(made) FROM wallet_entries WHERE stream = wallet_streams.stream) / 3600000000, 0);

-- The Merkle root of what a stream got in an hour.
CREATE TABLE wallet_seals (
    stream BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    root TEXT NOT NULL,
    PRIMARY KEY (stream, hour)
);
CREATE INDEX wallet_seals_by_hour ON wallet_seals (hour);
