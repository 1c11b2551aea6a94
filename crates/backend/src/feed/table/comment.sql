CREATE TABLE feed_comments (
    id TEXT PRIMARY KEY,
    note TEXT NOT NULL REFERENCES feed_notes (id),
    root TEXT,
    answers TEXT,
    author TEXT NOT NULL,
    official BIGINT NOT NULL,
    body TEXT NOT NULL,
    created BIGINT NOT NULL,
    likes BIGINT NOT NULL,
    removed BIGINT NOT NULL
);
CREATE INDEX feed_comments_by_note ON feed_comments (note, created, id);
