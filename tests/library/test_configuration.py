"""The person's configuration: what it may say, and what is told of mistakes in it."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path

import pytest
import tomli

from quiz.errors import Problem, ProblemsFound
from quiz.library.configuration import (
    Configuration,
    default_config,
    describe,
    read_configuration,
)
from quiz.study.settings import NO_CONTRAST, Limits, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(path: Path, text: str) -> Configuration:
    path.write_text(text, "utf-8")
    return read_configuration(path)


def problems(path: Path, text: str, actions: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    path.write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as raised:
        read_configuration(path, actions)
    assert all(problem.is_error for problem in raised.value.problems)
    return raised.value.problems


# What it may say ----------------------------------------------------------------------------------


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    assert read_configuration(path) == Configuration(Settings(), frozenset())


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing\n", "[study]\n", "[deck]\n[keys]\n"])
def test_an_empty_file_sets_nothing(path: Path, text: str) -> None:
    assert read(path, text) == Configuration()


def test_everything_can_be_set(path: Path) -> None:
    configuration = read(
        path,
        """\
face = "plain"
theme = "contrast"
[study]
new_per_day = 5
reviews_per_day = 0
retention = 0.85
rollover = "03:30"
learning_steps = ["30s", "5m", "1 h"]
relearning_steps = []
confidence = true
contrast = false
side_by_side = true
leech_lapses = 4
[scores]
streak = true
[deck.ivig]
new_per_day = 2
by = 2026-12-05
[deck.small-fiber]
reviews_per_day = 50
by = "2026-12-24"
[deck.none]
[keys]
"decks.quit" = "q,ctrl+q"
study.undo = "z"
""",
    )
    assert configuration.settings == Settings(
        retention=0.85,
        rollover=time(3, 30),
        learning_steps=(30, 300, 3600),
        relearning_steps=(),
        limits=Limits(5, 0),
        decks={"ivig": Limits(2, 0), "small-fiber": Limits(5, 50), "none": Limits(5, 0)},
        deadlines={"ivig": date(2026, 12, 5), "small-fiber": date(2026, 12, 24)},
        confidence=True,
        contrast=NO_CONTRAST,
        side_by_side=True,
        leech_lapses=4,
        streak=True,
        face="plain",
        theme="contrast",
        keys={"decks.quit": "q,ctrl+q", "study.undo": "z"},
    )
    assert "study.retention" in configuration.named
    assert "deck.ivig.new_per_day" in configuration.named
    assert "deck.ivig.reviews_per_day" not in configuration.named


@pytest.mark.parametrize("deck_id", ["study", "my-study", "scores"])
def test_a_deck_may_be_named_like_a_section(path: Path, deck_id: str) -> None:
    settings = read(path, f"[deck.{deck_id}]\nnew_per_day = 3").settings
    assert settings == Settings(decks={deck_id: Limits(3, 200)})


@pytest.mark.parametrize(("text", "hour"), [('"4:00"', 4), ('"00:00"', 0), ("07:00:00", 7)])
def test_a_time_of_day(path: Path, text: str, hour: int) -> None:
    assert read(path, f"[study]\nrollover = {text}").settings.rollover == time(hour)


def test_a_whole_number_is_a_number(path: Path) -> None:
    # 1 is out of bounds, and said to be so, not of a wrong type.
    (problem,) = problems(path, "[study]\nretention = 1")
    assert "from 0.7 to 0.97" in problem.message


# Mistakes -----------------------------------------------------------------------------------------

MISTAKES = {
    "face": ('face = ▶"plane"', 'one of "auto", "plain", "screen"', ""),
    "theme": ("theme = ▶5", "`theme` must be one of", ""),
    "unknown": ('▶facce = "plain"', "`facce` is not a setting", "Did you mean `face`?"),
    "unknown section": ("[▶studdy]\nx = 1", "`studdy` is not a setting", "Did you mean `study`?"),
    "unknown and unlike": ("▶xyzzy = 1", "`xyzzy` is not a setting", "Known here: deck, face"),
    "in the wrong place": (
        "▶new_per_day = 5",
        "`new_per_day` is not a setting that is known here",
        "Known here:",
    ),
    "section as a value": ("▶study = 5", "`study` must be a table", "[study]"),
    "keys as a value": ("▶keys = 'q'", "`keys` must be a table", "[keys]"),
    "in a section": ("[study]\n▶retension = 0.9", "`retension` is not", "`retention`"),
    "limit below nothing": ("[study]\nnew_per_day = ▶-1", "whole number from 0 to 9999", ""),
    "limit as text": ("[study]\nnew_per_day = ▶'5'", "whole number from 0 to 9999", ""),
    "limit as truth": ("[study]\nnew_per_day = ▶true", "whole number from 0 to 9999", ""),
    "limit with a point": ("[study]\nreviews_per_day = ▶1.5", "whole number", ""),
    "retention in per cent": ("[study]\nretention = ▶90", "from 0.7 to 0.97", "0.9 is nine"),
    "retention as truth": ("[study]\nretention = ▶true", "from 0.7 to 0.97", ""),
    "retention is no number": ("[study]\nretention = ▶nan", "from 0.7 to 0.97", ""),
    "no time": ("[study]\nrollover = ▶'24:00'", "must be a time of day", '"04:00"'),
    "time as number": ("[study]\nrollover = ▶4", "must be a time of day", '"04:00"'),
    "steps as text": ("[study]\nlearning_steps = ▶'1m'", "list of waiting times", '["1m", "10m"]'),
    "step without unit": ("[study]\nlearning_steps = ['1m', ▶'10']", "waiting times", '["1m"'),
    "step as number": ("[study]\nlearning_steps = [▶10]", "waiting times", '["1m"'),
    "step of a day": ("[study]\nrelearning_steps = ['1m', ▶'24h']", "waiting times", "a day"),
    "step of nothing": ("[study]\nrelearning_steps = [▶'0m']", "waiting times", ""),
    "truth in quotes": ("[study]\nconfidence = ▶'true'", "true or false, without quotes", ""),
    "leeches": ("[study]\nleech_lapses = ▶0", "whole number from 1 to 99", ""),
    "deck's id": ("[deck.▶IVIG]\nnew_per_day = 1", "'IVIG' is not the id of a deck", "`id`"),
    "deck as a value": ("[deck]\n▶ivig = 5", "`ivig` must be a table", "[deck.ivig]"),
    "setting of a deck": (
        "[deck.ivig]\n▶retention = 0.9",
        "`retention` is not",
        "Known here: by, new",
    ),
    "limit of a deck": ("[deck.ivig]\nnew_per_day = ▶'x'", "whole number", ""),
    "no day": ("[deck.ivig]\nby = ▶'Friday'", "`by` must be a day", "2026-12-05"),
    "day that is none": ("[deck.ivig]\nby = ▶'2026-02-30'", "must be a day", ""),
    "day with a time": ("[deck.ivig]\nby = ▶2026-12-05T10:00:00", "must be a day", ""),
    "day as number": ("[deck.ivig]\nby = ▶5", "must be a day", ""),
    "day of all decks": ("[study]\n▶by = 2026-12-05", "`by` is not a setting", ""),
    "key as number": ("[keys]\ndecks.quit = ▶5", "`decks.quit` must be the name of a key", '"q"'),
    "no key": ("[keys]\n'decks.quit' = ▶''", "must be the name of a key", '"q,escape"'),
    "half a key": ("[keys]\ndecks.quit = ▶'q,'", "must be the name of a key", ""),
    "not TOML": ("face = ▶plain", "must stand in quotes", 'Write `"plain"`'),
}


@pytest.mark.parametrize(("marked", "message", "hint"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_at_its_place(path: Path, marked: str, message: str, hint: str) -> None:
    before, _, after = marked.partition("▶")
    (problem,) = problems(path, before + after)
    assert problem.path == str(path)
    assert (problem.line, problem.column) == (
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )
    assert message in problem.message
    assert hint in problem.hint


def test_all_mistakes_come_at_once(path: Path) -> None:
    text = "x = 1\nface = 5\n[study]\nretention = 2\n[deck.A]\ny = 1\n[keys]\nz = 1\n"
    places = [(one.line, one.column) for one in problems(path, text)]
    assert places == [(1, 1), (2, 8), (4, 13), (5, 7), (6, 1), (8, 5)]


def test_keys_are_held_to_the_actions_there_are(path: Path) -> None:
    actions = ("decks.quit", "study.undo")
    found = problems(path, '[keys]\n"decks.quot" = "q"\nstudy.unddo = "u"\n', actions)
    assert [(one.line, one.column, one.hint) for one in found] == [
        (2, 1, "Did you mean `decks.quit`?"),
        (3, 7, "Did you mean `study.undo`?"),
    ]
    path.write_text('[keys]\nstudy.undo = "u"')
    assert read_configuration(path, actions).settings.keys == {"study.undo": "u"}


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    with pytest.raises(ProblemsFound, match="a folder"):
        read_configuration(path)


# What is told of it -------------------------------------------------------------------------------


def test_every_setting_is_described(path: Path) -> None:
    rows = describe(read(path, "face = 'auto'\n[study]\nlearning_steps = ['90s', '2h']"))
    told = {row.name: (row.value, row.is_default) for row in rows}
    assert told == {
        "face": ('"auto"', False),
        "theme": ('"auto"', True),
        "study.new_per_day": ("20", True),
        "study.reviews_per_day": ("200", True),
        "study.retention": ("0.9", True),
        "study.rollover": ('"04:00"', True),
        "study.learning_steps": ('["90s", "2h"]', False),
        "study.relearning_steps": ('["10m"]', True),
        "study.confidence": ("false", True),
        "study.contrast": ("true", True),
        "study.come_back": ("false", True),
        "study.side_by_side": ("false", True),
        "study.leech_lapses": ("8", True),
        "scores.streak": ("false", True),
    }
    assert all(row.says.endswith(".") for row in rows)


def test_decks_and_keys_are_described_where_they_are_set(path: Path) -> None:
    rows = describe(
        read(path, "[deck.ivig]\nnew_per_day = 2\nby = '2026-12-05'\n[keys]\ndecks.quit = 'x'")
    )
    assert [(row.name, row.value, row.is_default) for row in rows[-3:]] == [
        ("deck.ivig.new_per_day", "2", False),
        ("deck.ivig.by", "2026-12-05", False),
        ("keys.decks.quit", '"x"', False),
    ]


def test_every_field_of_the_settings_can_be_set() -> None:
    named = {row.name.rpartition(".")[2] for row in describe(Configuration())}
    fields = set(Settings.__dataclass_fields__) - {"limits", "decks", "deadlines", "keys"}
    # Of `contrast` a part can be set by itself.
    assert named == fields | set(Limits.__dataclass_fields__) | {"come_back"}


def test_the_example_changes_nothing_until_a_line_is_taken_up(path: Path) -> None:
    assert read(path, default_config()) == Configuration()
    taken_up = re.sub(r"(?m)^# (?=\[|\S+ = )", "", default_config())
    assert tomli.loads(taken_up)["keys"] == {"decks.quit": "q,ctrl+q"}
    settings = read(path, taken_up).settings
    assert settings.decks.keys() == settings.deadlines.keys() == {"ivig"}
    assert settings.keys.keys() == {"decks.quit"}
    for row in describe(read(path, taken_up)):
        if row.name.startswith(("study.", "face", "theme")):
            assert not row.is_default
    plain = Settings(decks=settings.decks, deadlines=settings.deadlines, keys=settings.keys)
    assert settings == plain
