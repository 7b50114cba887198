-- Articles and the facts of their latest revisions.
--
-- Facts have keys that sort by publication (see FactKey): a scan by key, descending, yields newest first
-- and stops early, and a span of days is a range of keys. One row is one occurrence: a statement that three
-- articles carry has three rows with one id.

PRAGMA application_id = 1413566571;

CREATE TABLE articles (
    article INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    revision_row INTEGER NOT NULL,
    extractor_version TEXT NOT NULL,
    first_key INTEGER NOT NULL UNIQUE,
    last_key INTEGER NOT NULL
);

CREATE TABLE revisions (
    revision_row INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    stem TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    url TEXT,
    byline TEXT,
    published_on TEXT NOT NULL,
    is_published_assumed INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    encoding INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (article, revision)
);

CREATE INDEX revisions_by_stem ON revisions (stem);

-- Dossier 0 stands for everything that is stored.
CREATE TABLE dossiers (
    dossier INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE article_dossiers (
    dossier INTEGER NOT NULL,
    first_key INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (dossier, first_key)
) WITHOUT ROWID;

CREATE UNIQUE INDEX article_dossiers_by_article ON article_dossiers (article, dossier);

-- Distinct facts in each dossier, kept as they are written: counting a million ids takes too long.
CREATE TABLE counts (
    dossier INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (dossier, kind)
) WITHOUT ROWID;

CREATE TABLE passages (
    key INTEGER PRIMARY KEY,
    revision_row INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    data BLOB
);

CREATE TABLE statements (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    revision_row INTEGER NOT NULL,
    is_reported INTEGER NOT NULL,
    data BLOB NOT NULL
);

CREATE INDEX statements_by_id ON statements (id, key);

CREATE TABLE proposals (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    revision_row INTEGER NOT NULL,
    data BLOB NOT NULL
);

CREATE INDEX proposals_by_id ON proposals (id, key);

-- Meetings have keys that sort by the day they begin, those without one last; fact_key is the key by publication.
CREATE TABLE meetings (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    revision_row INTEGER NOT NULL,
    fact_key INTEGER NOT NULL UNIQUE,
    first_day INTEGER,
    last_day INTEGER,
    data BLOB NOT NULL
);

CREATE INDEX meetings_by_id ON meetings (id, fact_key);

-- Words arrive stemmed and folded; the tokenizer only cuts at blanks. Marks are actors, dossiers and days as
-- words that begin with "_", so that one MATCH intersects words and filters.
CREATE VIRTUAL TABLE passage_words USING fts5 (
    words, marks, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'");

CREATE VIRTUAL TABLE statement_words USING fts5 (
    content, evidence, marks, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'");

CREATE VIRTUAL TABLE proposal_words USING fts5 (
    words, marks, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'");

CREATE VIRTUAL TABLE meeting_words USING fts5 (
    words, marks, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'");

-- In how many passages a stem occurs; scanning the posting list of a common word would take too long.
CREATE TABLE terms (
    term TEXT PRIMARY KEY,
    passages INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE actors (
    actor INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- What each article says of an actor; the tables below are sums of it.
CREATE TABLE article_actors (
    article INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    first_key INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    role TEXT,
    of_name TEXT,
    is_named INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    names BLOB NOT NULL,
    PRIMARY KEY (article, actor)
) WITHOUT ROWID;

CREATE INDEX article_actors_by_actor ON article_actors (actor, first_key);

CREATE TABLE actor_scopes (
    dossier INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    role TEXT,
    of_name TEXT,
    is_named INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    described_key INTEGER NOT NULL,
    PRIMARY KEY (dossier, actor)
) WITHOUT ROWID;

CREATE INDEX actor_scopes_by_mentions ON actor_scopes (dossier, mentions, actor);

CREATE TABLE actor_names (
    name_row INTEGER PRIMARY KEY,
    actor INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (actor, name)
);

CREATE TABLE name_scopes (
    dossier INTEGER NOT NULL,
    name_row INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (dossier, name_row)
) WITHOUT ROWID;

-- "ursula von der leyen", "von der leyen", "der leyen", "leyen": any part of a name is the beginning of one of these.
CREATE TABLE name_suffixes (
    suffix TEXT NOT NULL,
    name_row INTEGER NOT NULL,
    PRIMARY KEY (suffix, name_row)
) WITHOUT ROWID;

-- Keys under which a misspelt part of a name finds the parts it may stand for (see NameKeys).
CREATE TABLE part_keys (
    key TEXT NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (key, part)
) WITHOUT ROWID;

PRAGMA user_version = 1;
