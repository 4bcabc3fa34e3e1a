"""Mistakes in a deck: each is told at its very line and column, in words that help.

In the snippets ▶ stands before the character that a problem is placed at; it is taken out first.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest

from quiz.errors import Problem, Severity
from quiz.library.reading import read_deck_bytes

HEAD = """\
format = 1
id = "d"
title = "T"
[source.s]
title = "S"
"""

CARD = """
[[card]]
id = "a"
because = "why"
source = { from = "s" }
"""

TRUTH = "form = 'true-false'\nprompt = 'p'\nanswer = true"

TABLE = """
[[comparison]]
id = "c"
title = "C"
subject.a = { name = "A" }
subject.b = { name = "B" }
"""

FEATURE = """
[[comparison.feature]]
id = "f"
name = "F"
ask = "{subject}?"
because = "why"
source = { from = "s" }
"""

CELLS = "cell.a = 'x'\ncell.b = 'y'\n"


@dataclass(frozen=True)
class Case:
    """A deck with its problems: for each a part of its message, in the order of the places."""

    deck: str
    messages: tuple[str, ...]


def case(deck: str, *messages: str) -> Case:
    return Case(deck, messages)


CASES = {
    # The deck itself.
    "missing keys": case("▶id = 'd'", "`format` is missing", "`title` is missing"),
    "newer format": case("format = ▶2\nid = 'd'\ntitle = 'T'\ncard = []", "format 2 of decks"),
    "format as text": case('format = ▶"1"\nid = "d"\ntitle = "T"', "must be a whole number"),
    "format true": case('format = ▶true\nid = "d"\ntitle = "T"', "format true of decks"),
    "format with a point": case('format = ▶1.0\nid = "d"\ntitle = "T"', "format 1.0 of decks"),
    "id with capitals": case('format = 1\nid = ▶"D x"\ntitle = "T"', "'D x' is not an id"),
    "id that is a number": case('format = 1\nid = ▶5\ntitle = "T"', "`id` must be a text"),
    "id too long": case(f'format = 1\nid = ▶"{"x" * 101}"\ntitle = "T"', "longer than 100"),
    "empty title": case('format = 1\nid = "d"\ntitle = ▶"  "', "`title` is empty"),
    "misspelt key": case('format = 1\nid = "d"\ntitle = "T"\n▶titel = "T"', "`titel` is not a key"),
    "language": case('language = ▶"plain English"\n' + HEAD, "is not the tag of a language"),
    "tags that are a text": case('tags = ▶"x"\n' + HEAD, "`tags` must be a list"),
    "no tags": case("tags = ▶[]\n" + HEAD, "`tags` is empty"),
    "tag that is a number": case('tags = ["x", ▶5]\n' + HEAD, "An entry of `tags` must be a text"),
    "strictness unknown": case('strict = ["case", ▶"cases"]\n' + HEAD, "not 'cases'"),
    "strictness as text": case('strict = ▶"case"\n' + HEAD, "`strict` must be true or false"),
    "alias": case('aliases = ["b", ▶"C d"]\n' + HEAD, "'C d'"),
    "nothing to ask": case("▶" + HEAD, "There is nothing to ask"),
    "list of cards misspelt": case(HEAD + "[[▶cards]]", "`cards` is not a key"),
    "key below a header": case(HEAD + '▶tags = ["x"]', "`tags` is not a key"),
    # Sources.
    "source is a text": case('source = ▶"s"\nformat = 1\nid = "d"\ntitle = "T"', "must be a table"),
    "source with capitals": case(HEAD + '[source.▶Own]\ntitle = "x"', "'Own' is not an id"),
    "key of a source": case(HEAD + "▶autors = ['x']", "`autors` is not a key"),
    "date in quotes": case(HEAD + 'updated = ▶"2020-01-01"', "must be a date"),
    "date with a time": case(HEAD + "updated = ▶2020-01-01T10:00:00", "must be a date"),
    "doi as a link": case(HEAD + 'doi = ▶"https://doi.org/10.1/x"', "not a DOI"),
    "no link": case(HEAD + 'url = ▶"example.org"', "not a web address"),
    "year": case(HEAD + "year = ▶0", "`year` must be 1 or more"),
    # Cards.
    "card is a number": case("▶card = 1\n" + HEAD, "`card` must be a list of tables"),
    "card in single brackets": case(HEAD + "[▶card]\nid = 'x'", "`card` must be a list"),
    "cards that are no tables": case(
        "card = [▶2, ▶'x']\n" + HEAD, "A card must be a table", "A card must be a table"
    ),
    "no form": case(HEAD + CARD.replace("card", "▶card") + "prompt = 'p'", "`form` is missing"),
    "form unknown": case(HEAD + CARD + "form = ▶'flash'\nprompt = 'p'", "not a form of card"),
    "form is a list": case(HEAD + CARD + "form = ▶['typed']", "`form` must be a text"),
    "no answer": case(
        HEAD + CARD.replace("card", "▶card") + "form = 'flashcard'\nprompt = 'p'",
        "`answer` is missing",
    ),
    "answer is a number": case(
        HEAD + CARD + "form = 'flashcard'\nprompt = 'p'\nanswer = ▶15", "`answer` must be a text"
    ),
    "two mistakes in a card": case(
        HEAD + CARD + "form = 'flashcard'\nprompt = ▶['p']\nanswer = 'x'\n▶bothways = true",
        "`prompt` must be a text",
        "`bothways` is not a key",
    ),
    "mistakes in two cards": case(
        HEAD + CARD + "form = 'flashcard'\nprompt = ▶1\nanswer = 'x'" + CARD + "form = ▶'foo'",
        "`prompt` must be a text",
        "'foo' is not a form",
    ),
    "true in quotes": case(
        HEAD + CARD + "form = 'true-false'\nprompt = 'p'\nanswer = ▶'true'", "true or false"
    ),
    "card ids twice": case(
        HEAD
        + CARD
        + "form = 'flashcard'\nprompt = 'p'\nanswer = 'x'"
        + CARD.replace('"a"', '▶"a"')
        + "form = 'flashcard'\nprompt = 'p'\nanswer = 'x'",
        "another card with the id 'a'",
    ),
    "choice without wrong ones": case(
        HEAD + CARD.replace("card", "▶card") + "form = 'choice'\nprompt = 'p'\nanswer = 'x'",
        "`wrong` is missing",
    ),
    "choice with both answers": case(
        HEAD
        + CARD.replace("card", "▶card")
        + "form = 'choice'\nprompt = 'p'\nanswer = 'x'\nanswers = ['y']\nwrong = ['z']",
        "either `answer` or `answers`",
    ),
    "right among the wrong": case(
        HEAD + CARD + "form = 'choice'\nprompt = 'p'\nanswer = 'X'\nwrong = ['y', ▶'x.']",
        "is a right answer, too",
    ),
    "options that read the same": case(
        HEAD
        + CARD
        + "form = 'choice'\nprompt = 'p'\nanswer = 'x'\nwrong = [\n'y',\n  ▶'**Y**',\n]",
        "reads the same as another one",
    ),
    "answers that read the same": case(
        HEAD + CARD + "form = 'choice'\nprompt = 'p'\nanswers = ['x', ▶'X']\nwrong = ['y']",
        "reads the same as another one",
    ),
    "infinite number": case(
        HEAD + CARD + "form = 'typed'\nprompt = 'p'\nanswer = ▶inf", "finite number"
    ),
    "tolerance below nothing": case(
        HEAD + CARD + "form = 'typed'\nprompt = 'p'\nanswer = 5\ntolerance = ▶-1", "0 or more"
    ),
    "cloze without a gap": case(
        HEAD + CARD + "form = 'cloze'\nprompt = ▶'no gap'", "A cloze needs a gap"
    ),
    "cloze with an empty gap": case(
        HEAD + CARD + "form = 'cloze'\nprompt = ▶'{{}}'", "gap of a cloze is empty"
    ),
    "cloze with an open gap": case(
        HEAD + CARD + "form = 'cloze'\nprompt = ▶'''\n{{a}}\nand {{b'''", "is not closed"
    ),
    "accept for a gap that is not there": case(
        HEAD + CARD + "form = 'cloze'\nprompt = '{{a}} is'\naccept = { ▶b = ['c'] }", "'b' is not"
    ),
    "accept of a cloze is a list": case(
        HEAD + CARD + "form = 'cloze'\nprompt = '{{a}} is'\naccept = ▶['c']", "must be a table"
    ),
    "list of one": case(
        HEAD + CARD + "form = 'list'\nprompt = 'p'\nanswers = ▶['a']", "needs 2 or more, and has 1"
    ),
    "order of two": case(
        HEAD + CARD + "form = 'order'\nprompt = 'p'\nitems = ▶['a', 'b']", "needs 3 or more"
    ),
    "order with a number": case(
        HEAD + CARD + "form = 'order'\nprompt = 'p'\nitems = ['a', 'b', ▶3]", "An entry of `items`"
    ),
    "match with equal rights": case(
        HEAD + CARD + "form = 'match'\nprompt = 'p'\npairs = [['a', 'b'], ['c', ▶'b']]",
        "reads the same as another one",
    ),
    "half a pair": case(
        HEAD + CARD + "form = 'match'\nprompt = 'p'\npairs = [\n['a', 'b'],\n▶['c'],\n▶'x']",
        "An entry of `pairs` needs two sides",
        "An entry of `pairs` must be a list",
    ),
    "one group": case(
        HEAD + CARD + "form = 'sort'\nprompt = 'p'\ngroups = ▶{ a = ['x'] }", "needs 2 or more"
    ),
    "item in two groups": case(
        HEAD + CARD + "form = 'sort'\nprompt = 'p'\ngroups.a = ['x']\ngroups.b = ['y', ▶'x']",
        "reads the same as another one",
    ),
    "group without a name": case(
        HEAD + CARD + "form = 'sort'\nprompt = 'p'\ngroups = { a = ['x'], ▶'' = ['y'] }",
        "A name in `groups` is empty",
    ),
    "group with spaces at its ends": case(
        HEAD + CARD + "form = 'sort'\nprompt = 'p'\ngroups = { a = ['x'], ▶'b ' = ['y'] }",
        "A text that is a key has no space at its ends",
    ),
    "one clue": case(HEAD + CARD + "form = 'vignette'\nclues = ▶['a']\nanswer = 'x'", "2 or more"),
    "revision": case(
        HEAD + CARD + "form = 'flashcard'\nprompt = 'p'\nanswer = 'x'\nrevision = ▶0", "1 or more"
    ),
    "source not declared": case(
        HEAD + CARD.replace('"s"', '▶"z"') + "form = 'flashcard'\nprompt = 'p'\nanswer = 'x'",
        "The source 'z' is not declared",
    ),
    "cited source not declared": case(
        HEAD
        + CARD.replace('"s"', '"s", cites = ["s", ▶"z"]')
        + "form = 'flashcard'\nprompt = 'p'\nanswer = 'x'",
        "The source 'z' is not declared",
    ),
    "second reference not declared": case(
        HEAD
        + CARD.replace('{ from = "s" }', '[{ from = "s" }, { from = ▶"z" }]')
        + "form = 'flashcard'\nprompt = 'p'\nanswer = 'x'",
        "The source 'z' is not declared",
    ),
    "reference as text": case(
        HEAD + CARD.replace("{ from", "▶'s' # ") + "form = 'flashcard'\nprompt = 'p'\nanswer = 'x'",
        "`source` must be a table",
    ),
    "key of a second reference": case(
        HEAD
        + CARD.replace('{ from = "s" }', '[{ from = "s" }, { from = "s", ▶att = "x" }]')
        + "form = 'flashcard'\nprompt = 'p'\nanswer = 'x'",
        "`att` is not a key",
    ),
    "no references": case(
        HEAD + CARD.replace("{ from", "▶[] # ") + "form = 'flashcard'\nprompt = 'p'\nanswer = 'x'",
        "`source` is empty",
    ),
    "too many aliases": case(
        f"aliases = {[f'd{index}' for index in range(20)]}\n".replace("'", '"')
        + HEAD
        + CARD
        + f"form = 'flashcard'\nprompt = 'p'\nanswer = 'x'\naliases = ▶{[*map(str, range(30))]}",
        "make 651 names of one fact",
    ),
    # Comparisons.
    "no features": case(HEAD + TABLE.replace("comp", "▶comp"), "has no features"),
    "comparison is a number": case("comparison = [▶1]\n" + HEAD, "A comparison must be a table"),
    "feature in single brackets": case(
        HEAD + TABLE + "[comparison.▶feature]\nname = 'F'", "`feature` must be a list of tables"
    ),
    "subjects in a list": case(
        HEAD
        + "[[comparison]]\nid = 'c'\ntitle = 'C'\nsubject = ▶['a', 'b']"
        + FEATURE
        + "cell.a = 'x'",
        "`subject` must be a table",
    ),
    "subject is a text": case(
        HEAD + TABLE.replace('{ name = "A" }', "▶'A'") + FEATURE + "cell.a = 'x'",
        "`a` must be a table",
    ),
    "key of a subject": case(
        HEAD + TABLE.replace('"B" }', '"B", ▶shrt = "b" }') + FEATURE + "cell.a = 'x'",
        "`shrt` is not a key",
    ),
    "one subject": case(
        HEAD
        + TABLE.replace("subject.a", "▶subject.a").replace("subject.b", "#")
        + FEATURE
        + "cell.a = 'x'",
        "needs two subjects",
    ),
    "subjects that read the same": case(
        HEAD + TABLE.replace('{ name = "B" }', '▶{ name = "a" }') + FEATURE + "cell.a = 'x'",
        "'a' reads the same",
    ),
    "subject with capitals": case(
        HEAD + TABLE.replace("subject.b", "subject.▶B") + FEATURE + "cell.a = 'x'",
        "'B' is not an id",
    ),
    "subject with a very long id": case(
        HEAD + TABLE.replace("subject.b", f"subject.▶{'b' * 101}") + FEATURE + "cell.a = 'x'",
        "A name in `subject` is too long",
    ),
    "no cells": case(HEAD + TABLE + FEATURE.replace("feature", "▶feature"), "`cell` is missing"),
    "cell of an unknown subject": case(
        HEAD + TABLE + FEATURE + "cell.a = 'x'\ncell.▶z = 'y'", "'z' is not a subject"
    ),
    "cell that is a number": case(
        HEAD + TABLE + FEATURE + "cell.a = ▶1", "`a` must be a text in quotes"
    ),
    "cell with no values": case(HEAD + TABLE + FEATURE + "cell.a = ▶[]", "`a` is empty"),
    "key of a cell": case(
        HEAD + TABLE + FEATURE + "cell.a = { text = 'x', ▶acept = ['y'] }", "`acept` is not a key"
    ),
    "values that read the same": case(
        HEAD + TABLE + FEATURE + "cell.a = { text = ['x', ▶'X'] }", "reads the same"
    ),
    "accept for which value": case(
        HEAD + TABLE + FEATURE + "cell.a = { text = ['x', 'y'], accept = ▶['z'] }", "does not say"
    ),
    "accept for an unknown value": case(
        HEAD + TABLE + FEATURE + "cell.a = { text = ['x', 'y'], accept = { ▶z = ['w'] } }",
        "'z' is not a value",
    ),
    "accepted for two": case(
        HEAD + TABLE + FEATURE + "cell.a = { text = 'x', accept = ▶['Y'] }\ncell.b = 'y'",
        "'y' would be right here",
    ),
    "accepted for two, in two ways": case(
        HEAD
        + TABLE
        + FEATURE
        + "cell.a = { text = ['x', 'v'], accept = ▶{ x = ['Y', 'w', 'Z'] } }\n"
        + "cell.b = ['y', 'v', 'z']",
        "'y' would be right here",
        "'z' would be right here",
    ),
    "alike names an unknown subject": case(
        HEAD + TABLE + FEATURE + "cell.a = 'x'\ncell.b = 'y'\nalike = [['a', ▶'z']]",
        "'z' is not a subject",
    ),
    "alike names an empty cell": case(
        HEAD + TABLE + FEATURE + "cell.a = 'x'\nalike = [['a', ▶'b']]", "'b' has no cell"
    ),
    "alike in one list": case(
        HEAD + TABLE + FEATURE + "cell.a = 'x'\nalike = [▶'a', ▶'b']",
        "An entry of `alike`",
        "An entry of `alike`",
    ),
    "key that tells nothing apart": case(
        HEAD + TABLE + FEATURE + "cell.a = 'x'\ncell.b = 'X'\nkey = ▶true", "marked as a key"
    ),
    "question without its subject": case(
        HEAD + TABLE + FEATURE.replace('"{subject}?"', "▶'it?'") + "cell.a = 'x'", "`ask`"
    ),
    "feature ids twice": case(
        HEAD + TABLE + FEATURE + "cell.a = 'x'" + FEATURE.replace('"f"', '▶"f"') + "cell.a = 'x'",
        "another feature with the id 'f'",
    ),
    "comparison ids twice": case(
        HEAD
        + TABLE
        + FEATURE
        + "cell.a = 'x'"
        + TABLE.replace('"c"', '▶"c"')
        + FEATURE
        + "cell.a = 'x'",
        "another comparison with the id 'c'",
    ),
    "a feature below a bad one": case(
        HEAD + TABLE + FEATURE + "cell.a = ▶1" + FEATURE.replace('"f"', '"g"') + "cell.▶q = 'x'",
        "`a` must be a text",
        "'q' is not a subject",
    ),
    "the head of a deck, a table and a card": case(
        HEAD.replace('"T"', "▶5")
        + TABLE
        + FEATURE
        + "cell.a = { text = 'x' }\ncell.▶q = 'y'"
        + CARD
        + "form = 'list'\nprompt = 'p'\nanswers = ['a', ▶'A']",
        "`title` must be a text",
        "'q' is not a subject",
        "reads the same",
    ),
    "the head of a table and its feature": case(
        HEAD + TABLE.replace('"C"', "▶1") + FEATURE + "cell.a = ▶1",
        "`title` must be a text",
        "`a` must be a text",
    ),
}

WARNINGS = {
    "card with nothing": case(
        HEAD + "[[▶card]]\nform = 'flashcard'\nprompt = 'p'\nanswer = 'x'",
        "The card has no id",
        "The card has no source",
        "The card does not say why",
    ),
    "answer in the prompt": case(
        HEAD + CARD + "form = 'flashcard'\nprompt = ▶'What is Myelin?'\nanswer = '*myelin*'",
        "The prompt contains its answer",
    ),
    "accented answer in the prompt": case(
        HEAD + CARD + "form = 'flashcard'\nprompt = ▶'A naïve one?'\nanswer = 'naive'",
        "The prompt contains its answer",
    ),
    "answer in the prompt, with marks in it": case(
        HEAD + CARD + "form = 'flashcard'\nprompt = ▶'What is *my*elin?'\nanswer = 'myelin'",
        "The prompt contains its answer",
    ),
    "answer in the prompt, in a link": case(
        HEAD + CARD + "form = 'flashcard'\nprompt = ▶'Is [my](x)elin new?'\nanswer = 'myelin'",
        "The prompt contains its answer",
    ),
    "answer of two words in the prompt": case(
        HEAD + CARD + "form = 'flashcard'\nprompt = ▶'Is T-cell one?'\nanswer = 't cell'",
        "The prompt contains its answer",
    ),
    "feature with nothing": case(
        HEAD + TABLE + "[[comparison.▶feature]]\nname = 'F'\ncell.a = 'x'",
        "The feature has no id",
        "The feature has no source",
        "The feature does not say why",
    ),
    "default question in another language": case(
        "language = 'de'\n"
        + HEAD
        + TABLE
        + FEATURE.replace("ask", "# ").replace("feature", "▶feature")
        + "cell.a = 'x'",
        "would be made of names alone",
    ),
    "some cells without a source": case(
        HEAD + TABLE + "[[comparison.▶feature]]\nid = 'f'\nname = 'F'\nbecause = 'x'\n"
        "cell.a = { text = 'x', source = { from = 's' } }\ncell.b = { text = 'y' }",
        "The feature has no source",
    ),
}

SOUND = {
    "sources and reasons in the cells": HEAD
    + TABLE
    + "[[comparison.feature]]\nid = 'f'\nname = 'F'\n"
    "cell.a = { text = 'x', because = 'w', source = { from = 's' } }",
    "a short answer in the prompt": HEAD
    + CARD
    + "form = 'flashcard'\nprompt = 'Yes or no?'\nanswer = 'no'",
    "some words of the answer in the prompt": HEAD
    + CARD
    + "form = 'flashcard'\nprompt = 'Is case 15 of myelin here?'\nanswer = 'case 16 of myelin'",
    "a number in the prompt": HEAD
    + CARD
    + "form = 'typed'\nprompt = 'Is it 52 in the metre case?'\nanswer = 152\nunit = 'm'",
    "part of a word in the prompt": HEAD
    + CARD
    + "form = 'flashcard'\nprompt = 'What is demyelination?'\nanswer = 'myelin'",
    "a value that two cells share": HEAD
    + TABLE
    + FEATURE
    + "cell.a = { text = ['x', 'y'], accept = { x = ['xx'] } }\ncell.b = ['X', 'z']",
    "accepted for two that are alike": HEAD
    + TABLE
    + FEATURE
    + "cell.a = { text = 'x', accept = ['y'] }\ncell.b = 'y'\nalike = [['a', 'b']]",
    "a key that tells apart the last of three": HEAD
    + TABLE.replace("subject.b", "subject.c = { name = 'C' }\nsubject.b")
    + FEATURE
    + "cell.a = 'x'\ncell.c = 'X'\ncell.b = 'y'\nkey = true",
    "strict answers that differ in case": HEAD.replace("title", "strict = ['case']\ntitle", 1)
    + TABLE
    + FEATURE
    + "cell.a = { text = 'sodium', accept = ['Na'] }\ncell.b = 'NA'",
}


def expected(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the places that they stood at."""
    places: list[tuple[int, int]] = []
    lines = []
    for number, line in enumerate(marked.split("\n"), 1):
        *before, last = line.split("▶")
        places += [(number, len("".join(before[: at + 1])) + 1) for at in range(len(before))]
        lines.append("".join((*before, last)))
    return "\n".join(lines), places


def told(problems: tuple[Problem, ...]) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("newline", "mark"), [("\n", ""), ("\r\n", ""), ("\r\n", "\ufeff")], ids=["lf", "crlf", "bom"]
)
@pytest.mark.parametrize("one", [*CASES.values(), *WARNINGS.values()], ids=[*CASES, *WARNINGS])
def test_each_mistake_is_told_at_its_place(one: Case, newline: str, mark: str) -> None:
    text, places = expected(one.deck)
    reading = read_deck_bytes((mark + text.replace("\n", newline)).encode(), "d.toml")
    if len(places) == 1:
        places *= len(one.messages)
    found = told(reading.problems)
    assert [(line, column) for line, column, _ in found] == places, found
    for part, (_, _, message) in zip(one.messages, found, strict=True):
        assert part in message


@pytest.mark.parametrize("name", CASES)
def test_errors_make_a_deck_unusable(name: str) -> None:
    reading = read_deck_bytes(expected(CASES[name].deck)[0].encode(), "d.toml")
    if name == "nothing to ask":
        assert reading.deck
    else:
        assert reading.deck is None
        assert all(problem.is_error for problem in reading.problems)


@pytest.mark.parametrize("name", WARNINGS)
def test_warnings_leave_a_deck_usable(name: str) -> None:
    reading = read_deck_bytes(expected(WARNINGS[name].deck)[0].encode(), "d.toml")
    assert reading.deck
    assert {problem.severity for problem in reading.problems} == {Severity.WARNING}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_is_left_alone(name: str) -> None:
    assert read_deck_bytes(SOUND[name].encode(), "d.toml").problems == ()


def test_a_problem_bears_its_line_and_path() -> None:
    deck = HEAD + CARD + '\tform = "flash"\nprompt = "p"'
    (problem,) = read_deck_bytes(deck.encode(), "some/d.toml").problems
    assert problem == Problem(
        path="some/d.toml",
        line=11,
        column=9,
        severity=Severity.ERROR,
        message="'flash' is not a form of card",
        hint='Did you mean "flashcard"?',
        excerpt='\tform = "flash"',
    )


def hint_of(deck: str) -> str:
    return read_deck_bytes(deck.encode(), "d.toml").problems[0].hint


@pytest.mark.parametrize(
    ("deck", "hint"),
    [
        ("format = 1\nid = 'd'\ntitel = 'T'\ntitle = 'T'", "Did you mean `title`?"),
        ("format = 1\nid = 'Über uns'\ntitle = 'T'", 'Such as "uber-uns".'),
        ("format = 1\nid = '?'\ntitle = 'T'", "begins with a letter or digit."),
        ("format = 1\nid = 5\ntitle = 'T'", 'Write `"5"`.'),
        ("format = '1'\nid = 'd'\ntitle = 'T'", "Take the quotes away."),
        ("tags = 'x'\n" + HEAD, 'Write `["x"]`.'),
        ("strict = 'x'\n" + HEAD, "Such as `strict ="),
        (HEAD + "card = []", "stands above the first [header]"),
        (HEAD + "xyzzy = 1", "Known here: title, authors, journal"),
        (HEAD + "publishers = 'x'", "Did you mean `publisher`?"),
        (HEAD + "[[cards]]", "Did you mean `card`?"),
        (
            HEAD + TABLE + "alike = [['a', 'b']]\n" + FEATURE + CELLS,
            "It belongs under [[comparison.feature]].",
        ),
        (
            HEAD + TABLE + FEATURE + CELLS + "subject.c = { name = 'C' }",
            "It belongs under [[comparison]].",
        ),
        (
            HEAD + TABLE + "language = 'de'\n" + FEATURE + CELLS,
            "It belongs above the first [header].",
        ),
        (
            HEAD + CARD.replace('{ from = "s" }', "[{ from = 's', att = 1 }]") + TRUTH,
            "Did you mean `at`?",
        ),
        (HEAD + CARD + "form = 'x'", "It is one of: choice, cloze, "),
        (HEAD + CARD + "form = 'flashcard'\nprompt = true\nanswer = 'x'", 'Write `"true"`.'),
        (HEAD + CARD + "form = 'flashcard'\nprompt = 1999-12-31\nanswer = 'x'", '"1999-12-31"'),
        (HEAD + CARD + "form = 'typed'\nprompt = 'p'\nanswer = 'x'\naccept = 'y'", '`["y"]`'),
        (HEAD + CARD + "form = 'sort'\nprompt = 'p'", "Add `groups = {"),
        (HEAD + TABLE + FEATURE, "Add `cell.ms ="),
        (HEAD + TABLE + FEATURE + "cell.a = { txt = 'x' }", "Add `text = ...` here."),
    ],
)
def test_hints_say_what_to_write(deck: str, hint: str) -> None:
    assert hint in hint_of(deck)


def test_a_long_value_is_shown_shortened() -> None:
    deck = HEAD + CARD + f"form = '{'x' * 5000}'"
    (problem,) = read_deck_bytes(deck.encode(), "d.toml").problems
    assert len(problem.message) < 100


def test_what_a_message_quotes_is_safe_and_on_one_line() -> None:
    deck = HEAD + CARD + 'form = "choice"\nprompt = "p"\nanswer = "a\\tb\\nc"\nwrong = ["a b c"]'
    (problem,) = read_deck_bytes(deck.encode(), "d.toml").problems
    assert problem.message.isprintable()


def test_very_many_problems_are_cut_short() -> None:
    cards = "".join("[[card]]\nform = 1\n" for _ in range(1500))
    problems = read_deck_bytes((HEAD + cards).encode(), "d.toml").problems
    assert len(problems) == 1001
    assert problems[-1].message == "There are at least 500 more problems; mend those above first"
    assert problems[-1].severity is Severity.ERROR


def test_very_many_warnings_stay_warnings() -> None:
    cards = "".join(
        f"[[card]]\nid = 'c{index}'\nform = 'flashcard'\nprompt = 'p'\nanswer = 'x'\n"
        for index in range(600)
    )
    reading = read_deck_bytes((HEAD + cards).encode(), "d.toml")
    assert reading.deck
    assert len(reading.problems) == 1001
    assert {problem.severity for problem in reading.problems} == {Severity.WARNING}


def test_a_table_of_very_many_subjects_takes_no_time() -> None:
    names = [f"s{number}" for number in range(3000)]
    subjects = "".join(f"subject.{name} = {{ name = '{name}' }}\n" for name in names)
    cells = "".join(
        f"cell.{name} = {{ text = '{name}', accept = ['a {name}'] }}\n" for name in names
    )
    head = TABLE.partition("subject")[0]
    start = time.process_time()
    deck = f"{HEAD}{head}{subjects}{FEATURE}{cells}key = true"
    assert read_deck_bytes(deck.encode(), "d.toml").deck
    assert time.process_time() - start < 5
