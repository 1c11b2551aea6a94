-- People as they were last seen, so that codes and handles can be read offline.
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    handle TEXT NOT NULL,
    value TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX person_by_handle ON person (handle);
