"""What an author does to a deck, and that whoever learns from it loses nothing by it.

Each edit is made to files of a real folder between two runs of the program.
"""

import json
import shutil
from pathlib import Path

import pytest

LATER = "2026-04-20T09:00:00Z"
HEAD = 'format = 1\nid = "d"\ntitle = "The deck"\n'
ONE = """
[[card]]
id = "one"
form = "typed"
prompt = "What comes first?"
answer = "alpha"
"""
TWO = """
[[card]]
id = "two"
form = "typed"
prompt = "What comes second?"
answer = "beta"
"""
TABLE = """
[[comparison]]
id = "letters"
title = "Letters"
subject.a = { name = "Aleph" }
subject.b = { name = "Beth" }

[[comparison.feature]]
id = "place"
name = "place"
cell.a = "the first"
cell.b = "the second"
"""


class Desk:
    """A folder of decks, and the program run on it."""

    def __init__(self, quiz, folder: Path) -> None:
        self._quiz = quiz
        self.folder = folder
        folder.mkdir()

    def run(self, *words: str, **how):
        return self._quiz(*words, QUIZ_DECKS=str(self.folder), **how)

    def write(self, *parts: str, name: str = "d.toml") -> None:
        (self.folder / name).write_text("".join(parts), encoding="utf-8")

    def learn(self, deck: str = "d") -> None:
        """Answer the first question of a deck, and rate it easy."""
        out = self.run("study", deck, heard="alpha\n4\n\n:q\n").out
        assert "Right." in out

    def met(self, deck: str = "d") -> None:
        """Meet the first fact of a deck."""
        self.run("study", deck, heard=":d\n\n:q\n")

    def standing(self, deck: str = "d") -> dict:
        """How a deck stands, which is to be without errors."""
        found = json.loads(self.run("decks", "--json").out)
        (standing,) = (one for one in found if one["id"] == deck)
        assert all(problem["severity"] == "warning" for problem in standing["problems"])
        return standing

    def new(self, deck: str = "d") -> int:
        return self.standing(deck)["new"]

    def answered(self) -> list[str]:
        rows = map(json.loads, self.run("log", "--json").out.splitlines())
        return [row["fact"] for row in rows if "fact" in row]


@pytest.fixture
def desk(quiz, tmp_path: Path) -> Desk:
    return Desk(quiz, tmp_path / "decks")


@pytest.fixture
def learned(desk: Desk) -> Desk:
    """Card one is learned, card two is new."""
    desk.write(HEAD, ONE, TWO)
    desk.learn()
    assert desk.new() == 1
    assert desk.answered() == ["d/one"]
    return desk


def test_a_reworded_prompt_keeps_what_was_learned(learned: Desk) -> None:
    learned.write(HEAD, ONE.replace("comes first", "stands at the beginning"), TWO)
    assert learned.new() == 1
    out = learned.run("study", "d", heard="alpha\n\n:q\n", now=LATER).out
    assert "What stands at the beginning?" in out
    assert "has changed" not in out
    assert learned.answered() == ["d/one", "d/one"]


def test_another_order_or_form_keeps_what_was_learned(learned: Desk) -> None:
    learned.write(HEAD, TABLE, TWO, ONE)
    assert learned.new() == 3
    learned.write(HEAD, TWO, ONE.replace('"typed"', '"flashcard"'))
    assert learned.new() == 1


def test_a_mended_answer_keeps_it_and_says_so(learned: Desk) -> None:
    learned.write(HEAD, ONE.replace('"alpha"', '"Alfa, the letter"'), TWO)
    assert learned.new() == 1
    heard = "Alfa, the letter\n\n:q\n"
    out = learned.run("study", "d", heard=heard, now=LATER).out
    assert "Its answer has changed since you last saw it. :afresh forgets" in out
    assert "It was, when you last saw it: alpha" in out
    assert "Right." in out
    # It was seen as it is now, and is not told of again.
    out = learned.run("study", "d", heard=heard, now="2027-04-20T09:00:00Z").out
    assert "What comes first?" in out
    assert "has changed" not in out


def test_what_was_learned_of_a_mended_answer_is_forgotten_on_request(learned: Desk) -> None:
    learned.write(HEAD, ONE.replace('"alpha"', '"omega"'), TWO)
    out = learned.run("study", "d", heard=":afresh\n:q\n", now=LATER).out
    assert "has changed" in out
    assert learned.new() == 2
    assert learned.answered() == ["d/one"]


def test_a_raised_revision_is_due_as_a_new_fact_and_its_history_stays(learned: Desk) -> None:
    tomorrow = "2026-03-03T09:00:00Z"
    learned.write(HEAD, TWO, ONE)
    out = learned.run("study", "d", heard=":q\n", now=tomorrow).out
    assert "What comes second?" in out
    learned.write(HEAD, TWO, ONE, "revision = 2\n")
    assert learned.standing()["due"] == 1
    out = learned.run("study", "d", heard="alpha\n\n:q\n", now=tomorrow).out
    assert out.index("What comes first?") < out.index("Right.")
    assert "has changed" not in out
    assert learned.answered() == ["d/one", "d/one"]
    assert learned.new() == 1


def test_a_card_moved_to_another_deck_takes_it_along(learned: Desk) -> None:
    learned.write(HEAD, TWO)
    other = HEAD.replace('"d"', '"e"').replace("The deck", "Another")
    learned.write(other, ONE, name="e.toml")
    assert learned.new("e") == 1
    learned.write(other, ONE, 'aliases = ["d/one"]\n', name="e.toml")
    assert learned.new("e") == 0
    assert learned.new("d") == 1
    assert "has changed" not in learned.run("study", "e", heard="alpha\n\n:q\n", now=LATER).out


def test_a_renamed_card_and_a_renamed_deck_take_it_along(learned: Desk) -> None:
    learned.write(
        HEAD.replace('"d"', '"e"') + 'aliases = ["d"]\n',
        ONE.replace('"one"', '"first"') + 'aliases = ["one"]\n',
        TWO,
    )
    assert learned.new("e") == 1


def test_a_renamed_subject_takes_its_cells_along(desk: Desk) -> None:
    desk.write(HEAD, TABLE)
    desk.met()
    met = set(desk.answered())
    assert met <= {"d/letters/place/a", "d/letters/place/b"}
    left = desk.new()
    assert left == 2 - len(met)
    renamed = TABLE.replace(".a =", ".alef =").replace(".b =", ".bet =")
    desk.write(HEAD, renamed)
    assert desk.new() == 2
    told = renamed.replace('"Aleph"', '"Alef", aliases = ["a"]')
    desk.write(HEAD, told.replace('"Beth"', '"Bet", aliases = ["b"]'))
    assert desk.new() == left


def test_a_renamed_feature_and_table_take_their_cells_along(desk: Desk) -> None:
    desk.write(HEAD, TABLE)
    desk.met()
    left = desk.new()
    renamed = TABLE.replace('"letters"', '"signs"\naliases = ["letters"]')
    desk.write(HEAD, renamed.replace('"place"\nname', '"rank"\naliases = ["place"]\nname'))
    assert desk.new() == left < 2


def test_what_is_taken_out_comes_back_with_its_history(learned: Desk) -> None:
    learned.write(HEAD, TWO)
    assert learned.new() == 1
    # Its answers stay in the log, and nobody is asked it meanwhile.
    assert learned.answered() == ["d/one"]
    out = learned.run("study", "d", heard="beta\n\n:q\n").out
    assert "What comes first?" not in out
    learned.write(HEAD, ONE, TWO)
    assert learned.new() == 0
    out = learned.run("study", "d", heard="alpha\n\n:q\n", now=LATER).out
    assert "What comes " in out


def test_two_clones_formatted_apart_have_the_same_ids(desk: Desk, tmp_path: Path) -> None:
    without_ids = (HEAD + ONE + TWO + TABLE).replace('id = "one"\n', "").replace('id = "two"\n', "")
    desk.write(without_ids.replace('id = "place"\n', ""))
    clone = tmp_path / "clone"
    shutil.copytree(desk.folder, clone)
    desk.learn()
    # One clone is put in another order before its ids are written.
    mine, theirs = desk.folder / "d.toml", clone / "d.toml"
    head, cards = theirs.read_text(encoding="utf-8").split("\n[[card]]", 1)
    one, rest = cards.split("\n[[card]]", 1)
    two, table = rest.split("\n[[comparison]]", 1)
    moved = f"{head}\n[[comparison]]{table}\n[[card]]{two}\n[[card]]{one}"
    theirs.write_text(moved, encoding="utf-8")
    for path in (mine, theirs):
        assert "3 ids written" in desk.run("fmt", str(path)).out
    shown = [
        {line.rpartition("[")[2] for line in desk.run("show", str(path)).out.splitlines()}
        for path in (mine, theirs)
    ]
    keys = [{line for line in lines if line.startswith("d/")} for lines in shown]
    assert keys[0] == keys[1]
    assert len(keys[0]) == 4
    before = desk.new()
    shutil.copy(theirs, mine)
    assert desk.new() == before == 3
