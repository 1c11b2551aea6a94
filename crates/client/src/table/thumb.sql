-- What pictures look like in a few bytes; empty where the service knows nothing of it.
CREATE TABLE thumb (
    sha256 TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL
) WITHOUT ROWID, STRICT;
