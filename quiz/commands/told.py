"""What each command does, told for the help."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """A command as its help tells of it; `help_page` lays it out.

    `takes` is what may stand behind its name beside options, as usage is written. `more` is in
    paragraphs, with an empty line between them. `examples` are command lines, each with what it is
    for. `exits` says what the exit code tells where it is more than that all is fine, `read_on`
    which document tells more.
    """

    takes: str
    does: str
    more: str
    examples: tuple[tuple[str, str], ...]
    read_on: str
    exits: str = ""


COMMANDS: dict[str, Told] = {
    "study": Told(
        "[DECK ...]",
        "Study what is due, then what is new.",
        "Without a DECK all decks are studied together. Every answer is kept at once: leave when "
        "you like, and go on later the same day. There `q` leaves and `?` shows all keys.\n\n"
        "--new is for one day: the limit of new facts stays as it is set (study.new_per_day, "
        "see quiz config). With --by no interval passes that day, and new facts end three days "
        "before it; a date that is to hold for good goes into the configuration.",
        (
            ("quiz study", "all decks"),
            ("quiz study ivig small", "two decks, by id or how it begins"),
            ("quiz study --minutes 10", "for about ten minutes"),
            ("quiz study --new 10", "ten new facts more today"),
            ("quiz study ivig --by 2026-12-05", "ready for an exam on that day"),
            ("quiz study --plain", "line by line"),
        ),
        "docs/study.md",
    ),
    "table": Told(
        "[DECK ...]",
        "Show comparisons as maps of what you know.",
        "Each cell is unseen, in learning, weak or firm. Space hides what it says, so that you can "
        "say it yourself, and Enter asks it. Without a DECK the tables of all decks are shown. "
        "Into a pipe they are all read at once.",
        (
            ("quiz table central", "the tables of one deck"),
            ("quiz table central --plain", "a row or a column at a time"),
        ),
        "docs/study.md",
    ),
    "exam": Told(
        "[DECK ...]",
        "Sit an exam: no verdicts until it is handed in, then the whole result.",
        "Questions are drawn evenly from the named decks, or from all. The same --seed and decks "
        "give the same exam to everybody. Every answer is kept at once, and can be changed until "
        "the exam is handed in; one that was left open goes on, its time having run.\n\n"
        "An EXAM is named by its number in --list, or by its id. With --json the exam is held line "
        "by line on standard error, and its result is written to standard output as one object; "
        "--list and --show take --json, too.",
        (
            ("quiz exam", "all decks, or the one left open"),
            ("quiz exam ivig --questions 30", "one deck, thirty questions"),
            ("quiz exam --topic FM --topic CIDP", "only on these two"),
            ("quiz exam --forms typed,list", "nothing to choose from"),
            ("quiz exam --list", "what there was, and is open"),
            ("quiz exam --show 3 --json", "one result, for a script"),
        ),
        "docs/exams.md",
    ),
    "browse": Told(
        "[QUERY]",
        "Look through all facts: what is known of each, and how it was answered.",
        "A QUERY has words, and conditions: is:due is:new is:leech is:suspended is:flagged "
        "deck:ivig tag:pain subject:MS. All must hold. A minus before one turns it around; put -- "
        "before a query that has one.",
        (
            ("quiz browse myelin", "a word in question or answer"),
            ("quiz browse is:leech deck:central", "what you keep forgetting there"),
            ("quiz browse -- myelin -is:new", "what you have met already"),
        ),
        "docs/commands.md (Search)",
    ),
    "decks": Told(
        "",
        "List the decks: what is new, in learning and due in each.",
        "A deck that cannot be used is listed with its first problem; quiz check tells all. With "
        "--json it is a list of {id, title, path, facts, new, learning, due, next_due, problems, "
        "minutes_today, ready}.",
        (("quiz decks", "for you"), ("quiz decks --json", "for a script")),
        "docs/commands.md",
        "1 where a deck that --decks names cannot be used",
    ),
    "contrast": Told(
        "[DECK ...]",
        "Drill what is easily confused: the worst pairs first, side by side.",
        "Without a DECK it is over all decks, with --between over two subjects of one table. A "
        "drill moves the schedule only of what is due; what you mix up in it is noted always.",
        (
            ("quiz contrast", "what you mix up most"),
            ("quiz contrast central --between ms fm", "all that tells these two apart"),
            ("quiz contrast --plain", "line by line"),
        ),
        "docs/study.md (What you mix up)",
    ),
    "confusions": Told(
        "[DECK ...]",
        "List what you mix up, what weighs most first.",
        "A confusion weighs half as much after 60 days. A pair is marked as promoted that was "
        "confused twice in a month, until it was told apart three times running. With --json it is "
        "a list of {deck, comparison, feature, asked, chosen, shown, times, weight, promoted}.",
        (("quiz confusions", "in all decks"), ("quiz confusions ivig --json", "for a script")),
        "docs/study.md (What you mix up)",
    ),
    "due": Told(
        "",
        "List the facts that are due now, the longest due first.",
        "With --json it is a list of {fact, due_at, retrievability, state}.",
        (("quiz due", "for you"), ("quiz due --json", "for a script")),
        "docs/study.md (When a fact comes back)",
    ),
    "check": Told(
        "[PATH ...]",
        "Check decks, and show each mistake at its place.",
        "A PATH is a file, a folder, or a deck by its id or file name, wherever it is. Without one "
        "all decks are checked that quiz would load. With --advice it is also said what makes "
        "questions hard to learn from or easy to guess, each with its reason and how to silence "
        "it. With --json it is a list of {path, line, column, severity, message, hint}.",
        (
            ("quiz check", "all decks"),
            ("quiz check my-deck.toml --advice", "one, and how to better it"),
            ("quiz check my-deck.toml --watch", "again at every save"),
            ("quiz check decks --json", "a folder, for a script"),
        ),
        "docs/decks.md",
        "1 where there is an error, advice being none",
    ),
    "new": Told(
        "",
        "Begin a deck: answer three questions, then write in your editor.",
        "What no option tells is asked for. The deck goes into your own decks and can be studied "
        "at once; no file is ever overwritten.\n\n"
        "With --from a spreadsheet saved as CSV becomes a comparison (its first row the subjects, "
        "its first column the features, an empty cell where the source does not say) or, with "
        "columns named prompt and answer, cards. More columns may be: id, form, accept, wrong, "
        "because, tags, with | between several in one cell.",
        (
            ("quiz new", "be asked for everything"),
            ('quiz new --subjects "Bowline, Noose"', "compare these two"),
            ("quiz new --from knots.csv", "out of a spreadsheet"),
        ),
        "docs/first-deck.md",
    ),
    "fmt": Told(
        "[PATH ...]",
        "Write decks in one style, and the ids that are missing.",
        "An id that is written is the one that progress was kept under before, so none is lost. "
        "What a deck says is never changed: comments and blank lines stay, and a deck with errors "
        "is left alone. Without a PATH your own decks are formatted.",
        (
            ("quiz fmt", "your own decks"),
            ("quiz fmt my-deck.toml", "one file"),
            ("quiz fmt --check --diff decks", "only look, such as in CI"),
        ),
        "docs/decks.md",
        "1 where a deck has errors, and with --check where one would be written",
    ),
    "add": Told(
        "PATH",
        "Bring a deck, or a folder of decks, among your own; it is checked first.",
        "What is added is a link: edit the deck, or update its folder, where it is, and what you "
        "study follows. With --copy it is a copy. Nothing is ever overwritten.",
        (
            ("quiz add ~/class/anatomy.toml", "one deck"),
            ("quiz add ~/class", "all that a folder has and will have"),
            ("quiz add --copy shared/anatomy.toml", "yours from now on"),
        ),
        "docs/class-decks.md",
        "1 where a deck has errors: nothing is added then",
    ),
    "show": Told(
        "DECK",
        "Show a deck as its learner will see it: tables, questions, answers, sources.",
        "Every form in which a fact can be asked is shown with what is right, in all wordings that "
        "count, with what is wrong, and with its source. With --html it becomes one file to print "
        "or to pass on, which needs nothing else and runs nothing.",
        (
            ("quiz show ivig", "a deck by its id"),
            ("quiz show my-deck.toml", "a file"),
            ("quiz show ivig --html ivig.html", "to print"),
        ),
        "docs/class-decks.md",
        "1 where the deck has errors, which are shown in its place",
    ),
    "schema": Told(
        "",
        "Write the JSON Schema of a deck, with which an editor completes and explains.",
        "Put `#:schema ./deck.schema.json` on the first line of a deck that lies beside it.",
        (("quiz schema > deck.schema.json", "once, beside your decks"),),
        "docs/first-deck.md",
    ),
    "optimise": Told(
        "",
        "Fit the scheduler to your own answers.",
        "From 1,000 reviews on, parameters of FSRS are fitted to the earlier part of your log and "
        "held against the later part, beside the present ones. They are taken only where they "
        "foresaw it better, and you say so. It needs one package more: "
        'pip install "differential-quiz[optimise]"',
        (
            ("quiz optimise", "fit, show side by side, and ask"),
            ("quiz optimise --take", "take what is better without asking"),
            ("quiz optimise --undo", "back to the parameters before"),
            ("quiz optimise --retention", "what remembering more would cost"),
        ),
        "docs/optimise.md",
    ),
    "scores": Told(
        "",
        "Show what your answers add up to: retention, forecast, confusions, calibration.",
        "With --json all figures come under the names that the document below defines.",
        (
            ("quiz scores", "all decks, from the first answer on"),
            ("quiz scores --days 30 --deck ivig", "one deck, the last 30 days"),
            ("quiz scores --json > scores.json", "for a script"),
        ),
        "docs/scores.md",
    ),
    "log": Told(
        "",
        "Show every answer that stands, oldest first.",
        "With --json it is an object a line: `at` and `due_at` in ISO 8601 UTC, `fact`, `rating` "
        "from 1 to 4, `confused_with` a list, and the rest by the names of the log's columns. With "
        "--csv it is answers alone, under the same names. With --all every row comes as it was "
        "written, also what was taken back, and all that happened besides.",
        (
            ("quiz log", "for you"),
            ("quiz log --csv > answers.csv", "for a spreadsheet"),
            ("quiz log --json > answers.jsonl", "for a script"),
            ("quiz log --all --json", "all that there is"),
        ),
        "docs/data.md",
    ),
    "doctor": Told(
        "",
        "Tell whether your answers are sound, and whether all of them are still in a deck.",
        "Looked through are the file, what is derived from it, sessions left open, and facts. "
        "--mend puts the log right by what can be read of it and of its backups; a damaged file is "
        "kept. Nothing else is changed without being asked for.\n\n"
        "A fact whose id was changed loses its deck, and its progress waits. --orphans lists such "
        "facts and offers what each has most likely become, to be answered one by one; --keep says "
        "so at once. It is logged, and nothing is ever taken away.",
        (
            ("quiz doctor", "only look"),
            ("quiz doctor --mend", "put the log right"),
            ("quiz doctor --orphans", "find what lost its deck"),
            ("quiz doctor --keep knots/bow=knots/loop", "say what one became"),
        ),
        "docs/data.md",
        "1 where something is wrong with the log",
    ),
    "backup": Told(
        "[PATH]",
        "Copy your answers to a file.",
        "The copy is checked before it gets its name. PATH is a file, or a folder to put it in; "
        "without it the copy goes to `backups` in the data folder, where quiz also keeps one of "
        "each day you study. Decks and settings are files of your own, and not in it.",
        (
            ("quiz backup", "beside those made by themselves"),
            ("quiz backup ~/answers.sqlite3", "to a place of your own"),
        ),
        "docs/data.md",
        "1 where nothing could be written, or there is nothing yet",
    ),
    "restore": Told(
        "[PATH]",
        "Put a backup of your answers in the place of what is there.",
        "What it replaces is kept beside it. Answers that the backup does not have are never put "
        "aside without --yes.",
        (
            ("quiz restore", "list the backups there are"),
            ("quiz restore ~/answers.sqlite3", "go back to this one"),
        ),
        "docs/data.md",
        "1 where nothing was restored: the backup is none, or --yes is missing",
    ),
    "config": Told(
        "",
        "Show where things are kept, and what is set.",
        "Settings stand in config.toml at the place shown. It need not be there: every setting has "
        "a value of its own.",
        (
            ("quiz config", "all places and settings"),
            ("quiz config --example > config.toml", "a file to begin with"),
            ("quiz config --keys", "all keys, and the ids to set them by"),
        ),
        "docs/commands.md (Settings)",
        "1 where config.toml has mistakes, which are shown",
    ),
}
