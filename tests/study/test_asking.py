"""From a fact to the question that is shown."""

import pytest

from quiz.review import Confidence, Mode, Rating
from quiz.shapes import Pick
from quiz.study.asking import unmoved
from quiz.study.settings import NO_CONTRAST
from quiz.study.turn import Declaring, Preview

BOTH = '[[card]]\nid="a"\nform="flashcard"\nprompt="P"\nanswer="A"\n'

ALONE = {"contrast": NO_CONTRAST}


@pytest.fixture
def revealing(tools, person):
    return person(tools.read(BOTH))


def test_a_question_says_where_it_stands(tools, person):
    one = person(tools.cards(3))
    asked = tools.asked(one.begin())
    assert (asked.fact.key, asked.deck_title) == ("d/c0", "Deck d")
    assert (asked.number, asked.total) == (1, 6)
    assert (asked.memory, asked.shown_at) == (None, one.now)
    assert (asked.leech, asked.flag, asked.changed_from) == (False, None, None)


def test_the_total_counts_a_new_fact_once_a_step(tools, person):
    totals = [
        tools.asked(person(tools.cards(3), settings={"learning_steps": steps}).begin()).total
        for steps in ((), (60,), (60, 600), (60, 600, 1200))
    ]
    assert totals == [3, 3, 6, 9]


def test_options_are_shuffled_by_seed_fact_and_times_asked(tools, person):
    def options(seed):
        one = person(tools.cards(1, form="choice"), seed=seed)
        session = one.begin()
        shapes = [tools.asked(session).question.shape.options]
        one.right(session)
        one.now = one.go_on(session).until
        shapes.append(one.go_on(session).question.shape.options)
        return shapes

    assert options(1) == options(1)
    assert len({tuple(options(seed)[0]) for seed in range(9)}) > 1
    assert len({tuple(options(seed)[0]) == tuple(options(seed)[1]) for seed in range(9)}) == 2


def test_wordings_of_a_cell_take_turns(tools, person):
    one = person(tools.table(1, 2), settings=ALONE)
    session = one.begin()
    first = tools.asked(session)
    one.ask_some(session, 2)
    one.now = session.turn.until
    again = one.go_on(session)
    assert again.fact == first.fact
    assert again.question.shape.prompt != first.question.shape.prompt


def test_a_cell_is_asked_in_the_form_its_memory_is_ready_for(tools, person):
    one = person(tools.table(2, 2), settings=ALONE)
    one.learn()
    forms = {asked.form for asked in one.store.reviews()}
    assert forms == {"choice", "true-false"}
    first = person(tools.table(2, 2), settings=ALONE).begin()
    assert isinstance(tools.asked(first).question.shape, Pick)
    for days in (2, 5, 9, 30, 90):
        one.next_day(days)
        session = one.begin()
        one.through(session)
        session.end(one.now)
    assert {"typed", "reverse"} <= {asked.form for asked in one.store.reviews()}


def test_only_what_is_revealed_brings_its_answer_along(tools, person, revealing):
    asked = tools.asked(person(tools.cards(1)).begin())
    assert asked.previews is asked.explanation is None
    asked = tools.asked(revealing.begin())
    assert asked.explanation.answer == "A"
    assert set(asked.previews) == set(Rating)


def test_a_flag_and_a_leech_are_shown(tools, person):
    one = person(tools.cards(1), settings={"leech_lapses": 1, "relearning_steps": ()})
    one.learn()
    one.desk.facts.flag("d/c0", "hard", one.now)
    one.next_day(9)
    session = one.begin()
    assert tools.asked(session).flag == "hard"
    assert not tools.asked(session).leech
    assert one.wrong(session).became_leech
    session.end(one.now)
    one.next_day(9)
    assert tools.asked(one.begin()).leech


def test_a_changed_answer_is_shown_as_it_was(tools, person):
    one = person(tools.read(BOTH))
    one.learn()
    one.library.put(tools.read(BOTH.replace('"A"', '"B"')))
    one.next_day(9)
    session = one.begin()
    assert tools.asked(session).changed_from == "A"
    one.right(session)
    session.end(one.now)
    one.next_day(30)
    assert tools.asked(one.begin()).changed_from is None


def test_a_changed_answer_of_a_new_revision_is_no_change(tools, person):
    one = person(tools.read(BOTH))
    one.learn()
    one.library.put(tools.read(BOTH.replace('"A"', '"B"') + "revision = 2"))
    asked = tools.asked(one.begin())
    assert (asked.changed_from, asked.memory) == (None, None)


class TestPreviews:
    def test_those_of_a_reveal_are_what_happens(self, tools, revealing):
        for rating in Rating:
            one = tools.Person(revealing.library)
            session = one.begin()
            shown = tools.asked(session).previews[rating]
            turn = one.submit(session, tools.Revealed(rating))
            memory = one.store.memory("d/a")
            assert memory.interval_days == shown.interval_days == turn.reviews[0].interval_days
            if memory.interval_days >= 1:
                assert memory.due_at == shown.due_at
            else:
                assert memory.due_at == shown.due_at + 10_000  # it counts from the answer

    def test_a_reveal_that_was_told_of_fixes_them_to_the_millisecond(self, tools, revealing):
        session = revealing.begin()
        revealing.pass_time(seconds=20)
        revealed = session.reveal(revealing.now)
        assert revealed.revealed
        assert session.reveal(revealing.now) is revealed
        turn = revealing.submit(session, tools.Revealed(Rating.AGAIN))
        memory = revealing.store.memory("d/a")
        assert memory.due_at == revealed.previews[Rating.AGAIN].due_at == turn.reviews[0].due_at
        assert turn.reviews[0].at == tools.ms(revealing.now) - 10_000

    def test_even_when_the_day_turns_before_it_is_graded(self, tools, revealing):
        revealing.now = revealing.now.replace(hour=3, minute=59)
        session = revealing.begin()
        revealed = session.reveal(revealing.now)
        revealing.pass_time(minutes=5)
        turn = revealing.submit(session, tools.Revealed(Rating.EASY))
        memory = revealing.store.memory("d/a")
        assert memory.due_at == revealed.previews[Rating.EASY].due_at
        assert memory.last_study_day == turn.reviews[0].study_day
        assert turn.reviews[0].study_day == tools.DAY.replace(day=1)
        before = revealing.store.memories()
        revealing.store.rebuild()
        assert revealing.store.memories() == before

    def test_one_that_was_not_told_of_is_worked_out_anew_then(self, tools, revealing):
        revealing.now = revealing.now.replace(hour=3, minute=59)
        session = revealing.begin()
        revealing.pass_time(minutes=5)
        turn = revealing.submit(session, tools.Revealed(Rating.EASY))
        assert turn.reviews[0].study_day == tools.DAY
        assert revealing.store.memory("d/a").due_at == turn.previews[Rating.EASY].due_at

    @pytest.mark.parametrize("confidence", Confidence)
    @pytest.mark.parametrize("own", Rating)
    def test_they_heed_how_sure_one_was(self, tools, person, confidence, own):
        one = person(tools.read(BOTH), settings={"confidence": True, "relearning_steps": ()})
        session = one.begin()
        assert isinstance(session.reveal(one.now), Declaring)
        shown = session.declare(confidence, one.now).previews[own]
        one.submit(session, tools.Revealed(own))
        memory = one.store.memory("d/a")
        assert (memory.interval_days, memory.due_at) == (shown.interval_days, shown.due_at)
        again = own is Rating.AGAIN or confidence is Confidence.GUESS
        assert memory.last_rating is (Rating.AGAIN if again else own)

    def test_sure_and_wrong_is_at_most_a_day(self, tools, person):
        one = person(tools.read(BOTH), settings={"confidence": True, "relearning_steps": ()})
        session = one.begin()
        session.reveal(one.now)
        session.declare(Confidence.UNSURE, one.now)
        one.submit(session, tools.Revealed(Rating.EASY))
        session.end(one.now)
        one.next_day(200)
        session = one.begin()
        session.reveal(one.now)
        revealed = session.declare(Confidence.SURE, one.now)
        assert revealed.previews[Rating.AGAIN].interval_days == 1
        assert revealed.previews[Rating.HARD].interval_days > 1

    def test_a_drill_that_does_not_count_shows_none(self, tools, revealing):
        revealing.learn()
        session = revealing.begin(mode=Mode.DRILL)
        assert tools.asked(session).previews is None
        assert session.reveal(revealing.now).previews is None

    def test_what_stays_where_it_is_shows_where(self, tools):
        memory = tools.memory(due_at=5, interval_days=3.0)
        assert unmoved(memory, 9) == dict.fromkeys(Rating, Preview(3.0, 5))
        assert unmoved(None, 9) == dict.fromkeys(Rating, Preview(0.0, 9))


def test_a_drill_words_its_questions_in_turn(tools, person):
    one = person(tools.table(1, 2), settings=ALONE)
    one.learn()
    prompts = []
    for _ in range(3):
        session = one.begin(mode=Mode.DRILL)
        keys = {}
        while not isinstance(session.turn, tools.Finished):
            asked = tools.asked(session)
            keys[asked.fact.key] = asked.question.shape.prompt
            one.right(session)
            one.go_on(session)
        prompts.append(keys["t/m/f0/s0"])
        session.end(one.now)
    assert prompts[0] != prompts[1] != prompts[2]
