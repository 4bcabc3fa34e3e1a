"""The tables, as the first version of the program makes them, and what later ones change.

Instants are UTC milliseconds; study days are ISO dates as text, which sort as they should and can
be read in any SQLite tool. `review` and `event` are the log: triggers see to it that rows are only
ever added. `answer` belongs to it. All other tables are derived from the log and rebuilt from it.

Of indexes there are few, since each costs time at every commit: `review_fact` reads one fact's
history, `event_kind_target` what later events say of a review, a question, a session or a fact.
`review_confused` holds the few answers in which something was taken for something else, and costs
the others nothing.
A question's rows, needed by undo alone, are found by reading on from the question's own id, and a
session's by reading on from where it was started.
"""

APPLICATION_ID = 0x7175697A
"""Marks a SQLite file as ours: "quiz" in ASCII."""

_MIGRATION = """
CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    applied_at INTEGER NOT NULL
) STRICT
"""

_META = """
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""

_REVIEW = """
CREATE TABLE review (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    question_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    bundle_id TEXT,
    at INTEGER NOT NULL,
    study_day TEXT NOT NULL,
    fact TEXT NOT NULL,
    revision INTEGER NOT NULL,
    answer_digest TEXT NOT NULL,
    mode TEXT NOT NULL,
    counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
    form TEXT NOT NULL,
    shape TEXT NOT NULL,
    options TEXT NOT NULL,
    response TEXT NOT NULL,
    correct INTEGER NOT NULL CHECK (correct IN (0, 1)),
    confidence TEXT,
    proposed_rating INTEGER NOT NULL CHECK (proposed_rating BETWEEN 1 AND 4),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    confused_with TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    scheduler TEXT NOT NULL,
    interval_days REAL NOT NULL,
    due_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID
"""

_EVENT = """
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    at INTEGER NOT NULL,
    study_day TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    payload TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""

_ANSWER = """
CREATE TABLE answer (
    digest TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""

_MEMORY = """
CREATE TABLE memory (
    fact TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    stability REAL NOT NULL,
    difficulty REAL NOT NULL,
    last_study_day TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    interval_days REAL NOT NULL,
    step INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    last_rating INTEGER NOT NULL,
    last_form TEXT NOT NULL,
    answer_digest TEXT NOT NULL,
    capped INTEGER NOT NULL,
    last_review TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""

_FIRST_ANSWER = """
CREATE TABLE first_answer (
    study_day TEXT NOT NULL,
    fact TEXT NOT NULL,
    was_new INTEGER NOT NULL,
    rating INTEGER NOT NULL,
    review TEXT NOT NULL,
    PRIMARY KEY (study_day, fact)
) STRICT, WITHOUT ROWID
"""

_STANDING = """
CREATE TABLE standing (
    fact TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (fact, kind)
) STRICT, WITHOUT ROWID
"""

_MOVE = """
CREATE TABLE move (
    new TEXT NOT NULL,
    old TEXT NOT NULL,
    PRIMARY KEY (new, old)
) STRICT, WITHOUT ROWID
"""


def _only_added(table: str, change: str) -> str:
    return f"""
CREATE TRIGGER {table}_no_{change} BEFORE {change} ON {table}
BEGIN
    SELECT RAISE(ABORT, 'rows of the log are never changed');
END
"""


VERSION_1 = (
    _MIGRATION,
    _META,
    _REVIEW,
    "CREATE INDEX review_fact ON review (fact)",
    _EVENT,
    "CREATE INDEX event_kind_target ON event (kind, target)",
    _ANSWER,
    _MEMORY,
    _FIRST_ANSWER,
    _STANDING,
    _MOVE,
    "CREATE INDEX move_old ON move (old)",
    *(
        _only_added(table, change)
        for table in ("review", "event")
        for change in ("update", "delete")
    ),
)

VERSION_2 = ("CREATE INDEX review_confused ON review (id) WHERE confused_with <> '[]'",)
"""Confusions are looked up at the beginning of each session."""

_MEMORY_WITH_PAST = _MEMORY.replace(
    "    last_review TEXT NOT NULL\n",
    """    last_review TEXT NOT NULL,
    met_days INTEGER NOT NULL,
    missed_days INTEGER NOT NULL,
    bundled INTEGER
""",
)

_FIRST_ANSWER_FORESEEN = """
CREATE TABLE first_answer (
    study_day TEXT NOT NULL,
    fact TEXT NOT NULL,
    review TEXT NOT NULL,
    was_new INTEGER NOT NULL,
    rating INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    form TEXT NOT NULL,
    bundled INTEGER NOT NULL,
    interval_days REAL NOT NULL,
    elapsed_days INTEGER NOT NULL,
    met_days INTEGER NOT NULL,
    missed_days INTEGER NOT NULL,
    bundled_before INTEGER,
    chance INTEGER,
    PRIMARY KEY (study_day, fact)
) STRICT, WITHOUT ROWID
"""

_DAILY_SUM = """
CREATE TABLE daily_sum (
    study_day TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    answers INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    recalled INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    PRIMARY KEY (study_day, kind, key)
) STRICT, WITHOUT ROWID
"""

_UNDERIVED = """
CREATE TABLE underived (
    since INTEGER PRIMARY KEY
) STRICT
"""
"""A row in it says that the derived tables are to be filled anew, which SQL alone cannot do."""

LEAVE_UNDERIVED = "INSERT INTO underived VALUES (3) ON CONFLICT DO NOTHING"
"""Leaves that to whoever opens the log next, even where this program is killed."""

VERSION_3 = (
    "DROP TABLE memory",
    "DROP TABLE first_answer",
    _MEMORY_WITH_PAST,
    _FIRST_ANSWER_FORESEEN,
    _DAILY_SUM,
    _UNDERIVED,
    "INSERT INTO underived SELECT 3 "
    "WHERE EXISTS (SELECT 1 FROM review) OR EXISTS (SELECT 1 FROM event)",
)
"""Scores are read from sums of days, and from what was foreseen of each first answer."""
