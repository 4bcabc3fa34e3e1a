"""What lines that begin with a colon do in a session."""

from quiz.plain.commands import COMMANDS
from quiz.plain.study import study
from quiz.study.settings import Settings
from tests.plain.cards import CHOICE, SILENT, TYPED


def test_help_tells_every_command(talk) -> None:
    table = talk(TYPED, ":?", ":? d", ":nope")
    for name in COMMANDS:
        assert table.hears(f":{name} - ")
    assert table.said.count(f":d - {COMMANDS['d'].__doc__}") == 2
    assert table.hears("There is no command :nope.")


def test_undo_takes_back_as_far_as_the_start(talk) -> None:
    table = talk(TYPED, ":u", "wrong", "", ":u", ":u")
    assert table.said.count("There is nothing to take back in this session.") == 2
    assert table.said.count("Taken back.") == 1
    assert not list(table.store.reviews())


def test_undo_before_the_verdict_takes_the_line_back(talk) -> None:
    table = talk(TYPED, "nonsense", ":u", "demyelination", "s", settings=Settings(confidence=True))
    (review,) = table.store.reviews()
    assert review.correct


def test_the_question_and_the_verdict_can_be_repeated(talk) -> None:
    table = talk(SILENT, ":repeat", "", ":repeat", ":q")
    assert table.said.count("What wraps axons?") == 2
    assert table.said.count("Myelin") == 2
    assert talk(TYPED, "x", ":repeat").said.count("Wrong.") == 2


def test_where_and_time(talk) -> None:
    table = talk(TYPED, ":where", ":time")
    assert sum(line.startswith("Question 1 of about ") for line in table.said) == 2
    assert "Left: 0 due, 0 in learning, 1 new." in table.said
    assert "What is left takes about 1 minute." in table.said


def test_a_time_budget_is_told_and_kept(make_table, one_card) -> None:
    table = make_table(one_card(TYPED))
    study(table.lines(":time", "x", ""), table.desk, ["one"], minutes=0.1)
    assert "Of your time 0 minutes are left." in table.said
    assert "Your time is up." in table.said


def test_a_fact_can_be_put_off_or_away(talk) -> None:
    table = talk(TYPED + SILENT + CHOICE, ":bury", ":suspend", ":q")
    standing = table.store.standing()
    assert list(standing.buried) == ["one/word"]
    assert list(standing.suspended) == ["one/silent"]
    assert table.hears("Which?")


def test_a_fact_can_be_flagged_without_losing_the_question(talk) -> None:
    table = talk(TYPED, ":unflag", ":flag", ":flag odd wording", ":repeat", ":unflag", ":q")
    assert table.hears("This is not flagged.")
    assert table.hears("Say why")
    assert "Flagged: odd wording" in table.said
    assert "No longer flagged." in table.said
    assert table.said.count("The loss of myelin?") == 2


def test_info_does_not_tell_the_answer_before_the_verdict(talk) -> None:
    table = talk(TYPED, ":info", "x", ":info")
    first, second = (i for i, line in enumerate(table.said) if line.startswith("Fact one/word"))
    assert "demyelination" not in "".join(table.said[:second]).split("Wrong.")[0]
    assert "Never answered yet." in table.said[first:second]
    assert "The answer: demyelination" in table.said[second:]
    assert table.hears("again, wrong, typed, 10 seconds, next in 1 minute")


def test_what_needs_a_question_says_that_there_is_none(talk, slow_clock) -> None:
    heard = (":bury", ":info", ":edit", ":flag x", ":d", ":hint", ":where")
    table = talk(TYPED, "x", "", *heard, clock=slow_clock)
    assert table.said.count("There is no question open.") == 5
    assert "Left: 0 due, 1 in learning, 0 new." in table.said


def test_where_a_fact_stands_is_told_for_an_editor(talk) -> None:
    table = talk(TYPED, ":edit", ":q")
    assert "It stands in one.toml, line 12, column 3." in table.said
