CREATE TABLE feed_kept (
    person TEXT NOT NULL,
    note TEXT NOT NULL REFERENCES feed_notes (id),
    folder TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, note)
);
CREATE INDEX feed_kept_by_folder ON feed_kept (folder, at, note);
