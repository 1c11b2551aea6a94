CREATE TABLE feed_topics (
    topic TEXT NOT NULL,
    note TEXT NOT NULL REFERENCES feed_notes (id),
    published BIGINT NOT NULL,
    PRIMARY KEY (topic, note)
);
CREATE INDEX feed_topics_by_note ON feed_topics (note);
CREATE INDEX feed_topics_by_published ON feed_topics (topic, published, note);
