CREATE TABLE feed_likes (
    target TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (target, person)
);
