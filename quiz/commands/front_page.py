"""The help of the whole program, written by hand: it is where people begin."""

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
  quiz show DECK              all its questions and answers, also as HTML
  quiz schema                 a schema for your editor

Your data
  quiz backup [PATH]          copy your answers to a file
  quiz restore [PATH]         list backups, or go back to one
  quiz doctor                 whether your answers are sound, and in a deck

Settings
  quiz config                 where things are, what is set

Options, before or after the command
  --decks PATH                take decks from PATH, too, a file or a folder;
                              may be given several times
  --data DIR                  keep data in DIR, not in your own data folder
  --plain                     line by line: for screen readers, pipes and
                              terminals that can do no more
  --seed N                    shuffle as with this number
  --version                   show the version
  --help                      show help; quiz study --help tells of study

Environment
  QUIZ_DECKS, QUIZ_DATA       as --decks (several as in PATH) and --data
  QUIZ_NOW                    with a data folder named: rehearse an instant,
                              such as 2026-01-31T12:00Z
  NO_COLOR                    show no colours

For example
  quiz study --minutes 10     ten minutes of what is due
  quiz study central --plain  one deck, line by line
  quiz --decks my-deck.toml   the app, with a deck of your own

Exit code  0 fine, 1 problems found, 2 wrong use
Read on    docs/study.md to learn, docs/first-deck.md to write a deck
"""
