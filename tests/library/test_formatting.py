"""What a deck says is the same after it was formatted, and so are its keys and comments."""

import re
from difflib import ndiff
from itertools import permutations
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.deck.deck import Deck, read_deck
from quiz.errors import ProblemsFound
from quiz.library import formatting
from quiz.library.finding import find_given, shipped_decks
from quiz.library.formatting import format_deck

SHIPPED = [one.path for one in find_given([shipped_decks()])]
HEAD = 'format = 1\nid = "d"\ntitle = "T"\n'


def formatted(text: str) -> str:
    return format_deck(text.encode(), "d.toml").new.decode()


def deck_of(text: str) -> Deck:
    deck, _ = read_deck(tomli.loads(text.removeprefix("\ufeff")))
    assert deck is not None
    return deck


def facts(text: str) -> list[object]:
    return list(deck_of(text).facts.items())


def test_what_is_in_disorder_is_put_in_order() -> None:
    written = """
#:schema ./deck.schema.json
title  =  "Knots"
format=1
id='knots'
# The book.
[source.book]
year = 1944
title = "Knots"
[[comparison]]
title = "Loops"
id = "loops"
subject.bowline = {name="Bowline"}
subject.eight = {name="Figure eight",short="Eight"}
[[comparison.feature]]
source = {from="book"}
because = "Turns bite."
cell.bowline = "Easily"
cell.eight = "Hardly"
name = "after a load"
# Two ropes.
[[card]]
answer = "bend"  # not hitch

# Why it is so.
because = "It joins."
prompt = "Joins two ropes?"
form = "flashcard"
source = {from="book", at=["1",
 "2"]}
"""
    assert formatted(written) == (
        """\
#:schema ./deck.schema.json
format = 1
id = 'knots'
title = "Knots"

# The book.
[source.book]
title = "Knots"
year = 1944

[[comparison]]
id = "loops"
title = "Loops"
subject.bowline = { name = "Bowline" }
subject.eight   = { name = "Figure eight", short = "Eight" }

[[comparison.feature]]
id = "after-a-load-9717"
name = "after a load"
cell.bowline = "Easily"
cell.eight   = "Hardly"
because = "Turns bite."
source = { from = "book" }

# Two ropes.
[[card]]
id = "joins-two-ropes-ec3f"
form = "flashcard"
prompt = "Joins two ropes?"
answer = "bend"  # not hitch

# Why it is so.
because = "It joins."
source = { from = "book", at = [
    "1",
    "2",
] }
"""
    )


def test_a_written_id_is_the_key_that_progress_was_kept_under() -> None:
    written = f'{HEAD}[[card]]\nform = "flashcard"\nprompt = "p"\nanswer = "a"\nboth_ways = true\n'
    result = format_deck(written.encode(), "d.toml")
    assert result.ids == ("p-641f",)
    assert facts(result.after) == facts(written)
    assert [list(deck_of(result.after).facts)] == [["d/p-641f", "d/p-641f/reverse"]]


def test_two_clones_get_the_same_ids() -> None:
    one = f'{HEAD}[[card]]\nform = "flashcard"\nprompt = "Why?"\nanswer = "a"\n'
    other = f'{HEAD}\n[[card]]\n# mine\nanswer="a"\nprompt="Why?"\nform="flashcard"\n'
    assert format_deck(one.encode(), "").ids == format_deck(other.encode(), "").ids


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (
            'card = [{form="flashcard",prompt="p",answer="a"},'
            '{prompt="q",answer="a",form="flashcard"}]',
            'card = [{ id = "p-641f", form = "flashcard", prompt = "p", answer = "a" }, '
            '{ id = "q-d676", prompt = "q", answer = "a", form = "flashcard" }]',
        ),
        (
            '[[comparison]]\nid = "c"\ntitle = "C"\n'
            'subject = { a = { name = "A" }, b = { name = "B" } }\n'
            'feature = [\n{ name = "f", cell = { a = "1", b = "2" } }]',
            '    { id = "f-',
        ),
        (
            '[["card"]] # c\n"form" = "flashcard"\n"prompt" = "p"\n\'answer\' = "a"',
            '[["card"]]  # c\nid = "p-641f"\n"form" = "flashcard"\n"prompt" = "p"\n',
        ),
    ],
)
def test_ids_go_wherever_a_card_is_written(written: str, wanted: str) -> None:
    made = formatted(HEAD + written)
    assert wanted in made
    assert facts(made) == facts(HEAD + written)
    assert formatted(made) == made


def test_tables_under_headers_of_their_own_keep_their_place() -> None:
    written = (
        HEAD + '[[card]]\nform = "sort"\nprompt = "p"\n[card.groups]\nz = ["1"]\na = ["2"]\n'
        '[[card]]\nform = "flashcard"\nprompt = "q"\nanswer = "a"\n'
        '[[comparison]]\nid = "c"\ntitle = "C"\n[comparison.subject.y]\nshort = "Y"\nname = "YY"\n'
        '[comparison.subject.b]\nname = "B"\n[[comparison.feature]]\nname = "f"\n'
        '[comparison.feature.cell]\nb = "1"\ny = "2"\n'
    )
    made = formatted(written)
    assert facts(made) == facts(written)
    assert list(tomli.loads(made)["card"][0]["groups"]) == ["z", "a"]
    assert 'name = "YY"\nshort = "Y"' in made
    assert formatted(made) == made


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_decks_are_in_order(path: Path) -> None:
    assert not format_deck(path.read_bytes(), str(path)).changed


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_deck_in_disorder_is_the_same_deck(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    messy = re.sub(r"(?m)^(\w[\w.-]*) += ", r"  \1=", text).replace("\n\n", "\n\n\n\n")
    assert formatted(messy) == text
    without = re.sub(r'(?m)^(\[\[(?:card|comparison\.feature)\]\]\n)id = ".*"\n', r"\1", text)
    made = format_deck(without.encode(), "")
    assert len(made.ids) == len(re.findall(r"\[\[(?:card|comparison\.feature)", text))
    assert facts(made.after) == facts(without)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_mark_and_the_ends_of_lines_stay(mark: str, end: str) -> None:
    text = f'{HEAD}[[card]]\nform="flashcard"\nprompt="""a\n  b"""\nanswer="a"\n'
    content = (mark + text.replace("\n", end)).encode()
    made = format_deck(content, "d.toml")
    assert made.new.startswith(mark.encode() + b"format = 1" + end.encode())
    assert made.new.count(b"\r") == (made.new.count(b"\n") if end == "\r\n" else 0)
    assert facts(made.after) == facts(text)
    assert not format_deck(made.new, "d.toml").changed


def test_a_deck_with_errors_is_left_alone() -> None:
    with pytest.raises(ProblemsFound) as found:
        formatted(HEAD + '[[card]]\nform = "typd"\nprompt = "p"\n[[card]]\nform = "choice"\n')
    assert all(problem.is_error for problem in found.value.problems)
    assert found.value.problems[0].line == 5
    assert len(found.value.problems) > 1


def test_what_opens_a_file_stays_at_its_top() -> None:
    card = '[[card]]\nid = "c"\nform = "flashcard"\nprompt = "p"\nanswer = "a"\n'
    top = "#:schema ./deck.schema.json\n# About it all.\n"
    in_order = f'{top}format = 1\nid = "d"\ntitle = "T"\ntags = ["t"]\n\n{card}'
    for lines in permutations(["format = 1\n", 'id = "d"\n', 'title = "T"\n', 'tags = ["t"]\n']):
        assert formatted("".join((top, *lines, card))) == in_order


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda text: text.replace("# note", ""),
        lambda text: text.replace("1.0", "1"),
        lambda text: text + "]",
        lambda _: HEAD,
    ],
)
def test_what_would_change_the_deck_is_refused(monkeypatch, spoiled) -> None:
    monkeypatch.setattr(formatting, "text_of", lambda one: spoiled(_text_of(one)))
    text = HEAD + '[[card]]\nform = "typed"\nprompt = "p"\nanswer = 1.0  # note\n'
    with pytest.raises(ProblemsFound, match="without changing what it says"):
        formatted(text)


_text_of = formatting.text_of


def test_an_order_that_says_something_is_compared(monkeypatch) -> None:
    def backwards(statements):
        for section in statements.sections:
            section.pairs[-2:] = reversed(section.pairs[-2:])
        return _text_of(statements)

    monkeypatch.setattr(formatting, "text_of", backwards)
    text = HEAD + (
        '[[comparison]]\nid = "c"\ntitle = "C"\nsubject.a.name = "A"\nsubject.b.name = "B"\n'
        '[[comparison.feature]]\nname = "f"\ncell.a = "1"\ncell.b = "2"\n'
    )
    with pytest.raises(ProblemsFound, match="without changing what it says"):
        formatted(text)


def test_what_is_added_to_a_deck_in_order_is_all_that_a_diff_shows() -> None:
    before = SHIPPED[0].read_text(encoding="utf-8")
    card = '\n[[card]]\nprompt="New?"\nform="flashcard"\nanswer = "yes"\n'
    at = before.index("\n[[card]]")
    rest = re.sub(r'(?m)^because = "(?!")', 'because = "So: ', before[at:], count=1)
    after = formatted(before[:at] + card + rest)
    diff = [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert [line for line in diff if line[0] == "-"] == [
        next(line for line in diff if line.startswith("- because"))
    ]
    added = [line[2:] for line in diff if line[0] == "+"]
    assert len(added) == 7
    assert {'form = "flashcard"', 'prompt = "New?"', 'answer = "yes"', ""} < set(added)


DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_whatever_toml_allows_is_kept_with_each_comment_where_it_belongs(mark, end) -> None:
    """Comments in lists, behind commas and between keys, dotted keys, every kind of text."""
    written = (DATA / "nasty.toml").read_text(encoding="utf-8")
    wanted = (DATA / "nasty.formatted.toml").read_text(encoding="utf-8")
    content = (mark + written.replace("\n", end)).encode()
    made = format_deck(content, "d.toml")
    assert made.new.decode() == mark + wanted.replace("\n", end)
    assert facts(made.after) == facts(written)
    assert not format_deck(made.new, "d.toml").changed
    # Every comment is still there, and so is the statement that it stood above or behind.
    comments = re.findall(r"# (?:on|behind|within|last|below|the|tabbed)[^\n]*", written)
    assert len(comments) > 25
    assert all(made.after.count(one.rstrip()) == written.count(one.rstrip()) for one in comments)


# Any deck -------------------------------------------------------------------------------------

_WORDS = st.text(st.sampled_from("abc xyzé#\"'[]{},=.中"), min_size=1, max_size=8).filter(str.strip)
_GAP = st.sampled_from(["", "\n", "\n\n\n", "# note\n", "\n  # note\n\n", "# note\n# note\n"])
_SPACES = st.sampled_from(["", " ", "  ", "\t"])


def _quoted(text: str) -> st.SearchStrategy[str]:
    ways = ['"' + text.replace('"', '\\"') + '"', '"""\n' + text.replace('"', '\\"') + '"""']
    if "'" not in text:
        ways.append(f"'{text}'")
    return st.sampled_from(ways)


@st.composite
def _texts(draw: st.DrawFn, least: int) -> str:
    texts = [f"{draw(_WORDS)} {number}" for number in range(draw(st.integers(least, 4)))]
    gap = draw(st.sampled_from([" ", "", "\n", " # note\n", "\n\n# note\n"]))
    return "[" + "".join(draw(_quoted(text)) + "," + gap for text in texts) + "]"


@st.composite
def _table(draw: st.DrawFn, header: str, pairs: dict[str, str]) -> str:
    """A table with its keys in any order and with anything between them."""
    lines = [draw(_GAP) + f"{draw(_SPACES)}[[{draw(_SPACES)}{header}]]{draw(_SPACES)}\n"]
    for key, value in draw(st.permutations(list(pairs.items()))):
        comment = draw(st.sampled_from(["", "# note", "   # note"]))
        lines.append(
            f"{draw(_GAP)}{draw(_SPACES)}{key}{draw(_SPACES)}={draw(_SPACES)}{value}{comment}\n"
        )
    return "".join(lines) + draw(_GAP)


@st.composite
def _cards(draw: st.DrawFn, number: int) -> str:
    prompt = draw(_quoted(f"{draw(_WORDS)} {number}"))
    pairs = {"prompt": prompt}
    form = draw(st.sampled_from(["flashcard", "choice", "list", "sort", "cloze", "typed"]))
    pairs["form"] = f'"{form}"'
    if draw(st.booleans()):
        pairs["id"] = f'"card-{number}"'
    if draw(st.booleans()):
        pairs["because"] = draw(_quoted(draw(_WORDS)))
    match form:
        case "choice":
            pairs |= {"answer": '"right"', "wrong": draw(_texts(1))}
        case "list":
            pairs["answers"] = draw(_texts(2))
        case "sort":
            pairs |= {"groups.z": draw(_texts(1)), "groups . a": '["an item"]'}
        case "cloze":
            pairs["prompt"] = f'"A {{{{gap}}}} {number}"'
        case "typed":
            pairs |= {"answer": "1.50", "tolerance": "0.1"}
        case _:
            pairs |= {"answer": draw(_quoted(draw(_WORDS))), "both_ways": "true"}
    return draw(_table("card", pairs))


@st.composite
def _comparisons(draw: st.DrawFn, number: int) -> str:
    head = {"id": f'"c-{number}"', "title": '"C"', "tags": draw(_texts(1))}
    head |= {"subject.b": '{name="B"}', "subject.a": '{ short = "A",name="AA" }'}
    parts = [draw(_table("comparison", head))]
    for row in range(draw(st.integers(1, 2))):
        feature = {"name": f'"f {row}"', "cell.a": draw(_quoted(draw(_WORDS))), "because": '"b"'}
        if draw(st.booleans()):
            feature |= {"cell.b.accept": draw(_texts(1)), "cell.b.text": '"bb"'}
        if draw(st.booleans()):
            feature["id"] = f'"row-{row}"'
        parts.append(draw(_table("comparison.feature", feature)))
    return "".join(parts)


@st.composite
def decks(draw: st.DrawFn) -> str:
    head = draw(st.permutations([f"{line}\n" for line in HEAD.splitlines()]))
    parts = [part for line in head for part in (draw(_GAP), line)]
    kinds = draw(st.lists(st.sampled_from([_cards, _comparisons]), min_size=1, max_size=4))
    parts += (draw(kind(number)) for number, kind in enumerate(kinds))
    return "".join(parts)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(decks(), st.booleans(), st.booleans())
def test_any_deck_keeps_its_facts_its_keys_and_its_comments(text: str, crlf: bool, bom: bool):
    before, _ = read_deck(tomli.loads(text))
    content = ("\ufeff" if bom else "").encode() + text.replace(
        "\n", "\r\n" if crlf else "\n"
    ).encode()
    if before is None:
        with pytest.raises(ProblemsFound):
            format_deck(content, "d.toml")
        return
    made = format_deck(content, "d.toml")
    after = deck_of(made.after)
    assert list(after.facts.items()) == list(before.facts.items())
    assert after.tables == before.tables
    assert made.after.count("# note") == text.count("# note")
    assert not [one for one in read_deck(tomli.loads(made.after))[1] if "has no id" in one.message]
    again = format_deck(made.new, "d.toml")
    assert (again.new, again.ids) == (made.new, ())
