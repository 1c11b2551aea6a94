-- Disputed payments: `moved` is the transfer by which the money went, `hold` the one that holds it
-- now, `body` everything that was said and done.
CREATE TABLE wallet_disputes (
    id TEXT PRIMARY KEY,
    moved TEXT NOT NULL,
    hold TEXT,
    stage TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX wallet_disputes_by_transfer ON wallet_disputes (moved);
CREATE UNIQUE INDEX wallet_disputes_open ON wallet_disputes (moved)
    WHERE stage IN ('answering', 'reviewing');
