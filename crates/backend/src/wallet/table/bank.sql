-- Accounts at banks that people keep, to be paid out to.
CREATE TABLE wallet_banks (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX wallet_banks_by_person ON wallet_banks (person);

-- What people write to a bank transfer so that it finds them.
CREATE TABLE wallet_bank_references (
    reference TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    currency TEXT NOT NULL,
    UNIQUE (person, currency)
);

-- Money that is to leave by a file, or has left; the ledger holds it under the payout's identifier.
CREATE TABLE wallet_bank_payouts (
    id TEXT PRIMARY KEY,
    person TEXT,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    debit TEXT NOT NULL,
    credit TEXT NOT NULL,
    account TEXT NOT NULL,
    state TEXT NOT NULL,
    file TEXT,
    posted TEXT,
    at BIGINT NOT NULL
);
CREATE INDEX wallet_bank_payouts_by_state ON wallet_bank_payouts (state, currency, at);

-- Files of payments: what was made once is never made differently.
CREATE TABLE wallet_bank_files (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    xml TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Statements that were read; booked once.
CREATE TABLE wallet_bank_statements (
    id TEXT PRIMARY KEY,
    base64 TEXT NOT NULL,
    currency TEXT NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    number BIGINT,
    closing BIGINT NOT NULL,
    booked BIGINT,
    told TEXT
);
CREATE INDEX wallet_bank_statements_by_account ON wallet_bank_statements (account, booked);

-- Lines of booked statements, and what became of them.
CREATE TABLE wallet_bank_lines (
    id TEXT PRIMARY KEY,
    statement TEXT NOT NULL,
    place BIGINT NOT NULL,
    told TEXT NOT NULL
);
CREATE INDEX wallet_bank_lines_by_statement ON wallet_bank_lines (statement, place);
