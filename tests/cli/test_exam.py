"""`quiz exam` from the command line: held, left, listed, shown, dropped."""

import json

import pytest

EXAM = ("exam", "small", "--seed", "7", "--questions", "1")


def test_an_exam_is_held_line_by_line_where_there_is_no_screen(quiz) -> None:
    code, out, err = quiz(*EXAM, heard="Demyelination\n:hand-in\n")
    assert (code, err) == (0, "")
    assert "Question 1 of 1. A small deck." in out
    assert "The result: 1 of 1, 100 per cent." in out


def test_with_json_the_result_is_all_that_stdout_has(quiz) -> None:
    ran = quiz(*EXAM, "--certainty", "--json", heard="wrong\ns\n:hand-in\n")
    result = json.loads(ran.out)
    assert "Question 1 of 1." in ran.err
    assert list(result) == [
        *("id", "started_at", "seed", "setup", "decks", "handed_in_at", "study_day", "in_time"),
        *("took_ms", "median_ms", "dropped", "unanswered", "score", "certainty", "groups"),
        *("confused", "earlier", "questions"),
    ]
    assert (result["seed"], result["setup"]["decks"], result["in_time"]) == (7, ["small"], True)
    assert result["score"] == {
        "credit": 0.0, "questions": 1, "percent": 0.0, "low": 0.0, "high": 79.35
    }  # fmt: skip
    assert result["certainty"] == {"earned": -6.0, "most": 3}
    (question,) = result["questions"]
    assert list(question) == [
        *("number", "fact", "facts", "form", "topics", "prompt", "answered", "given", "right"),
        *("parts", "correct", "credit", "near_miss", "known", "confidence", "marks"),
        *("confused_with", "duration_ms", "changes", "changed_since", "because", "sources"),
    ]
    assert (question["given"], question["right"]) == (["wrong"], "demyelination")
    assert (question["confidence"], question["marks"]) == ("sure", -6.0)
    assert json.loads(quiz("exam", "--show", "--json").out) == result


def test_the_same_seed_gives_the_same_exam(quiz) -> None:
    def questions(*words):
        out = quiz("exam", *words, "--plain", "--new", "--questions", "8", heard=":list\n").out
        return [line for line in out.splitlines() if ": not answered." in line]

    one = questions("central", "ivig", "--seed", "3")
    assert len(one) == 8
    assert questions("ivig", "central", "--seed", "3") == one
    assert questions("ivig", "central", "--seed", "4") != one


def test_an_exam_left_open_is_told_in_json_and_goes_on(quiz) -> None:
    left = json.loads(quiz(*EXAM, "--json").out)
    assert (left["handed_in_at"], left["answered"], left["questions"]) == (None, 0, 1)
    out = quiz("exam", "--plain", heard="demyelination\n:hand-in\n").out
    assert "The exam goes on where you left it." in out
    (held,) = json.loads(quiz("exam", "--list", "--json").out)
    assert (held["id"], held["score"]["percent"]) == (left["id"], 100.0)


def test_another_setup_or_new_begins_another(quiz) -> None:
    quiz(*EXAM)
    assert "goes on where you left it" in quiz(*EXAM).out
    for words in (("--minutes", "5"), ("--new",), ("--count",), ("--topic", "neurology")):
        chosen = [word for word in EXAM if word != "small"] if "--topic" in words else EXAM
        assert "goes on where you left it" not in quiz(*chosen, *words).out
    assert quiz("exam", "--list").out.count("open: 0 of 1 answered") == 5
    assert quiz("exam", "--drop").out == "Dropped.\n"
    assert quiz("exam", "--list").out.count("open: ") == 4
    first = json.loads(quiz("exam", "--list", "--json").out)[0]["id"]
    assert quiz("exam", "--drop", first).out == "Dropped.\n"
    assert first not in quiz("exam", "--list").out


def test_exams_are_listed_and_shown_by_number_or_id(quiz) -> None:
    assert quiz("exam", "--list").out == "No exam was held yet.\n"
    assert quiz("exam", "--show").err == ("quiz: No exam was handed in yet. quiz exam holds one.\n")
    for text in ("demyelination", "wrong"):
        quiz(*EXAM, heard=f"{text}\n:hand-in\n")
    head, one, two = quiz("exam", "--list").out.splitlines()
    assert head.split() == ["exam", "day", "score", "between", "questions", "decks"]
    assert one.split() == ["1", "2026-03-02", "100%", "21%", "to", "100%", "1", "small"]
    assert two.split()[2] == "0%"
    assert "The result: 1 of 1" in quiz("exam", "--show", "1").out
    last = quiz("exam", "--show").out
    assert "The result: 0 of 1" in last
    assert "The same set-up on 2026-03-02: 1 of 1, 100 per cent." in last
    listed = json.loads(quiz("exam", "--list", "--json").out)
    assert quiz("exam", "--show", listed[0]["id"]).out == quiz("exam", "--show", "1").out
    code, _, err = quiz("exam", "--show", "3")
    assert (code, err) == (2, "quiz: There is no exam 3. quiz exam --list tells which there are.\n")


def test_exams_over_all_decks_are_listed_as_such(quiz) -> None:
    quiz("exam", "--questions", "1", "--plain", heard=":hand-in\ny\n")
    assert quiz("exam", "--list").out.splitlines()[1].endswith("all decks")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--questions", "0"), "'0' is no number of questions from 1 to 1000"),
        (("--questions", "many"), "'many' is no number of questions"),
        (("--topic", "nonsense"), "There is no topic 'nonsense'."),
        (("--forms", "typed,sung"), "There is no form 'sung'."),
        (("nowhere",), "There is no deck nowhere."),
        (("small", "--forms", "order"), "There is nothing to ask here in these forms: order."),
        (("--drop",), "There is no open exam to drop."),
        (("--minutes", "-1"), "is no number of minutes"),
    ],
)
def test_wrong_use_is_told_in_a_line(quiz, words, said) -> None:
    code, _, err = quiz("exam", *words, "--plain")
    assert code == 2
    assert said in err
    assert len(err.splitlines()) == 1


def test_forms_may_be_listed_or_repeated(quiz) -> None:
    quiz("exam", "central", "--forms", "typed, choice", "--forms", "list", "--plain")
    (left,) = json.loads(quiz("exam", "--list", "--json").out)
    assert left["setup"]["forms"] == ["choice", "list", "typed"]


def test_what_was_only_looked_at_leaves_no_log_behind(quiz, here) -> None:
    quiz("exam", "--list")
    quiz("exam", "--show")
    assert not (here / "data" / "log.sqlite3").exists()
