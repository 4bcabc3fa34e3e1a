"""How sessions wait, end, go on, and what happens behind their back."""

from dataclasses import replace
from datetime import timedelta

from quiz.errors import DataError
from quiz.plain.study import Sitting, study
from quiz.review import EventKind
from quiz.shapes import Typed
from quiz.study.settings import NO_CONTRAST, Limits, Settings
from tests.plain.cards import SILENT, TYPED

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


def test_more_new_facts_are_begun_beyond_the_limit(talk) -> None:
    settings = Settings(limits=Limits(1, 200), learning_steps=(), contrast=NO_CONTRAST)
    table = talk(TYPED + SILENT, ":new", "x", "", ":new x", ":new 0", ":new", "", settings=settings)
    assert (
        table.said.count("The day's limit of new facts holds nothing back here, or not yet.") == 1
    )
    limit = "The day's limit of new facts is reached: 1 new fact is left for other days. "
    assert limit + ":new brings 1 more today." in table.said
    assert table.hears("Too few every day? study.new_per_day sets how many a day brings")
    assert table.said.count("Say a number from 1 to 9999, or :new alone.") == 2
    assert "What wraps axons?" in table.said


def test_of_more_new_facts_so_many_as_are_said(talk) -> None:
    settings = Settings(limits=Limits(0, 200), learning_steps=(), contrast=NO_CONTRAST)
    table = talk(TYPED + SILENT, ":new 1", "x", "", "", settings=settings)
    assert table.hears("2 new facts are left for other days.")
    assert table.hears("1 new fact is left for other days.")


def test_ended_before_it_is_over_nothing_is_offered(talk) -> None:
    settings = Settings(limits=Limits(1, 200), contrast=NO_CONTRAST)
    assert talk(TYPED + SILENT, "x", ":end", settings=settings).said[-1] == (
        "Not begun yet: 1 fact."
    )


def test_several_decks_are_told_apart_in_the_end(make_table, one_card) -> None:
    other = one_card(SILENT).replace('"one"', '"two"').replace('"One"', '"Two"')
    table = make_table(one_card(TYPED), other)
    study(table.lines("x", "", "", "3", ":end"), table.desk)
    assert "One. 1 question, 0 right." in table.said
    assert "Two. 1 question, 1 right." in table.said


def test_confusions_are_told_and_marked(make_table, shapes_deck) -> None:
    table = make_table(shapes_deck)
    heard = [":suspend", "1", ":end"]
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
