from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.errors import DataError
from quiz.plain.commands import COMMANDS
from quiz.plain.study import Sitting, study
from quiz.review import EventKind, Rating
from quiz.shapes import Typed
from quiz.study.settings import Limits, Settings

TYPED = """
[[card]]
id = "word"
form = "typed"
prompt = "The loss of myelin?"
answer = "demyelination"
"""
SILENT = """
[[card]]
id = "silent"
form = "flashcard"
prompt = "What wraps axons?"
answer = "Myelin"
"""
CHOICE = """
[[card]]
id = "pick"
form = "choice"
prompt = "Which?"
answer = "right one"
wrong = ["wrong one"]
"""
VIGNETTE = """
[[card]]
id = "case"
form = "vignette"
prompt = "Which disease?"
clues = ["Weak legs", "Slow nerves."]
answer = "CIDP"
"""
CLOZE = """
[[card]]
id = "gaps"
form = "cloze"
prompt = "The {{sheath|what wraps}} lies around the {{axon|the wire}} of {{it}}."
"""


@pytest.fixture
def talk(make_table, one_card):
    """Study a deck of the given cards with the given lines; gives the table."""

    def hold(cards, *heard, table=None, **more):
        table = table or make_table(one_card(cards), **more)
        study(table.lines(*heard), table.desk)
        return table

    return hold


# Answers and what follows.


def test_an_answer_is_logged_with_its_time_and_rating(talk) -> None:
    table = talk(TYPED, "Demyelination", "")
    (review,) = table.store.reviews()
    assert (review.rating, review.correct, review.duration_ms) == (Rating.GOOD, True, 10_000)
    assert "Right." in table.said


def test_a_literal_colon_is_typed_with_two(talk) -> None:
    assert talk(TYPED, "::d").hears("You said: :d")


def test_a_verdict_can_be_overruled_until_one_goes_on(talk) -> None:
    table = talk(TYPED, "demyelination", "2", "4", "5", "x")
    (review,) = table.store.reviews()
    assert review.rating is Rating.EASY
    assert table.said.count("Rated hard, next in 6 minutes.") == 1
    assert table.said.count("Not understood. Say a number from 1 to 4.") == 2


def test_what_was_chosen_is_never_easy(talk) -> None:
    table = talk(CHOICE, "1", "4")
    assert table.hears("Say a number from 1 to 3.")


def test_a_silent_answer_is_revealed_then_graded_and_goes_on(talk) -> None:
    table = talk(SILENT + TYPED, "Myelin", "", "", "3", ":where", ":q")
    assert "An empty line reveals the answer." in table.said
    assert table.said.count("Myelin") == 1
    assert table.hears("1 again in 1 minute")
    assert "Rated good, next in 10 minutes." in table.said
    assert table.hears("Question 2 of")


def test_not_knowing_a_silent_answer_shows_it(talk) -> None:
    table = talk(SILENT, ":d")
    assert table.said[table.said.index("> :d") + 1] == "Not known."
    assert "The answer: Myelin" in table.said


def test_not_knowing_is_again(talk) -> None:
    table = talk(TYPED, ":d", ":d")
    assert [review.rating for review in table.store.reviews()] == [Rating.AGAIN]
    assert "Not known." in table.said
    assert "There is no question open." in table.said


def test_a_near_miss_is_asked_about(talk) -> None:
    table = talk(TYPED, "demyelinaton", "perhaps", "y")
    assert "Not understood. Say y or n." in table.said
    assert "Right, but for the spelling." in table.said
    table = talk(TYPED, "demyelinaton", "n")
    assert "Wrong." in table.said


def test_confidence_is_a_line_of_its_own(talk) -> None:
    table = talk(TYPED, "demyelination", "sure", "G", settings=Settings(confidence=True))
    assert table.hears("Not understood. How sure are you?")
    (review,) = table.store.reviews()
    assert (review.confidence, review.rating) == ("guess", Rating.AGAIN)


def test_hints_come_one_by_one_and_cost(talk) -> None:
    table = talk(CLOZE, ":hint", ":hint", ":hint", "sheath; axon; it", ":hint")
    assert "Hint for blank 1: what wraps. :hint gives the next." in table.said
    assert table.said.count("Hint for blank 2: the wire.") == 2
    assert "Right, with help." in table.said
    assert table.said.count("There is no hint.") == 1


def test_clues_come_one_by_one_and_the_last_costs(talk) -> None:
    table = talk(VIGNETTE, ":clue", ":clue", "CIDP", ":clue")
    assert "Clue 1 of 2: Weak legs. :clue gives the next." in table.said
    assert "Clue 2 of 2: Slow nerves." in table.said
    assert table.hears("These were all the clues.")
    assert "Right, with help." in table.said
    assert table.hears("There are no clues.")
    assert "Right." in talk(VIGNETTE, "CIDP").said


# Commands.


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
    heard = (":bury", ":info", ":flag x", ":d", ":hint", ":where")
    table = talk(TYPED, "x", "", *heard, clock=slow_clock)
    assert table.said.count("There is no question open.") == 4
    assert "Left: 0 due, 1 in learning, 0 new." in table.said


# Waiting, ending, going on.


def test_a_clock_that_can_skip_waits_by_itself(talk) -> None:
    table = talk(TYPED, "x", "", "demyelination", ":q")
    assert table.hears("Nothing to ask for 1 minute: 1 fact in learning.")
    assert table.said.count("The loss of myelin?") == 2


def test_with_a_real_clock_an_empty_line_looks_again(talk, slow_clock) -> None:
    table = talk(TYPED, "x", "", "", clock=slow_clock)
    assert table.said.count("An empty line looks again, :q leaves.") == 2
    assert table.hears("Ended here.")


def test_the_end_of_input_ends_the_session(talk) -> None:
    table = talk(TYPED, "demyelination")
    assert "Ended here." in table.said
    assert "1 question, 1 right, in 10 seconds." in table.said
    assert [one.kind for one in table.store.events()][-1] is EventKind.SESSION_ENDED
    assert talk(TYPED).said[-1] == "Not begun yet: 1 fact."


def test_leaving_keeps_the_session_open(talk) -> None:
    table = talk(TYPED + SILENT, "x", ":q")
    assert table.hears("What you answered is kept.")
    assert not [e for e in table.store.events() if e.kind is EventKind.SESSION_ENDED]
    talk("", ":u", table=table)
    assert "The session goes on where you left it." in table.said
    assert "Taken back." in table.said


def test_ending_says_what_it_came_to(talk) -> None:
    table = talk(TYPED, "x", ":end", "unheard")
    assert "Ended here." in table.said
    assert "Missed: The loss of myelin?" in table.said
    assert "> unheard" not in table.said


def test_nothing_due_offers_to_learn_ahead_and_to_drill(talk) -> None:
    table = talk(TYPED, ":ahead", "demyelination", "4", "", ":ahead", "demyelination", "", "")
    assert "There are questions left. :end ends the session first." in table.said
    assert "Done." in table.said
    assert ":ahead learns what is not due yet." in table.said
    assert [review.mode for review in table.store.reviews()] == ["study", "ahead"]
    talk("", ":drill", "demyelination", "", ":q", table=table)
    assert "Nothing is due now." in table.said
    assert "A drill: the schedule stays as it is." in table.said
    assert [review.mode for review in table.store.reviews()][-1] == "drill"


def test_undo_reaches_back_from_the_end(talk) -> None:
    table = talk(TYPED, "demyelination", "4", "", ":u", ":q")
    assert not list(table.store.reviews())
    assert table.said.count("The loss of myelin?") == 2


def test_an_empty_deck_of_the_day_says_so(talk) -> None:
    table = talk(TYPED, "", settings=Settings(limits=Limits(0, 0)))
    assert "Nothing is due now." in table.said
    assert "An empty line ends." in table.said
    assert ":drill practises without moving the schedule." not in table.said


def test_several_decks_are_told_apart_in_the_end(make_table, one_card) -> None:
    other = one_card(SILENT).replace('"one"', '"two"').replace('"One"', '"Two"')
    table = make_table(one_card(TYPED), other)
    study(table.lines("x", "", "", "3", ":end"), table.desk)
    assert "One. 1 question, 0 right." in table.said
    assert "Two. 1 question, 1 right." in table.said


def test_confusions_are_told_and_marked(make_table, shapes_deck) -> None:
    table = make_table(shapes_deck)
    heard = [":suspend"] * 11 + ["1", ":end"]
    study(table.lines(*heard), table.desk)
    if "Right." in table.said:
        table = make_table(shapes_deck)
        study(table.lines(*heard[:-2], "2", ":end"), table.desk)
    assert "Wrong." in table.said
    assert table.hears("You chose this.")
    assert table.hears("Mixed up: ")


# What changes behind a session's back.


def test_a_changed_answer_is_told_and_can_be_started_afresh(talk, one_card) -> None:
    table = talk(TYPED, "demyelination", "4", "", "")
    table.shelf.put(one_card(TYPED.replace('"demyelination"', '"loss of sheath"')))
    table.clock.skip_to(table.clock.now() + timedelta(days=30))
    talk("", ":afresh", ":afresh", "loss of sheath", ":q", table=table)
    assert table.hears("Its answer has changed since you last saw it.")
    assert "Forgotten. It is asked as new." in table.said
    assert "The answer to this has not changed." in table.said


def test_what_it_was_is_told_after_the_verdict(talk, one_card) -> None:
    table = talk(TYPED, "demyelination", "4", "", "")
    table.shelf.put(one_card(TYPED.replace('"demyelination"', '"loss of sheath"')))
    table.clock.skip_to(table.clock.now() + timedelta(days=30))
    talk("", "loss of sheath", ":afresh", ":q", table=table)
    told = table.said.index("It was, when you last saw it: demyelination")
    assert "Right." in table.said[told - 2 : told]


def test_a_leech_is_told_when_it_becomes_one(talk) -> None:
    settings = Settings(leech_lapses=1, relearning_steps=())
    table = talk(TYPED, "demyelination", "4", "", "", settings=settings)
    table.clock.skip_to(table.clock.now() + timedelta(days=30))
    talk("", "x", "", "", table=table)
    assert table.hears("This is a leech now")
    table.clock.skip_to(table.clock.now() + timedelta(days=30))
    talk("", ":info", table=table)
    assert "A leech: forgotten 1 time." in table.said
    assert "A leech: it was forgotten often." in table.said


def test_an_answer_that_another_process_gave_first_is_told(make_table, one_card) -> None:
    table = make_table(one_card(TYPED))
    late, first = (table.desk.begin(None, table.clock.now()) for _ in range(2))
    first.submit(_typed("demyelination"), table.clock.now(), 1)
    Sitting(table.lines("demyelination", "", ":q"), table.desk, late).hold()
    assert table.hears("It was answered elsewhere meanwhile")
    assert "An empty line goes on." in table.said


def test_a_rating_that_no_longer_can_be_changed_stays(make_table, one_card) -> None:
    table = make_table(one_card(TYPED))
    sitting = Sitting(table.lines("demyelination", "2", "", ":q"), table.desk, _begun(table))
    table.store.rerate = _refuse(ValueError("no longer"))
    sitting.hold()
    assert "It was answered elsewhere since, so the rating stays." in table.said


def test_what_could_not_be_kept_is_said_and_asked_again(make_table, one_card) -> None:
    table = make_table(one_card(TYPED))
    record, table.store.record = table.store.record, _refuse(DataError("The disk is full."))
    lines = table.lines("demyelination", "demyelination", ":q")

    def write(line: str) -> None:
        table.said.append(line)
        if line == "The disk is full.":
            table.store.record = record

    study(replace(lines, write=write), table.desk)
    assert "This is not kept yet. Say it again, or leave with :q." in table.said
    assert len(list(table.store.reviews())) == 1


def _typed(text: str):
    return Typed((text,))


def _begun(table):
    return table.desk.begin(None, table.clock.now())


def _refuse(error: Exception):
    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse


def test_no_control_character_of_a_deck_comes_through(talk) -> None:
    table = talk(TYPED.replace("The loss", "The \\u001b[31mloss"), "x\x1b[2J")
    assert table.hears("\ufffd[31mloss")
    assert "You said: x\ufffd[2J" in " ".join(table.said)
    assert not any("\x1b" in line for line in table.said if not line.startswith(">"))
