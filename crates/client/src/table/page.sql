-- Parts of lists that are everybody's, as the service last told them; the least used go first.
CREATE TABLE page (
    list TEXT NOT NULL,
    place INTEGER NOT NULL,
    items TEXT NOT NULL,
    next TEXT,
    etag TEXT NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (list, place)
) WITHOUT ROWID, STRICT;
