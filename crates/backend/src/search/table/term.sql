CREATE TABLE search_terms (
    document TEXT NOT NULL,
    term TEXT NOT NULL,
    weight BIGINT NOT NULL,
    PRIMARY KEY (document, term)
) WITHOUT ROWID;
CREATE INDEX search_terms_by_term ON search_terms (term, document);
CREATE TABLE search_beginnings (
    beginning TEXT NOT NULL,
    term TEXT NOT NULL,
    PRIMARY KEY (beginning, term)
) WITHOUT ROWID;
CREATE INDEX search_beginnings_by_term ON search_beginnings (term);
