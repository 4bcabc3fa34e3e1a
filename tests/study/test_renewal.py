"""Sessions over decks that are written meanwhile."""

from quiz.study.renewal import renewed
from quiz.study.turn import Answered, Asked, Waiting


def reworded(tools, count: int = 4):
    """The cards of `one`, each with another prompt."""
    cards = "\n".join(
        f'[[card]]\nid = "c{index}"\nform = "typed"\nprompt = "Asked anew {index}?"\n'
        f'answer = "answer {index}"\n'
        for index in range(count)
    )
    return tools.read(f'id = "d"\ntitle = "Deck d"\n{cards}')


def test_a_session_goes_on_with_the_decks_as_they_are_now(one, tools) -> None:
    session = one.begin()
    one.ask_some(session, 1)
    one.right(session)
    assert isinstance(session.turn, Answered)
    one.library.put(reworded(tools))
    anew = renewed(one.desk, session, one.now)
    assert anew is not None
    assert anew.start.id == session.start.id
    assert isinstance(anew.turn, Asked)
    assert anew.turn.question.shape.prompt.startswith("Asked anew")
    assert anew.turn.number == 3


def test_a_question_that_is_open_is_not_changed(one) -> None:
    session = one.begin()
    assert renewed(one.desk, session, one.now) is None
    one.ask_some(session, 1)
    assert renewed(one.desk, session, one.now) is None


def test_a_wait_may_end_with_what_was_written_during_it(person, tools) -> None:
    one = person(tools.cards(1))
    session = one.begin()
    one.right(session)
    one.go_on(session)
    assert isinstance(session.turn, Waiting)
    one.library.put(tools.cards(2))
    anew = renewed(one.desk, session, one.now)
    assert tools.asked(anew).fact.key == "d/c1"


def test_time_that_was_given_goes_on_and_does_not_begin_anew(one) -> None:
    session = one.begin(minutes=0.2)
    one.right(session)
    left = session.minutes_left()
    assert 0 < left < 0.2
    assert renewed(one.desk, session, one.now).minutes_left() == left
    one.go_on(session)
    one.takes_ms = 60_000
    one.right(session)
    assert renewed(one.desk, session, one.now) is None


def test_without_its_decks_a_session_goes_on_as_it_was(one) -> None:
    session = one.begin("d")
    one.right(session)
    one.library.broken.add("d")
    assert renewed(one.desk, session, one.now) is None


def test_what_another_program_has_ended_is_not_gone_on_with(one) -> None:
    session = one.begin()
    one.right(session)
    one.again().end(one.now)
    assert renewed(one.desk, session, one.now) is None


def test_a_fact_that_was_renamed_meanwhile_takes_its_progress_along(one, tools) -> None:
    session = one.begin()
    one.right(session)
    renamed = tools.read(
        '[[card]]\nid = "other"\naliases = ["c0"]\nform = "typed"\nprompt = "Prompt 0?"\n'
        'answer = "answer 0"\n'
    )
    one.library.put(renamed)
    assert isinstance(renewed(one.desk, session, one.now).turn, Waiting)
    assert set(one.store.memories()) == {"d/other"}
