CREATE TABLE community_posts (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    author TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    pictures TEXT NOT NULL,
    created BIGINT NOT NULL,
    edited BIGINT,
    up BIGINT NOT NULL,
    down BIGINT NOT NULL,
    comments BIGINT NOT NULL,
    hot BIGINT NOT NULL,
    top BIGINT NOT NULL,
    controversial BIGINT NOT NULL,
    removed BIGINT NOT NULL
);
CREATE INDEX community_posts_by_hot ON community_posts (community, hot, id);
CREATE INDEX community_posts_by_created ON community_posts (community, created, id);
CREATE INDEX community_posts_of_all_by_hot ON community_posts (hot, id);
CREATE INDEX community_posts_of_all_by_created ON community_posts (created, id);
CREATE INDEX community_posts_by_author ON community_posts (author, created, id);
