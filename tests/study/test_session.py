"""A session as its face sees it."""

import pytest

from quiz.errors import DataError
from quiz.facts import deck_of
from quiz.review import Confidence, EventKind, Rating
from quiz.shapes import DontKnow, Picked, Typed
from quiz.study.turn import Answered, Declaring

FLASHCARD = '[[card]]\nid="a"\nform="flashcard"\nprompt="P"\nanswer="A"\n'


class TestAnswering:
    def test_an_answer_is_in_the_log_before_its_verdict_shows(self, one, tools):
        session = one.begin()
        turn = one.right(session)
        assert session.turn is turn
        (review,) = one.store.reviews()
        assert turn.reviews == (review,)
        assert turn.verdict.correct
        assert (turn.rating, turn.counted, turn.became_leech) == (Rating.GOOD, True, False)
        assert turn.ratings == tuple(Rating)
        assert turn.explanation.answer == "answer 0"

    def test_the_interval_shown_for_the_rating_is_what_happens(self, one):
        turn = one.right(one.begin())
        memory = one.store.memory("d/c0")
        assert memory.due_at == turn.previews[Rating.GOOD].due_at
        assert memory.interval_days == turn.previews[Rating.GOOD].interval_days

    def test_a_response_that_does_not_fit_changes_nothing(self, one):
        session = one.begin()
        before = session.turn
        with pytest.raises(ValueError, match=r"typing|blank"):
            one.submit(session, Picked((0,)))
        assert session.turn is before
        assert list(one.store.reviews()) == []

    def test_going_on_asks_the_next(self, one):
        session = one.begin()
        one.right(session)
        turn = one.go_on(session)
        assert (turn.fact.key, turn.number) == ("d/c1", 2)

    def test_going_on_without_an_answer_stays(self, one):
        session = one.begin()
        asked = session.turn
        assert one.go_on(session) is session.turn is asked

    def test_what_is_left_is_counted(self, one):
        session = one.begin()
        assert (session.counts.new, session.counts.learning, session.counts.due) == (4, 0, 0)
        one.right(session)
        assert (session.counts.new, session.counts.learning, session.counts.due) == (3, 1, 0)

    def test_only_what_the_turn_allows(self, one):
        session = one.begin()
        for call, why in (
            (lambda: session.declare(Confidence.SURE, one.now), "nobody asked how sure"),
            (lambda: session.decide(meant=True, now=one.now), "no near miss"),
            (lambda: session.rerate(Rating.GOOD, one.now), "good cannot be given"),
            (lambda: session.reveal(one.now), "nothing to reveal"),
        ):
            with pytest.raises(ValueError, match=why):
                call()
        one.right(session)
        for call in (
            lambda: session.submit(DontKnow(), one.now, 1),
            lambda: session.reveal(one.now),
        ):
            with pytest.raises(ValueError, match="no question is open"):
                call()


class TestOverruling:
    def test_another_rating_is_appended_with_the_interval_shown_for_it(self, one):
        session = one.begin()
        turn = one.right(session)
        easy = session.rerate(Rating.EASY, one.now)
        assert (easy.rating, easy.reviews[0].rating) == (Rating.EASY, Rating.EASY)
        assert easy.reviews[0].proposed_rating is Rating.GOOD
        assert one.store.memory("d/c0").due_at == turn.previews[Rating.EASY].due_at
        (event,) = one.store.events(EventKind.RERATED)
        assert event.target == turn.reviews[0].id

    def test_the_same_rating_appends_nothing(self, one):
        session = one.begin()
        turn = one.right(session)
        assert session.rerate(Rating.GOOD, one.now) is turn
        assert list(one.store.events(EventKind.RERATED)) == []

    def test_until_one_goes_on_as_often_as_one_likes(self, one):
        session = one.begin()
        one.right(session)
        for rating in (Rating.AGAIN, Rating.EASY, Rating.HARD, Rating.GOOD):
            shown = session.rerate(rating, one.now).previews[rating]
            assert one.store.memory("d/c0").due_at == shown.due_at
        one.go_on(session)
        with pytest.raises(ValueError, match="cannot be given"):
            session.rerate(Rating.EASY, one.now)

    def test_a_choice_is_never_easy(self, tools, person):
        one = person(tools.cards(1, form="choice"))
        session = one.begin()
        one.right(session)
        with pytest.raises(ValueError, match="easy cannot be given"):
            session.rerate(Rating.EASY, one.now)

    def test_the_fact_waits_for_the_step_of_its_new_rating_or_for_none(self, one):
        session = one.begin()
        one.right(session)
        session.rerate(Rating.AGAIN, one.now)
        assert session.counts.learning == 1
        session.rerate(Rating.EASY, one.now)
        assert session.counts.learning == 0

    def test_it_asks_nothing_so_a_miss_comes_no_sooner(self, tools, person):
        one = person(tools.cards(9), settings={"learning_steps": (1,)})
        session = one.begin()
        one.wrong(session)
        for rating in (Rating.GOOD, Rating.HARD, Rating.AGAIN):
            session.rerate(rating, one.now)
        one.go_on(session)
        assert one.ask_some(session, 7).index("d/c0") == 5

    def test_what_becomes_a_leech_is_told_anew(self, tools, person):
        one = person(tools.cards(1), settings={"leech_lapses": 1})
        one.learn()
        one.next_day(40)
        session = one.begin()
        assert one.wrong(session).became_leech
        assert not session.rerate(Rating.GOOD, one.now).became_leech
        assert session.rerate(Rating.AGAIN, one.now).became_leech
        session.end(one.now)
        one.next_day(40)
        session = one.begin()
        one.right(session)
        one.next_day(40)
        assert one.go_on(session).leech
        assert not one.wrong(session).became_leech

    def test_where_the_log_fails_the_rating_stays(self, one):
        session = one.begin()
        turn = one.right(session)
        steps = dict(session._course.route.plan.steps)
        one.store.fail("rerate")
        with pytest.raises(DataError):
            session.rerate(Rating.EASY, one.now)
        assert session.turn is turn
        assert session._course.route.plan.steps == steps
        assert session.rerate(Rating.EASY, one.now).rating is Rating.EASY

    def test_an_answer_that_did_not_count_cannot_be_overruled(self, one):
        session, other = one.begin(), one.begin(seed=5)
        one.right(other)
        turn = one.right(session)
        assert (turn.counted, turn.ratings) == (False, ())
        memory = one.store.memory("d/c0")
        assert {preview.due_at for preview in turn.previews.values()} == {memory.due_at}
        with pytest.raises(ValueError, match="cannot be given"):
            session.rerate(Rating.AGAIN, one.now)

    def test_nor_one_that_another_window_has_answered_since(self, one):
        session = one.begin()
        turn = one.right(session)
        other = one.begin(seed=5)
        one.now = turn.asked.shown_at.replace(hour=14)
        other.advance(one.now)
        other.turn = other._course.route.ask("d/c0", one.now)
        one.wrong(other)
        with pytest.raises(ValueError, match="not the last"):
            session.rerate(Rating.EASY, one.now)
        assert session.turn is turn
        assert session._course.route.plan.steps["d/c0"] == one.store.memory("d/c0").due_at


class TestPuttingAway:
    @pytest.mark.parametrize("answered", [False, True])
    def test_burying_puts_it_off_until_tomorrow(self, one, answered):
        session = one.begin()
        if answered:
            one.right(session)
        assert session.bury(one.now).fact.key == "d/c1"
        assert "d/c0" not in one.through(session)
        assert session.turn.new_left == (0 if answered else 1)
        one.next_day()
        assert "d/c0" in one.through(one.again())

    def test_suspending_puts_it_away_until_it_is_resumed(self, one):
        session = one.begin()
        assert session.suspend(one.now).fact.key == "d/c1"
        one.next_day()
        assert "d/c0" not in one.through(one.again())
        one.desk.facts.resume("d/c0", one.now)
        assert "d/c0" in one.through(one.again())

    def test_another_new_one_takes_its_place(self, tools, person):
        one = person(tools.cards(9), limits=(2, 9))
        session = one.begin()
        session.suspend(one.now)
        assert one.ask_some(session, 2) == ["d/c1", "d/c2"]

    def test_it_is_not_counted_as_an_answer(self, one):
        session = one.begin()
        session.bury(one.now)
        assert not session.can_undo
        assert list(one.store.reviews()) == []

    @pytest.mark.parametrize("verb", ["bury", "suspend", "unflag", "start_afresh"])
    def test_there_has_to_be_a_fact_on_screen(self, person, verb):
        nobody = person()
        with pytest.raises(ValueError, match="no fact is on screen"):
            getattr(nobody.begin(), verb)(nobody.now)

    def test_where_the_log_fails_it_is_still_there(self, one):
        session = one.begin()
        before = session.turn
        one.store.fail("note")
        with pytest.raises(DataError):
            session.bury(one.now)
        assert session.turn is before
        assert session.bury(one.now).fact.key == "d/c1"


class TestFlags:
    def test_a_flag_stays_on_screen_and_in_the_log(self, one):
        session = one.begin()
        assert session.flag("odd", one.now).flag == "odd"
        assert one.desk.facts.card("d/c0", one.now).flag == "odd"
        assert session.unflag(one.now).flag is None
        assert one.desk.facts.card("d/c0", one.now).flag is None

    def test_also_on_a_verdict(self, one):
        session = one.begin()
        one.right(session)
        turn = session.flag("odd", one.now)
        assert isinstance(turn, Answered)
        assert turn.asked.flag == "odd"
        assert session.unflag(one.now).asked.flag is None

    def test_also_between_answer_and_verdict(self, tools, confident):
        one = confident(tools.cards(1))
        session = one.begin()
        one.submit(session, Typed(("x",)))
        turn = session.flag("odd", one.now)
        assert isinstance(turn, Declaring)
        assert turn.asked.flag == "odd"
        assert session.declare(Confidence.SURE, one.now).asked.flag == "odd"

    def test_a_revealed_answer_stays_revealed(self, tools, person):
        one = person(tools.read(FLASHCARD))
        session = one.begin()
        shown = session.reveal(one.now).previews
        flagged = session.flag("odd", one.now)
        assert (flagged.revealed, flagged.previews) == (True, shown)


def test_where_the_log_fails_nothing_is_half_done(one):
    session = one.begin()
    before, plan = session.turn, list(session._course.route.plan.new)
    for name in ("note", "new_id", "record"):
        one.store.fail(name)
        with pytest.raises(DataError):
            one.right(session)
        assert session.turn is before
        assert list(session._course.route.plan.new) == plan
        assert not session.can_undo
    assert isinstance(one.right(session), Answered)
    assert len(list(one.store.events(EventKind.SESSION_STARTED))) == 1


def test_where_going_on_fails_the_verdict_stays(one):
    session = one.begin()
    before = one.right(session)
    one.store.fail("memory")
    with pytest.raises(DataError):
        one.go_on(session)
    assert session.turn is before
    assert one.go_on(session).fact.key == "d/c1"


def test_looking_ahead_changes_nothing_of_what_is_asked_and_logged(tools, person):
    def told(look_ahead):
        learner = person(tools.table(4, 3), tools.cards(3, form="choice"))
        learner.learn()
        learner.next_day(300)
        session = learner.begin()
        learner.store.calls.clear()

        def answer(turn):
            shown.append((turn.fact.key, turn.question.form, turn.question.shape, turn.total))
            if look_ahead:
                before = list(learner.store.calls)
                session.look_ahead()
                assert session.turn is turn
                assert learner.store.calls == before
            return learner.rightly(turn) if len(shown) % 3 else DontKnow()

        shown = []
        learner.through(session, answer)
        return shown, [(one.fact, one.rating, one.due_at) for one in learner.store.reviews()]

    assert told(look_ahead=True) == told(look_ahead=False)


def test_a_look_ahead_has_seen_the_deck_of_what_is_next(tools, person):
    learner = person(*(tools.table(1, 2, f"t{number}") for number in range(9)))
    learner.learn()
    learner.next_day(300)
    session = learner.begin()
    looked_at = session._course.route.asker._rivals
    seen = {deck_of(tools.asked(session).fact.key)}

    def answer(turn):
        assert deck_of(turn.fact.key) in seen
        session.look_ahead()
        seen.update(map(deck_of, looked_at))
        return learner.rightly(turn)

    assert len(learner.through(session, answer)) == 18


def test_a_look_ahead_that_fails_says_nothing_before_its_time(tools, person):
    learner = person(tools.table(2, 2))
    learner.learn()
    session = learner.desk.drills.begin(None, learner.now)
    before = session.turn
    learner.store.fail("reviews")
    session.look_ahead()
    assert not learner.store.failing
    assert session.turn is before
