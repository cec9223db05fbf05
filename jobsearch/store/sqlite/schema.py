"""The versions of the schema, as a list of upgrades that are never edited after their release.

PRAGMA user_version counts the upgrades applied to a file. To change a table, append an upgrade here and
describe its result in tables.py and models.py.
"""


def _words(column: str) -> str:
    text = f"lower(' ' || {column})"
    for sign, word in (
        *((" .net", " dotnet"), ("(.net", "(dotnet"), ("/.net", "/dotnet")),
        *(("c++", "cplusplus "), ("c#", "csharp "), ("f#", "fsharp ")),
    ):
        text = f"replace({text}, '{sign}', '{word}')"
    return f"{text} AS {column}"


UPGRADES: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE job_posts (
            id INTEGER PRIMARY KEY,
            source VARCHAR NOT NULL,
            external_id VARCHAR NOT NULL,
            url VARCHAR NOT NULL,
            apply_url VARCHAR NOT NULL,
            title VARCHAR NOT NULL,
            company VARCHAR NOT NULL,
            location VARCHAR NOT NULL,
            tags JSON NOT NULL,
            description VARCHAR NOT NULL,
            salary_min INTEGER,
            salary_max INTEGER,
            trap_word VARCHAR NOT NULL,
            posted_at DATETIME NOT NULL,
            first_seen DATETIME NOT NULL,
            last_seen DATETIME NOT NULL,
            content_hash VARCHAR NOT NULL,
            raw BLOB NOT NULL,
            UNIQUE (source, external_id)
        )
        """,
        "CREATE INDEX job_posts_by_posted_at ON job_posts (posted_at)",
        """
        CREATE TABLE labels (
            source VARCHAR NOT NULL,
            external_id VARCHAR NOT NULL,
            label VARCHAR NOT NULL CHECK (label IN ('yes', 'no', 'unsure')),
            labeled_at DATETIME NOT NULL,
            applied_at DATETIME,
            score_before FLOAT,
            PRIMARY KEY (source, external_id)
        )
        """,
        """
        CREATE TABLE scores (
            job_post_id INTEGER NOT NULL PRIMARY KEY REFERENCES job_posts (id),
            score FLOAT NOT NULL,
            reasons JSON NOT NULL,
            stale BOOLEAN NOT NULL
        )
        """,
        "CREATE INDEX scores_by_score ON scores (score)",
        """
        CREATE TABLE models (
            id INTEGER PRIMARY KEY,
            sha256 VARCHAR NOT NULL,
            trained_at DATETIME NOT NULL,
            versions JSON NOT NULL,
            labels_digest VARCHAR NOT NULL,
            yes INTEGER NOT NULL,
            no INTEGER NOT NULL,
            cut FLOAT NOT NULL,
            metrics JSON NOT NULL
        )
        """,
        """
        CREATE TABLE fetches (
            id INTEGER PRIMARY KEY,
            fetched_at DATETIME NOT NULL,
            source VARCHAR NOT NULL,
            origin VARCHAR NOT NULL,
            error VARCHAR NOT NULL,
            received INTEGER NOT NULL,
            new INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            unchanged INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            last_modified VARCHAR NOT NULL,
            gap BOOLEAN NOT NULL
        )
        """,
        "CREATE INDEX fetches_by_fetched_at ON fetches (fetched_at)",
        """
        CREATE TABLE rejections (
            content_hash VARCHAR NOT NULL PRIMARY KEY,
            source VARCHAR NOT NULL,
            external_id VARCHAR NOT NULL,
            reason VARCHAR NOT NULL,
            raw BLOB NOT NULL,
            first_seen DATETIME NOT NULL,
            last_seen DATETIME NOT NULL
        )
        """,
        """
        CREATE TABLE showings (
            job_post_id INTEGER NOT NULL PRIMARY KEY REFERENCES job_posts (id),
            shown_at DATETIME NOT NULL
        )
        """,
    ),
    (
        """
        CREATE TABLE reposts (
            job_post_id INTEGER NOT NULL PRIMARY KEY REFERENCES job_posts (id),
            first_id INTEGER NOT NULL REFERENCES job_posts (id)
        )
        """,
        "CREATE INDEX reposts_by_first_id ON reposts (first_id)",
        "CREATE INDEX job_posts_by_company ON job_posts (lower(company))",
        "ALTER TABLE scores ADD COLUMN trained_on BOOLEAN NOT NULL DEFAULT 0",
    ),
    (
        # Counts and selections read these two columns of every post, and posts are long.
        "CREATE INDEX job_posts_by_last_seen ON job_posts (last_seen, posted_at)",
        # The contents of the index: signs become letters, as in search expressions.
        f"""
        CREATE VIEW post_texts AS
        SELECT id, {_words("title")}, {_words("company")}, {_words("description")} FROM job_posts
        """,  # noqa: S608 - the upgrade's own text
        """
        CREATE VIRTUAL TABLE post_words USING fts5 (
            title, company, description,
            content = post_texts, content_rowid = id, tokenize = 'unicode61 remove_diacritics 2'
        )
        """,
    ),
    (
        """
        CREATE TABLE experiences (
            id INTEGER PRIMARY KEY,
            content_hash VARCHAR NOT NULL UNIQUE,
            title VARCHAR NOT NULL,
            text VARCHAR NOT NULL,
            added_at DATETIME NOT NULL
        )
        """,
        """
        CREATE TABLE career_models (
            id INTEGER PRIMARY KEY,
            sha256 VARCHAR NOT NULL,
            trained_at DATETIME NOT NULL,
            versions JSON NOT NULL,
            posts INTEGER NOT NULL,
            experiences INTEGER NOT NULL
        )
        """,
    ),
    (
        """
        CREATE TABLE facts (
            job_post_id INTEGER NOT NULL PRIMARY KEY REFERENCES job_posts (id),
            rules_version INTEGER NOT NULL,
            others VARCHAR NOT NULL,
            allowed VARCHAR NOT NULL,
            doubtful VARCHAR NOT NULL,
            excluded VARCHAR NOT NULL,
            language VARCHAR NOT NULL,
            pay_stated BOOLEAN NOT NULL,
            yearly_pay FLOAT,
            place VARCHAR NOT NULL,
            facts JSON NOT NULL
        )
        """,
        # All columns read by filters, so that the long facts are not read.
        """
        CREATE INDEX facts_to_filter ON facts (rules_version, job_post_id, others, allowed, doubtful, excluded, language, pay_stated, yearly_pay, place)
        """.strip(),  # noqa: E501 - as SQLAlchemy writes it, with which a test compares it
    ),
    (
        # The index is recreated with `searchable`, because replace() found .net after only three characters,
        # and no words in languages without spaces between words.
        "DROP TABLE post_words",
        "DROP VIEW post_texts",
        """
        CREATE VIEW post_texts AS
        SELECT id, searchable(title) AS title, searchable(company) AS company,
            searchable(description) AS description
        FROM job_posts
        """,
        """
        CREATE VIRTUAL TABLE post_words USING fts5 (
            title, company, description,
            content = post_texts, content_rowid = id, tokenize = 'unicode61 remove_diacritics 2'
        )
        """,
    ),
    (
        "ALTER TABLE career_models ADD COLUMN titles INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE career_models ADD COLUMN learned_posts INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE career_models ADD COLUMN experiences_digest VARCHAR NOT NULL DEFAULT ''",
    ),
    (
        # Addresses and errors once contained passwords that were not percent-encoded, and keys in parameters,
        # which must not remain in the file, not even in its unused pages.
        "PRAGMA secure_delete = ON",
        """
        UPDATE fetches
        SET error = replace(error, origin, shown_address(origin)), origin = shown_address(origin)
        WHERE origin NOT LIKE 'file %'
        """,
        "UPDATE fetches SET error = without_secrets(error)",
    ),
    (
        # The rules for cleaning texts have changed: fetch-new cleans each of these posts again and removes it
        # here.
        """
        CREATE TABLE uncleaned (
            job_post_id INTEGER NOT NULL PRIMARY KEY REFERENCES job_posts (id)
        )
        """,
        "INSERT INTO uncleaned SELECT id FROM job_posts",
    ),
    (
        """
        CREATE TABLE wishes (
            kind VARCHAR NOT NULL PRIMARY KEY CHECK (kind IN ('words', 'resume')),
            text VARCHAR NOT NULL,
            said_at DATETIME NOT NULL
        )
        """,
        "ALTER TABLE models ADD COLUMN wish_digest VARCHAR NOT NULL DEFAULT ''",
    ),
    (
        # Fields of posts on boards other than Remote OK.
        "ALTER TABLE job_posts ADD COLUMN account VARCHAR NOT NULL DEFAULT ''",
        "ALTER TABLE job_posts ADD COLUMN site VARCHAR NOT NULL DEFAULT ''",
        "ALTER TABLE job_posts ADD COLUMN pay_currency VARCHAR NOT NULL DEFAULT ''",
        "ALTER TABLE job_posts ADD COLUMN pay_period VARCHAR NOT NULL DEFAULT ''",
        "ALTER TABLE job_posts ADD COLUMN pay_from VARCHAR NOT NULL DEFAULT ''",
        "ALTER TABLE job_posts ADD COLUMN workplace VARCHAR NOT NULL DEFAULT ''",
        "ALTER TABLE job_posts ADD COLUMN countries JSON NOT NULL DEFAULT '[]'",
        "ALTER TABLE job_posts ADD COLUMN worldwide BOOLEAN NOT NULL DEFAULT 0",
        "ALTER TABLE job_posts ADD COLUMN time_zones JSON NOT NULL DEFAULT '[]'",
        "ALTER TABLE job_posts ADD COLUMN employment JSON NOT NULL DEFAULT '[]'",
        "ALTER TABLE job_posts ADD COLUMN closed_at DATETIME",
        """
        UPDATE job_posts SET
            pay_from = 'estimate',
            pay_period = CASE
                WHEN max(ifnull(salary_min, 0), ifnull(salary_max, 0)) < 400 THEN 'hour'
                WHEN max(ifnull(salary_min, 0), ifnull(salary_max, 0)) <= 15000 THEN 'month'
                ELSE 'year' END
        WHERE ifnull(salary_min, 0) > 0 OR ifnull(salary_max, 0) > 0
        """,
        "CREATE INDEX job_posts_by_source ON job_posts (source, account, first_seen)",
        "ALTER TABLE fetches ADD COLUMN etag VARCHAR NOT NULL DEFAULT ''",
        """
        CREATE TABLE sources (
            name VARCHAR NOT NULL PRIMARY KEY,
            board VARCHAR NOT NULL,
            account VARCHAR NOT NULL,
            company VARCHAR NOT NULL,
            title VARCHAR NOT NULL,
            added_at DATETIME,
            removed_at DATETIME,
            asked_at DATETIME,
            answered_at DATETIME,
            failures INTEGER NOT NULL,
            empty_answers INTEGER NOT NULL,
            problem VARCHAR NOT NULL
        )
        """,
        # An instance that predates other boards continues with Remote OK alone; it has no date, because the
        # person has not been informed yet.
        """
        INSERT INTO sources
        SELECT 'remoteok', 'remoteok', '', '', '', NULL, NULL, max(fetched_at), max(fetched_at), 0, 0, ''
        FROM (SELECT NULL AS fetched_at FROM job_posts UNION SELECT NULL FROM labels
            UNION SELECT fetched_at FROM fetches)
        HAVING count(*) > 0
        """,
    ),
    (
        # The key shared by posts of the same job on different boards; all posts are compared again.
        "DELETE FROM reposts",
        "ALTER TABLE reposts ADD COLUMN title_key VARCHAR NOT NULL DEFAULT ''",
        "CREATE INDEX reposts_by_title_key ON reposts (title_key)",
        # The results of checking posts' own pages.
        """
        CREATE TABLE page_checks (
            job_post_id INTEGER NOT NULL PRIMARY KEY REFERENCES job_posts (id),
            checked_at DATETIME NOT NULL,
            strikes INTEGER NOT NULL,
            words VARCHAR NOT NULL
        )
        """,
    ),
    (
        # The events of applications; from here on, applied_at is a view of them.
        """
        CREATE TABLE applications (
            source VARCHAR NOT NULL,
            external_id VARCHAR NOT NULL,
            number INTEGER NOT NULL,
            stage VARCHAR NOT NULL,
            recorded_at DATETIME NOT NULL,
            at DATETIME NOT NULL,
            interview INTEGER,
            note VARCHAR NOT NULL,
            corrects INTEGER,
            PRIMARY KEY (source, external_id, number)
        )
        """,
        """
        CREATE TRIGGER applications_never_change BEFORE UPDATE ON applications
        BEGIN SELECT RAISE(ABORT, 'events of applications are only ever added'); END
        """,
        """
        CREATE TRIGGER applications_never_go BEFORE DELETE ON applications
        BEGIN SELECT RAISE(ABORT, 'events of applications are only ever added'); END
        """,
        """
        CREATE TABLE applied_posts (
            source VARCHAR NOT NULL,
            external_id VARCHAR NOT NULL,
            kept_at DATETIME NOT NULL,
            url VARCHAR NOT NULL,
            apply_url VARCHAR NOT NULL,
            title VARCHAR NOT NULL,
            company VARCHAR NOT NULL,
            location VARCHAR NOT NULL,
            text BLOB NOT NULL,
            PRIMARY KEY (source, external_id)
        )
        """,
        # Each event with its last correction; see domain/application.effective.
        """
        CREATE VIEW history AS
        SELECT event.source, event.external_id, event.number, event.recorded_at,
            coalesce(correction.stage, event.stage) AS stage, coalesce(correction.at, event.at) AS at
        FROM applications AS event LEFT JOIN applications AS correction
            ON correction.source = event.source AND correction.external_id = event.external_id
            AND correction.number = (
                SELECT max(number) FROM applications AS other
                WHERE other.source = event.source AND other.external_id = event.external_id
                    AND other.corrects = event.number
            )
        WHERE event.corrects IS NULL
        """,
        """
        CREATE VIEW applied AS
        SELECT source, external_id,
            coalesce(min(CASE stage WHEN 'applied' THEN at END), min(recorded_at)) AS applied_at
        FROM history
        WHERE stage NOT IN ('', 'saved', 'withdrawn')
        GROUP BY source, external_id
        """,
        """
        INSERT INTO applications
        SELECT source, external_id, 1, 'applied', applied_at, applied_at, NULL, '', NULL
        FROM labels WHERE applied_at IS NOT NULL
        """,
        """
        INSERT INTO applied_posts
        SELECT source, external_id, applied_at, url, apply_url, title, company, location,
            compressed(description)
        FROM labels JOIN job_posts USING (source, external_id) WHERE applied_at IS NOT NULL
        """,
        "ALTER TABLE labels DROP COLUMN applied_at",
    ),
    (
        # Invalid UTF-8 cannot be passed to a Python function as text, but as bytes; see functions.py. Valid
        # text is indexed as before, so the index is kept.
        "DROP VIEW post_texts",
        """
        CREATE VIEW post_texts AS
        SELECT id, searchable(CAST(title AS BLOB)) AS title, searchable(CAST(company AS BLOB)) AS company,
            searchable(CAST(description AS BLOB)) AS description
        FROM job_posts
        """,
    ),
    (
        # Delivery records; "sending" means that it is not known yet whether the item was delivered.
        """
        CREATE TABLE deliveries (
            receiver VARCHAR NOT NULL,
            item VARCHAR NOT NULL,
            state VARCHAR NOT NULL CHECK (state IN ('sending', 'sent', 'unknown')),
            at DATETIME NOT NULL,
            PRIMARY KEY (receiver, item)
        )
        """,
        """
        CREATE TABLE receivers (
            name VARCHAR NOT NULL PRIMARY KEY,
            added_at DATETIME NOT NULL,
            sent_at DATETIME,
            failed_at DATETIME,
            failures INTEGER NOT NULL,
            problem VARCHAR NOT NULL
        )
        """,
    ),
    (
        "ALTER TABLE labels ADD COLUMN asked VARCHAR NOT NULL DEFAULT ''",
        "CREATE TABLE posts_version (id INTEGER PRIMARY KEY CHECK (id = 1), version VARCHAR NOT NULL)",
    ),
    (
        "CREATE INDEX job_posts_by_url ON job_posts (lower(url))",
        # Every event looks up its last correction, but few events have one.
        (
            "CREATE INDEX applications_by_corrected ON applications (source, external_id, corrects, number)"
            " WHERE corrects IS NOT NULL"
        ),
    ),
)
