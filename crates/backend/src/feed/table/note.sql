CREATE TABLE feed_notes (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES feed_accounts (id),
    author TEXT NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    pictures TEXT NOT NULL,
    clip TEXT,
    place TEXT NOT NULL,
    published BIGINT NOT NULL,
    state BIGINT NOT NULL,
    edited BIGINT,
    likes BIGINT NOT NULL,
    saves BIGINT NOT NULL,
    comments BIGINT NOT NULL,
    ranked BIGINT NOT NULL
);
CREATE INDEX feed_notes_by_rank ON feed_notes (state, ranked, id);
CREATE INDEX feed_notes_by_category ON feed_notes (category, state, ranked, id);
CREATE INDEX feed_notes_by_account ON feed_notes (account, state, published, id);
