-- What pictures look like in a few bytes; empty where the service knew nothing of it, and when it was asked.
CREATE TABLE thumb (
    sha256 TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
