"""What each command does, told for the help."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A command as its help tells of it."""

    does: str
    more: str
    examples: tuple[str, ...]


COMMANDS: dict[str, Told] = {
    "study": Told(
        "Study what is due, then what is new.",
        "Without a DECK all decks are studied together. Every answer is kept at once: leave when\n"
        "you like, and go on later the same day. `q` leaves, `?` shows all keys. With --by no\n"
        "interval passes that day, and new facts end three days before it; a date that is to hold\n"
        "for good goes into the configuration (quiz config --example).",
        (
            "quiz study                          all decks",
            "quiz study ivig small-fiber         two decks, each by its id or how that begins",
            "quiz study --minutes 10             for about ten minutes",
            "quiz study ivig --by 2026-12-05     ready for an exam on that day",
            "quiz study --plain                  line by line",
        ),
    ),
    "table": Told(
        "Show comparisons as maps of what you know.",
        "Each cell is unseen, in learning, weak or firm. `space` hides what it says, so that you\n"
        "can say it yourself, Enter asks it. Without a DECK all tables are shown.",
        (
            "quiz table central                  the tables of one deck",
            "quiz table central --plain          a row or a column at a time",
        ),
    ),
    "exam": Told(
        "Sit an exam: no verdicts until it is handed in, then the whole result.",
        "Questions are drawn evenly from the named decks, or all, by --seed: the same seed and\n"
        "decks give the same exam. Every answer is kept at once, and can be changed until the\n"
        "exam is handed in; one that was left open goes on, its time having run. With --json it\n"
        "is held line by line on stderr, and its result written to stdout as one object; --list\n"
        "and --show take --json, too. An EXAM is named by its number in --list, or by its id.",
        (
            "quiz exam                                   all decks, or on with one left open",
            "quiz exam ivig --questions 30 --minutes 45",
            "quiz exam --topic FM --topic CIDP --seed 7  the same for everybody who has the decks",
            "quiz exam --forms typed,list --certainty",
            "quiz exam --list",
            "quiz exam --show 3 --json",
        ),
    ),
    "browse": Told(
        "Look through all facts: what is known of each, and how it was answered.",
        "A QUERY has words, and conditions such as is:due is:leech is:flagged deck:ivig tag:pain\n"
        "subject:MS. A minus before a word turns it around (put -- before a query with one).",
        (
            "quiz browse myelin",
            "quiz browse is:leech deck:central",
            "quiz browse --plain -- myelin -is:new",
        ),
    ),
    "decks": Told(
        "List the decks: what is new, in learning and due in each.",
        "A deck that cannot be used is listed with its first problem; `quiz check` tells all.\n"
        "With --json a list of {id, title, path, facts, new, learning, due, next_due, problems,\n"
        "minutes_today, ready}.",
        ("quiz decks", "quiz decks --json"),
    ),
    "contrast": Told(
        "Drill what is easily confused: the worst pairs first, side by side.",
        "A drill moves the schedule only of what is due; what you mix up is noted always. Without\n"
        "a DECK it is over all decks, with --between it is over two subjects of one table.",
        (
            "quiz contrast                              what you mix up most",
            "quiz contrast central --between ms fm      two subjects, on all that tells them apart",
            "quiz contrast --plain                      line by line",
        ),
    ),
    "confusions": Told(
        "List what you mix up, what weighs most first.",
        "A confusion weighs half as much after 60 days. `promoted` marks a pair confused\n"
        "twice in a month, until it was told apart three times running. With --json\n"
        "a list of {deck, comparison, feature, asked, chosen, shown, times, weight, promoted}.",
        ("quiz confusions", "quiz confusions ivig --json"),
    ),
    "due": Told(
        "List the facts that are due now, the longest due first.",
        "With --json a list of {fact, due_at, retrievability, state}.",
        ("quiz due", "quiz due --json"),
    ),
    "check": Told(
        "Check decks, and show each mistake at its place.",
        "A PATH is a file, a folder, or a deck by its id or file name, wherever it is. Without\n"
        "one all decks are checked that quiz would load. The exit code is 1 where there is an\n"
        "error. With --json a list of {path, line, column, severity, message, hint}.\n"
        "With --advice it is also said what makes questions hard to learn from or easy to guess,\n"
        "each with its reason and how to silence it. --watch checks again at every save.",
        (
            "quiz check",
            "quiz check my-deck.toml --advice",
            "quiz check my-deck.toml --watch",
            "quiz check --json decks",
        ),
    ),
    "new": Told(
        "Begin a deck: answer three questions, then write in your editor.",
        "What no option tells is asked for. The deck goes into your own decks and can be studied\n"
        "at once; no file is ever overwritten. With --from a spreadsheet saved as CSV becomes a\n"
        "comparison (its first row the subjects, its first column the features, an empty cell\n"
        "where the source does not say) or, with columns named prompt and answer, cards; more\n"
        "columns: id, form, accept, wrong, because, tags, with | between several in one cell.",
        (
            "quiz new",
            'quiz new --title Knots --subjects "Bowline, Figure eight"',
            "quiz new --from knots.csv --title Knots",
        ),
    ),
    "fmt": Told(
        "Write decks in one style, and the ids that are missing.",
        "An id that is written is the one that progress was kept under before, so none is lost.\n"
        "What a deck says is never changed: comments and blank lines stay, and a deck with errors\n"
        "is left alone. Without a PATH your own decks are formatted. With --check or --diff\n"
        "nothing is written; --check gives the exit code 1 where something would be.",
        ("quiz fmt", "quiz fmt my-deck.toml", "quiz fmt --check --diff decks"),
    ),
    "add": Told(
        "Bring a deck, or a folder of decks, among your own; it is checked first.",
        "What is added is a link: edit the deck, or update its folder, where it is, and what you\n"
        "study follows. With --copy it is a copy of the decks. A deck with errors is not added,\n"
        "and nothing is ever overwritten.",
        (
            "quiz add ~/class/anatomy.toml",
            "quiz add ~/class",
            "quiz add --copy shared/anatomy.toml",
        ),
    ),
    "show": Told(
        "Show a deck as its learner will see it: tables, questions, answers, sources.",
        "Every form in which a fact can be asked is shown with what is right, in all wordings\n"
        "that count, with what is wrong, and with its source. With --html it becomes one file to\n"
        "print or to pass on, which needs nothing else and runs nothing.",
        ("quiz show ivig", "quiz show my-deck.toml", "quiz show ivig --html ivig.html"),
    ),
    "schema": Told(
        "Write the JSON Schema of a deck, with which an editor completes and explains.",
        "Put `#:schema ./deck.schema.json` on the first line of a deck.",
        ("quiz schema > deck.schema.json",),
    ),
    "optimise": Told(
        "Fit the scheduler to your own answers.",
        "From 1,000 reviews on, parameters of FSRS are fitted to the earlier part of your log and\n"
        "held against the later part, beside the present ones. They are taken only where they\n"
        "foresaw it better, and you say so; --undo gives them back. It needs one package more:\n"
        'pip install "differential-quiz[optimise]". --retention shows what remembering more, or\n'
        "less, would cost in reviews a day; docs/optimise.md tells more.",
        (
            "quiz optimise                       fit, show side by side, and ask",
            "quiz optimise --take                take what is better without asking",
            "quiz optimise --undo                back to the parameters before",
            "quiz optimise --retention           what another retention would cost",
        ),
    ),
    "scores": Told(
        "Show what your answers add up to: retention, forecast, confusions, calibration.",
        "With --json all figures under the names that docs/scores.md tells of.",
        (
            "quiz scores                         all decks, from the first answer on",
            "quiz scores --days 30 --deck ivig   one deck, the last 30 days",
            "quiz scores --json > scores.json",
        ),
    ),
    "log": Told(
        "Show every answer that stands, oldest first.",
        "With --json an object a line: `at` and `due_at` in ISO 8601 UTC, `fact`, `rating` from 1\n"
        "to 4, `confused_with` a list, and the rest by the names of the log's columns. With --all\n"
        "every row as it was written, also what was taken back, and all that happened besides.\n"
        "With --csv answers alone, under the same names.",
        (
            "quiz log",
            "quiz log --json > answers.jsonl",
            "quiz log --csv > answers.csv",
            "quiz log --all --json",
        ),
    ),
    "doctor": Told(
        "Tell whether your answers are sound, and whether all of them are still in a deck.",
        "Looked through are the file, what is derived from it, sessions left open, and facts.\n"
        "--mend puts the log right by what can be read of it and of its backups; a damaged file\n"
        "is kept. Nothing else is changed without being asked for.\n\n"
        "A fact whose id was changed loses its deck, and its progress waits. --orphans lists such\n"
        "facts and offers what each has most likely become, to be answered one by one; --keep\n"
        "says so at once. It is logged, and nothing is ever taken away.",
        (
            "quiz doctor",
            "quiz doctor --mend",
            "quiz doctor --orphans",
            "quiz doctor --keep knots/bowline=knots/loop",
        ),
    ),
    "backup": Told(
        "Copy your answers to a file.",
        "The copy is checked before it gets its name. PATH is a file, or a folder to put it in;\n"
        "without it the copy goes to `backups` in the data folder, where quiz also keeps one of\n"
        "each day you study. Decks and settings are files of your own, and not in it.",
        ("quiz backup", "quiz backup ~/answers.sqlite3"),
    ),
    "restore": Told(
        "Put a backup of your answers in the place of what is there.",
        "What it replaces is kept beside it. Answers that the backup does not have are never put\n"
        "aside without --yes. Without a PATH the backups in the data folder are listed.",
        ("quiz restore", "quiz restore ~/answers.sqlite3"),
    ),
    "config": Told(
        "Show where things are kept, and what is set.",
        "Settings stand in config.toml at the place shown; --example writes one with all of them.",
        ("quiz config", "quiz config --example"),
    ),
}

OVERVIEW = """\
Spaced repetition in the terminal, for telling easily confused things apart.

usage: quiz [COMMAND] [OPTION ...]

  quiz                        the app: all decks, study, browse

Study
  quiz study [DECK ...]       what is due, then what is new
  quiz contrast [DECK ...]    a drill of what you mix up most
  quiz table [DECK ...]       comparisons as maps of what you know
  quiz exam [DECK ...]        an exam, with its result at the end
  quiz browse [QUERY]         look through all facts

See
  quiz decks                  what there is
  quiz due                    what is due now
  quiz confusions [DECK ...]  what you mix up
  quiz scores                 what your answers add up to
  quiz optimise               fit the scheduler to your answers
  quiz log                    every answer so far

Write decks
  quiz check [PATH ...]       find mistakes, each at its place
  quiz new                    begin a deck, or make one of a spreadsheet
  quiz fmt [PATH ...]         write ids that are missing, in one style
  quiz add PATH               bring a deck or a folder of decks among your own
  quiz show DECK              all its questions with their answers, also as HTML
  quiz schema                 a schema for your editor

Your data
  quiz backup [PATH]          copy your answers to a file
  quiz restore [PATH]         list backups, or go back to one
  quiz doctor                 whether your answers are sound, and still in a deck

Settings
  quiz config                 where things are, what is set

Options, before or after the command
  --decks PATH                take decks from PATH, too: a file or a folder; may be repeated
  --data DIR                  keep data in DIR, not in your own data folder
  --plain                     line by line, for screen readers, pipes and poor terminals
  --seed N                    shuffle as with this number
  --version                   show the version
  --help                      show help; quiz study --help tells of study

Environment
  QUIZ_DECKS, QUIZ_DATA       as --decks (several are parted as in PATH) and --data
  QUIZ_NOW                    with a data folder named: rehearse an instant, 2026-01-31T12:00Z
  NO_COLOR                    show no colours

For example
  quiz study --minutes 10                     ten minutes of what is due
  quiz study central --plain                  one deck, line by line
  quiz --decks my-deck.toml                   the app, with a deck of your own
"""
