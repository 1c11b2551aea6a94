-- An account's lines lead back from one to the one before, and the account knows its last: an index
-- over all lines by account is a page somewhere else for each line. Marks, one for each 32 lines of an
-- account, lead to what is long past. Lines and transfers refer to accounts without the database
-- looking: the ledger holds the accounts that it names, and the audit looks whether all are there.
ALTER TABLE wallet_accounts ADD COLUMN last_stream BIGINT;
ALTER TABLE wallet_accounts ADD COLUMN last_seq BIGINT;

ALTER TABLE wallet_transfers RENAME TO wallet_transfers_second;
CREATE TABLE wallet_transfers (
    id TEXT PRIMARY KEY,
    step TEXT NOT NULL,
    pending TEXT,
    reverses TEXT,
    debit TEXT NOT NULL,
    credit TEXT NOT NULL,
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
) WITHOUT ROWID;
INSERT INTO wallet_transfers (id, step, pending, reverses, debit, credit, currency, amount, purpose,
        order_body, order_signature, made, expires, stream, seq)
    SELECT id, step, pending, reverses, debit, credit, currency, amount, purpose,
        order_body, order_signature, made, expires, stream, seq
    FROM wallet_transfers_second;
DROP TABLE wallet_transfers_second;
CREATE UNIQUE INDEX wallet_transfers_by_resolved ON wallet_transfers (pending) WHERE pending IS NOT NULL;
CREATE INDEX wallet_transfers_by_reversed ON wallet_transfers (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX wallet_transfers_by_expiry ON wallet_transfers (expires) WHERE expires IS NOT NULL;

ALTER TABLE wallet_entries RENAME TO wallet_entries_second;
CREATE INDEX wallet_entries_by_version ON wallet_entries_second (account, version);
CREATE TABLE wallet_entries (
    stream BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    digest TEXT NOT NULL,
    account TEXT NOT NULL,
    change_posted BIGINT NOT NULL,
    change_held BIGINT NOT NULL,
    change_expected BIGINT NOT NULL,
    posted BIGINT NOT NULL,
    held BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    version BIGINT NOT NULL,
    made BIGINT NOT NULL,
    hash TEXT NOT NULL,
    before_stream BIGINT,
    before_seq BIGINT,
    PRIMARY KEY (stream, seq)
) WITHOUT ROWID;
INSERT INTO wallet_entries (stream, seq, event, subject, digest, account, change_posted, change_held,
        change_expected, posted, held, expected, version, made, hash, before_stream, before_seq)
    SELECT e.stream, e.seq, e.event, e.subject, e.digest, e.account, e.change_posted, e.change_held,
        e.change_expected, e.posted, e.held, e.expected, e.version, e.made, e.hash, b.stream, b.seq
    FROM wallet_entries_second e
         LEFT JOIN wallet_entries_second b ON b.account = e.account AND b.version = e.version - 1;
UPDATE wallet_accounts SET
    last_stream = (SELECT e.stream FROM wallet_entries_second e
        WHERE e.account = wallet_accounts.id AND e.version = wallet_accounts.version),
    last_seq = (SELECT e.seq FROM wallet_entries_second e
        WHERE e.account = wallet_accounts.id AND e.version = wallet_accounts.version);
DROP TABLE wallet_entries_second;

CREATE TABLE wallet_marks (
    account TEXT NOT NULL,
    made BIGINT NOT NULL,
    version BIGINT NOT NULL,
    stream BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (account, made, version)
);
INSERT INTO wallet_marks (account, made, version, stream, seq)
    SELECT account, made, version, stream, seq FROM wallet_entries WHERE version % 32 = 0;
