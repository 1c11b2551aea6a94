-- The latest state of each row of each scope, as the backend gave it.
CREATE TABLE row (
    scope TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (scope, kind, key)
) WITHOUT ROWID, STRICT;
