-- Operations that are not confirmed, in the order in which they were made.
CREATE TABLE op (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    op_id TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    args TEXT NOT NULL,
    other TEXT,
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'needs_pin', 'sent', 'rejected', 'told')),
    -- Waits behind a rejected one of its scope.
    halted INTEGER NOT NULL DEFAULT 0,
    -- What the device signed; an operation that needs the PIN has no place in the queue yet.
    client_seq INTEGER,
    body TEXT,
    signature TEXT,
    -- When it may have reached the backend for the last time.
    tried INTEGER,
    -- Where its effects are complete, once it was applied.
    change_seq INTEGER,
    error TEXT
) STRICT;
CREATE INDEX op_queue ON op (state, scope, client_seq);

-- The last client_seq that was given in a scope.
CREATE TABLE queue (
    scope TEXT NOT NULL PRIMARY KEY,
    last_seq INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

-- What was asked for under an identifier that was refused is tried again under another.
CREATE TABLE renamed (
    asked TEXT NOT NULL PRIMARY KEY,
    op_id TEXT NOT NULL
) WITHOUT ROWID, STRICT;

-- What this device knows of itself and its service: names and JSON.
CREATE TABLE known (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID, STRICT;
