-- Where this device stands in each scope; checksum adds up the rows that it has.
CREATE TABLE scope (
    scope TEXT NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    last_applied INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
