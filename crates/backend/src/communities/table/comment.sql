CREATE TABLE community_comments (
    id TEXT PRIMARY KEY,
    post TEXT NOT NULL REFERENCES community_posts (id),
    parent TEXT,
    author TEXT NOT NULL,
    body TEXT NOT NULL,
    created BIGINT NOT NULL,
    edited BIGINT,
    up BIGINT NOT NULL,
    down BIGINT NOT NULL,
    removed BIGINT NOT NULL
);
CREATE INDEX community_comments_by_post ON community_comments (post, created, id);
