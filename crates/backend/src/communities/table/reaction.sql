CREATE TABLE community_reactions (
    target TEXT NOT NULL,
    person TEXT NOT NULL,
    reaction TEXT NOT NULL,
    PRIMARY KEY (target, person)
);
CREATE TABLE community_reaction_counts (
    target TEXT NOT NULL,
    reaction TEXT NOT NULL,
    many BIGINT NOT NULL,
    PRIMARY KEY (target, reaction)
);
