-- What goes one after the other within a scope, such as what is said in one chat.
ALTER TABLE op ADD COLUMN lane TEXT;
-- Has no place in the queue yet: its files are handed in first, or those of one before it in its lane.
ALTER TABLE op ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
CREATE INDEX op_held ON op (place) WHERE held = 1;

-- Files that a held operation names; each lies in the profile's folder `waiting`.
CREATE TABLE op_file (
    op_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    -- By which it is named on this device.
    sha256 TEXT NOT NULL,
    -- What the service calls it, once it is handed in.
    kept TEXT,
    PRIMARY KEY (op_id, place)
) WITHOUT ROWID, STRICT;
