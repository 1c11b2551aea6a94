CREATE TABLE feed_folders (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    public BIGINT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX feed_folders_by_person ON feed_folders (person);
