import csv
import io
import json
import re
import shutil
from contextlib import redirect_stdout
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.commands.output import write_csv, write_json, write_json_lines
from quiz.review import Review
from quiz.tui.actions import BY_ID
from tests.hostile.ordeal import unsafe

BROKEN = 'format = 1\nid = "broken"\ntitle = "Broken"\n\n[[card]]\nform = "typd"\nprompt = "?"\n'


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


# decks


def test_decks_lists_what_there_is(quiz) -> None:
    code, out, err = quiz("decks")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].split() == ["id", "title", "new", "learning", "due", "next", "today"]
    assert "small                   A small deck" in out
    assert "ivig" in out


def test_decks_as_json_has_these_fields(quiz) -> None:
    quiz("study", "small", heard="demyelination\n4\n\n:q\n")
    code, out, _ = quiz("decks", "--json")
    assert code == 0
    assert out.endswith("]\n")
    small = json.loads(out)[0]
    assert list(small) == [
        *("id", "title", "path", "facts", "new", "learning", "due", "next_due", "problems"),
        *("minutes_today", "ready"),
    ]
    assert (small["id"], small["facts"], small["new"], small["learning"], small["due"]) == (
        ("small", 2, 1, 0, 0)
    )
    assert small["next_due"].startswith("2026-03-1")
    assert small["next_due"].endswith("Z")


def test_decks_leave_no_log_behind(quiz, here: Path) -> None:
    quiz("decks")
    quiz("due")
    quiz("log")
    assert not (here / "data" / "log.sqlite3").exists()


def test_decks_show_what_cannot_be_used(quiz, here: Path) -> None:
    folder = here / "data" / "decks"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text(BROKEN, encoding="utf-8")
    other = (here / "small.toml").read_text(encoding="utf-8").replace("A small", "Another small")
    (folder / "small.toml").write_text(other, encoding="utf-8")
    _, out, _ = quiz("decks")
    assert "broken.toml:" in out
    assert "tells all)" in out
    assert "small.toml: not used, since" in out
    problems = [deck["problems"] for deck in json.loads(quiz("decks", "--json").out)]
    (found,) = [problem for listed in problems for problem in listed if "broken" in problem["path"]]
    assert sorted(found) == ["column", "hint", "line", "message", "path", "severity"]


def test_a_spoilt_deck_is_studied_as_it_was_and_that_is_said(quiz, here: Path) -> None:
    quiz("decks")
    deck = here / "small.toml"
    deck.write_text(deck.read_text(encoding="utf-8") + "[[card\n", encoding="utf-8")
    code, out, _ = quiz("decks")
    assert code == 0
    assert "A small deck" in out
    assert re.search(r"small\.toml:\d+:\d+: .* tells all", out)
    assert "small.toml: in use as it was before that" in out
    code, out, _ = quiz("study", "small", heard="demyelination\n:q\n")
    assert code == 0
    assert "Right" in out
    out = quiz("--plain", heard=":q\n").out
    assert "Its file was spoilt: it is in use as it was before." in out
    assert "The first problem: " in out


# due


def test_due_lists_the_longest_due_first(quiz) -> None:
    quiz("study", "small", heard="x\n\n\n3\n:q\n")
    assert quiz("due").out == "Nothing is due now.\n"
    code, out, _ = quiz("due", "--json", now="2026-03-02T10:00:00Z")
    assert code == 0
    found = json.loads(out)
    assert [one["fact"] for one in found] == ["small/word", "small/silent"]
    assert list(found[0]) == ["fact", "due_at", "retrievability", "state"]
    assert found[0]["due_at"] == "2026-03-02T09:01:10.000Z"
    assert 0 < found[0]["retrievability"] <= 1
    assert found[0]["state"] == "learning"
    text = quiz("due", now="2026-03-02T10:00:00Z").out
    assert "small/word    59 m     100%    learning" in text


def test_what_is_put_away_is_not_due(quiz) -> None:
    quiz("study", "small", heard="x\n:suspend\n:q\n")
    assert json.loads(quiz("due", "--json", now="2026-03-02T10:00:00Z").out) == []


# log


def test_log_tells_standing_answers(quiz) -> None:
    quiz("study", "small", heard="x\n:u\ndemyelination\n2\n\n\n1\n:q\n")
    code, out, _ = quiz("log", "--json")
    assert code == 0
    first, second = rows(out)
    assert (first["fact"], first["rating"], first["correct"]) == ("small/word", 2, True)
    assert first["at"] == "2026-03-02T09:00:20.000Z"
    assert first["confused_with"] == []
    assert first["response"]["texts"] == ["demyelination"]
    assert first["study_day"] == "2026-03-02"
    assert second["rating"] == 1
    assert first["id"] < second["id"]
    wanted = {"machine", "question_id", "session_id", "bundle_id", "mode", "counts", "form"}
    assert wanted < set(first)


def test_log_tells_everything_with_all(quiz) -> None:
    quiz("study", "small", heard="x\n:u\n:flag why\ndemyelination\n2\n\n:end\n")
    found = rows(quiz("log", "--json", "--all").out)
    kinds = [row.get("kind", "review") for row in found]
    assert kinds == (
        ["session_started", "review", "undone", "flagged", "review", "rerated", "session_ended"]
    )
    assert [row["rating"] for row in found if "rating" in row] == [1, 3]
    text = quiz("log", "--all").out
    assert "undone: " in text
    assert "good    right  typed" in text


def test_log_is_a_table_for_people(quiz) -> None:
    assert quiz("log").out == "Nothing has been answered yet.\n"
    quiz("study", "small", heard="x\n")
    head, row = quiz("log").out.splitlines()
    assert head.split() == ["at", "rating", "form", "next", "fact"]
    assert row.endswith("again   wrong  typed          1 m  small/word")


def test_log_tells_what_was_taken_for_what(quiz, here: Path) -> None:
    deck = str(Path(__file__).parent.parent / "plain" / "shapes.toml")
    heard = ":suspend\n1\n:end\n"
    for seed in "12345":  # which shuffle the options, of which one is wrong
        where = ("--data", str(here / seed))
        quiz("study", "shapes", "--decks", deck, "--seed", seed, *where, heard=heard)
        if any(row["confused_with"] for row in rows(quiz("log", "--json", *where).out)):
            assert ", taken for shapes/who/nerves/" in quiz("log", *where).out
            return
    pytest.fail("nothing was confused")


def test_log_as_csv_has_the_columns_of_the_log(quiz) -> None:
    quiz("study", "small", heard='a "b", c\n:u\n=1+1\n2\n\n\n1\n:q\n')
    code, out, _ = quiz("log", "--csv")
    assert code == 0
    head, first, second = csv.reader(io.StringIO(out))
    assert head == [field.name for field in fields(Review)]
    row, log = dict(zip(head, first, strict=True)), rows(quiz("log", "--json").out)[0]
    assert (row["at"], row["fact"], row["rating"]) == (log["at"], log["fact"], str(log["rating"]))
    assert (row["counts"], row["correct"]) == ("true", "false")
    assert (row["confused_with"], row["confidence"], row["bundle_id"]) == ("[]", "", "")
    assert json.loads(row["response"]) == log["response"]
    assert json.loads(row["options"]) == log["options"]
    assert not [cell for cell in (*first, *second) if cell[:1] in "=+-@\t\r" and cell]
    assert len(quiz("log", "--csv", "--all").out.splitlines()) == 4


def test_log_as_csv_of_nothing_is_its_head(quiz) -> None:
    assert quiz("log", "--csv").out.startswith("id,machine,question_id,")
    assert len(quiz("log", "--csv").out.splitlines()) == 1


def test_log_is_either_json_or_csv(quiz) -> None:
    code, out, err = quiz("log", "--csv", "--json")
    assert (code, out) == (2, "")
    assert "not allowed with" in err


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_no_text_in_a_csv_is_a_formula(capsys: pytest.CaptureFixture[str], text: str) -> None:
    write_csv(["a", "b"], [[text, -1]])
    _, row = csv.reader(io.StringIO(capsys.readouterr().out, newline=""))
    assert row == ["'" + text.replace("\r", "\ufffd"), "-1"]


@given(st.text('\x1b\x07\x7f\x9b\u202e\u2028\ufeff\u0301\u200b\ud800a"\\\n\U0001f600'))
@example("a" + "\u0301" * 50)
@example("\U0001f3fb" * 50)
def test_json_says_the_same_and_nothing_that_a_terminal_obeys(text: str) -> None:
    for value in (text, {text: [text]}):
        out = io.StringIO()
        with redirect_stdout(out):
            write_json(value)
            write_json_lines([value])
        assert not unsafe(out.getvalue())
        one, line = out.getvalue()[:-1].rsplit("\n", 1)
        assert json.loads(one) == json.loads(line) == value


# scores


def test_scores_of_an_empty_log(quiz, here: Path) -> None:
    code, out, err = quiz("scores")
    assert (code, err) == (0, "")
    assert "Scores of all decks, from the first answer to 2026-03-02." in out
    assert "Today: 0 reviews in 0 minutes." in out
    assert "\x1b" not in out
    assert not (here / "data" / "log.sqlite3").exists()


def test_scores_of_one_deck_and_some_days(quiz) -> None:
    quiz("study", "small", heard="x\n\n\n3\n:q\n")
    out = quiz("scores", "--deck", "small", "--days", "30").out
    assert out.startswith("Scores of A small deck, the last 30 days to 2026-03-02.")
    assert "Today: 2 reviews" in out
    assert "Today: 0 reviews" in quiz("scores", "--deck", "ivig").out
    assert quiz("scores", "--plain").out == quiz("scores").out


def test_scores_as_json_are_the_same_figures(quiz) -> None:
    quiz("study", "small", heard="x\n\n\n3\n:q\n")
    code, out, _ = quiz("scores", "--json", "--days", "7", "--deck", "small")
    assert code == 0
    found = json.loads(out)
    assert (found["deck"], found["days"], found["since"]) == ("small", 7, "2026-02-24")
    assert found["overview"]["today"]["reviews"] == 2
    assert found["overview"]["streak"] is None


def test_a_streak_is_told_where_it_is_switched_on(quiz, here: Path) -> None:
    quiz("study", "small", heard="x\n:q\n")
    (here / "data" / "config.toml").write_text("[scores]\nstreak = true\n", encoding="utf-8")
    assert "In a row: 1 day; the most was 1 day." in quiz("scores").out


@pytest.mark.parametrize("days", ["0", "-1", "x", "1.5", "99999999999999"])
def test_days_that_are_none_are_wrong_use(quiz, days: str) -> None:
    code, _, err = quiz("scores", "--days", days)
    assert code == 2
    assert err.count("\n") == 1


def test_a_deck_that_there_is_none_of_is_wrong_use(quiz) -> None:
    code, _, err = quiz("scores", "--deck", "smal-fiber")
    assert code == 2
    assert "Did you mean small-fiber-neuropathy" in err


# check, schema, config


def test_check_is_content_with_the_decks_that_would_be_loaded(quiz) -> None:
    code, out, _ = quiz("check")
    assert code == 0
    assert "4 decks" in out
    assert quiz("check", "--json").code == 0


def test_check_shows_a_mistake_at_its_place(quiz, here: Path) -> None:
    broken = here / "broken.toml"
    broken.write_text(BROKEN, encoding="utf-8")
    code, out, _ = quiz("check", str(broken))
    assert code == 1
    assert f"{broken}:6:8: error: " in out
    assert "^" in out
    code, out, _ = quiz("check", "--json", str(here))
    assert code == 1
    first, *_ = json.loads(out)
    assert list(first) == ["path", "line", "column", "severity", "message", "hint"]


def test_check_of_nothing_is_wrong_use(quiz) -> None:
    code, out, err = quiz("check", "nowhere.toml")
    assert (code, out) == (2, "")
    assert err.startswith("quiz: There is no file or folder nowhere.toml")


def test_schema_is_json(quiz) -> None:
    code, out, _ = quiz("schema")
    assert code == 0
    assert json.loads(out)["title"]


def test_config_tells_where_things_are_and_what_is_set(quiz, here: Path) -> None:
    data = here / "data"
    code, out, _ = quiz("config")
    assert code == 0
    assert str(data / "log.sqlite3") in out
    assert f"more decks     {here / 'small.toml'}\n" in out
    assert "(not there yet)" in out
    assert "study.new_per_day" in out
    data.mkdir()
    (data / "config.toml").write_text("[study]\nnew_per_day = 3\n", encoding="utf-8")
    line = next(line for line in quiz("config").out.splitlines() if "study.new_per_day" in line)
    assert line.split()[1:3] == ["3", "set"]


def test_a_configuration_with_mistakes_is_shown_at_its_place(quiz, here: Path) -> None:
    config = here / "data" / "config.toml"
    config.parent.mkdir()
    config.write_text("[study]\nnew_per_day = -3\n", encoding="utf-8")
    code, out, err = quiz("config")
    assert (code, err) == (1, "")
    assert f"{config}:2:15: error:" in out
    code, out, err = quiz("study")
    assert (code, out) == (1, "")
    assert f"{config}:2:15" in err
    assert err.count("\n") == 1


def test_a_key_for_nothing_is_shown_by_config_alone(quiz, here: Path) -> None:
    config = here / "data" / "config.toml"
    config.parent.mkdir()
    config.write_text('[keys]\n"study.udo" = "z"\n"decks.table" = "esacpe"\n', encoding="utf-8")
    code, out, _ = quiz("config")
    assert code == 1
    assert f"{config}:2:1: error:" in out
    assert "study.undo" in out
    assert f"{config}:3:17: error: `esacpe` is not the name of a key" in out
    assert quiz("study", "small").code == 0


def test_config_tells_of_keys_that_something_else_has_too(quiz, here: Path) -> None:
    config = here / "data" / "config.toml"
    config.parent.mkdir()
    keys = '"study.undo" = "d,z"\n"decks.quit" = "Q"\n"dialog.yes" = "n"\n'
    config.write_text(f"[keys]\n{keys}", encoding="utf-8")
    code, out, _ = quiz("config")
    assert code == 0
    undo, leave, yes = (line for line in out.splitlines() if line.startswith("keys."))
    assert undo.endswith(
        "Take back the last answer of the session. d is that of study.dont_know, too"
    )
    assert leave.endswith(" Leave")
    assert yes.endswith(" Yes")


def test_the_example_is_a_configuration_that_holds(quiz, here: Path) -> None:
    example = quiz("config", "--example").out
    config = here / "data" / "config.toml"
    config.parent.mkdir()
    config.write_text(example, encoding="utf-8")
    code, out, _ = quiz("config")
    assert code == 0
    assert " set " not in out


def test_all_keys_are_listed_with_their_ids(quiz, here: Path) -> None:
    config = here / "data" / "config.toml"
    config.parent.mkdir()
    config.write_text('[keys]\n"study.hint" = "z,f2"\n', encoding="utf-8")
    lines = quiz("config", "--keys").out.splitlines()
    assert lines[0].split() == ["id", "keys", "where", "what", "it", "does"]
    listed = {line.split()[0]: " ".join(line.split()[1:]) for line in lines[1:]}
    assert listed["study.undo"].startswith("u ctrl+t While studying Take back the last")
    assert listed["study.hint"].startswith("z f2 While studying")
    assert set(listed) == set(BY_ID)


# study, browse, the app


def test_study_brings_more_new_facts_on_that_day(quiz, here: Path) -> None:
    config = here / "data" / "config.toml"
    config.parent.mkdir()
    config.write_text("[study]\nnew_per_day = 1\nlearning_steps = []\n", encoding="utf-8")
    limit = "The day's limit of new facts is reached:"
    assert limit in quiz("study", "central", heard=":d\n\n\n").out
    listed = quiz("decks").out.splitlines()[-1]
    assert listed.startswith(limit)
    assert listed.endswith("quiz study --new 10 brings 10 more today.")
    out = quiz("study", "central", "--new", "2", heard=":d\n\n:d\n\n\n").out
    assert "Question 2 of about 2" in out
    assert limit in quiz("study", "central").out, "they are begun, and wanted once"
    kinds = [row["kind"] for row in rows(quiz("log", "--all", "--json").out) if "kind" in row]
    assert kinds.count("new_limit_raised") == 1
    assert "  new_limit_raised\n" in quiz("log", "--all").out
    assert "new_per_day = 1\n" in config.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", ["0", "-1", "x", "10000", "1.5"])
def test_what_is_no_number_of_new_facts_is_refused(quiz, number: str) -> None:
    code, _, error = quiz("study", "--new", number)
    assert code == 2
    assert "new" in error


def test_study_goes_by_the_seed(quiz, here: Path) -> None:
    first = quiz("--seed", "4", "study", "central", heard=":d\n\n:d\n").out
    again = quiz(
        "--seed", "4", "--data", str(here / "other"), "study", "central", heard=":d\n\n:d\n"
    )
    assert first == again.out
    assert "Question 2" in first


@pytest.mark.parametrize(
    "name", ["small", "A small deck", "a  SMALL deck", "A small", "small-fiber"]
)
def test_a_deck_is_named_by_id_or_title_or_their_beginning(quiz, name: str) -> None:
    code, out, _ = quiz("study", name, heard="")
    assert code == 0
    title = "Small fiber neuropathy" if name == "small-fiber" else "A small deck"
    assert title in out


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "smal",
            "smal begins more than one deck: small, small-fiber-neuropathy. Write more of it.",
        ),
        ("ivg", "There is no deck ivg. Did you mean ivig?"),
        ("xyzzy", "There is no deck xyzzy. There is: small, "),
        ("broken", "The deck broken has errors: quiz check "),
    ],
)
def test_a_deck_that_is_not_there_is_wrong_use(quiz, here: Path, name: str, told: str) -> None:
    folder = here / "data" / "decks"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text(BROKEN, encoding="utf-8")
    code, out, err = quiz("study", name)
    assert (code, out) == (2, "")
    assert err.startswith(f"quiz: {told}")


def test_browse_tells_all_results_to_a_pipe(quiz) -> None:
    code, out, _ = quiz("browse", "deck:central")
    assert code == 0
    assert "57 facts." in out
    assert "\n57: " in out
    assert "more: an empty line goes on." not in out


def test_browse_refuses_a_state_that_there_is_not(quiz) -> None:
    code, out, err = quiz("browse", "is:foo")
    assert (code, out) == (2, "")
    assert "is:foo is not a way to search: known are is:new, is:due, is:learning" in err


def test_the_app_begins_with_the_list(quiz) -> None:
    code, out, _ = quiz(heard="1\n:q\n")
    assert code == 0
    assert "Decks. In all 0 due" in out
    assert "Question 1 of about 4. A small deck." in out


def test_check_gives_advice_where_it_is_asked_for(quiz, here: Path) -> None:
    small = str(here / "small.toml")
    (here / "small.toml").write_text(
        (here / "small.toml").read_text(encoding="utf-8").replace('"Myelin"', '"Yes"'),
        encoding="utf-8",
    )
    assert ": advice:" not in quiz("check", small).out
    code, out, _ = quiz("check", small, "--advice")
    assert code == 0
    assert 'no_advice = ["yes-no"]' in out
    found = json.loads(quiz("check", small, "--advice", "--json").out)
    assert "advice" in [one["severity"] for one in found]


def test_check_watches_until_it_is_stopped(quiz, here: Path, monkeypatch) -> None:
    small = here / "small.toml"
    waited = []

    def wait(_: float) -> None:
        waited.append(len(waited))
        if len(waited) == 1:
            small.write_text(BROKEN, encoding="utf-8")
        elif len(waited) == 3:
            small.unlink()
        elif len(waited) > 5:
            raise KeyboardInterrupt

    monkeypatch.setattr("quiz.commands.check.sleep", wait)
    code, out, err = quiz("check", str(small), "--watch")
    assert (code, err) == (1, "")
    assert "There is no such file" in out
    assert out.count("Watching; ctrl+c ends.") == 3
    assert "small.toml:6:8: error" in out
    assert quiz("check", "--watch", "--json").code == 2


def test_decks_tell_of_dates(quiz, here: Path) -> None:
    (here / "data").mkdir(exist_ok=True)
    config = here / "data" / "config.toml"
    config.write_text("[deck.small]\nby = 2026-03-12\nnew_per_day = 0\n", encoding="utf-8")
    small = json.loads(quiz("decks", "--json").out)[0]
    assert small["ready"] == {
        "by": "2026-03-12",
        "days_left": 10,
        "new_per_day_needed": 1,
        "new_per_day_allowed": 0,
        "enough": False,
        "will_stay_unseen": 2,
    }
    assert small["minutes_today"] == 0
    assert (
        "small: By 12 March 2026, in 10 days: 1 new a day would be needed, with 0 allowed. "
        "2 facts will stay unseen at this pace."
    ) in quiz("decks").out.splitlines()


@pytest.mark.parametrize("name", ["knots", "knots.toml"])
def test_a_deck_of_ones_own_is_checked_formatted_and_shown_from_anywhere(quiz, here, name) -> None:
    own = here / "data" / "decks"
    own.mkdir(parents=True)
    card = 'form = "flashcard"\nprompt = "p"\nanswer = "a"\n'
    (own / "knots.toml").write_text(f'format = 1\nid = "knots"\ntitle = "Knots"\n[[card]]\n{card}')
    code, out, _ = quiz("check", name)
    assert code == 0
    assert "1 deck, " in out
    assert "1 id written" in quiz("fmt", name).out
    assert quiz("show", name).out.startswith("Knots\n")
    (own / "knots.toml").write_text("")
    shutil.rmtree(here / "data" / "cache")
    assert "There is nothing in this file" in quiz("check", name).out
    assert quiz("check", f"./{name}").code == 2
