-- What bills are found and added up by; the bills themselves are rows.
CREATE TABLE bill (
    id TEXT NOT NULL PRIMARY KEY,
    scope TEXT NOT NULL,
    at INTEGER NOT NULL,
    currency TEXT NOT NULL,
    minor INTEGER NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    -- Whether money moved.
    counts INTEGER NOT NULL,
    -- The person or merchant on the other side.
    other TEXT,
    -- Folded, each between line breaks.
    tags TEXT NOT NULL,
    -- Name, handle, notes, tags and amount, folded.
    text TEXT NOT NULL,
    -- The pot or the family card that it has to do with.
    through TEXT
) WITHOUT ROWID, STRICT;
-- Holds all that lists and sums need, so that 100,000 bills are added up without reading them.
CREATE INDEX bill_by_time ON bill (at DESC, id DESC, currency, minor, kind, category, counts);
CREATE INDEX bill_by_through ON bill (through, at DESC) WHERE through IS NOT NULL;
