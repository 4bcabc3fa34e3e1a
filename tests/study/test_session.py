"""A session as its face sees it."""

import pytest

from quiz.errors import DataError
from quiz.review import Confidence, EventKind, Mode, Rating, State
from quiz.shapes import DontKnow, Picked, Revealed, Typed
from quiz.study.turn import Answered, Asked, Declaring, Doubted, Finished, Waiting

FLASHCARD = '[[card]]\nid="a"\nform="flashcard"\nprompt="P"\nanswer="A"\n'
NEAR = '[[card]]\nid="a"\nform="typed"\nprompt="P?"\nanswer="myelination"\n'


@pytest.fixture
def one(tools, person):
    return person(tools.cards(4))


@pytest.fixture
def confident(person):
    def made(*decks):
        return person(*decks, settings={"confidence": True})

    return made


def current(session):
    turn = session.turn
    return (turn if isinstance(turn, Asked) else turn.asked).fact.key


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
        assert one.go_on(session) is session.turn
        assert session.turn.number == 1

    def test_what_is_left_is_counted(self, one):
        session = one.begin()
        assert (session.counts.new, session.counts.learning, session.counts.due) == (4, 0, 0)
        one.right(session)
        assert (session.counts.new, session.counts.learning, session.counts.due) == (3, 1, 0)

    def test_only_what_the_turn_allows(self, one):
        session = one.begin()
        for call in (
            lambda: session.declare(Confidence.SURE, one.now),
            lambda: session.decide(meant=True, now=one.now),
            lambda: session.rerate(Rating.GOOD, one.now),
            lambda: session.reveal(one.now),
        ):
            with pytest.raises(ValueError, match="."):
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

    def test_where_the_log_fails_the_rating_stays(self, one):
        session = one.begin()
        turn = one.right(session)
        steps = dict(session._course.plan.steps)
        one.store.fail("rerate")
        with pytest.raises(DataError):
            session.rerate(Rating.EASY, one.now)
        assert session.turn is turn
        assert session._course.plan.steps == steps
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
        other.turn = other._course.ask("d/c0", one.now)
        one.wrong(other)
        with pytest.raises(ValueError, match="not the last"):
            session.rerate(Rating.EASY, one.now)
        assert session.turn is turn
        assert session._course.plan.steps["d/c0"] == one.store.memory("d/c0").due_at


class TestConfidence:
    def test_it_is_not_asked_unless_it_is_wanted(self, one):
        (review,) = one.right(one.begin()).reviews
        assert review.confidence is None

    def test_it_is_asked_before_anything_is_logged_or_told(self, tools, confident):
        one = confident(tools.cards(1))
        session = one.begin()
        turn = one.submit(session, Typed(("answer 0",)))
        assert turn == Declaring(turn.asked)
        assert list(one.store.reviews()) == []
        turn = session.declare(Confidence.UNSURE, one.now)
        assert (turn.rating, turn.reviews[0].confidence) == (Rating.HARD, Confidence.UNSURE)

    def test_a_right_guess_is_again_and_can_be_overruled(self, tools, confident):
        one = confident(tools.cards(1))
        session = one.begin()
        one.submit(session, Typed(("answer 0",)))
        turn = session.declare(Confidence.GUESS, one.now)
        assert (turn.rating, turn.verdict.correct) == (Rating.AGAIN, True)
        assert session.rerate(Rating.GOOD, one.now).rating is Rating.GOOD

    def test_sure_and_wrong_comes_back_within_a_day_of_being_learnt_again(self, tools, confident):
        one = confident(tools.cards(1))
        session = one.begin()
        one.submit(session, Typed(("quite wrong",)))
        turn = session.declare(Confidence.SURE, one.now)
        assert turn.previews[Rating.EASY].interval_days == 1
        for _ in range(2):
            one.now = one.go_on(session).until
            one.go_on(session)
            one.submit(session, Typed(("answer 0",)))
            turn = session.declare(Confidence.SURE, one.now)
        assert one.store.memory("d/c0").interval_days == 1
        assert turn.previews[turn.rating].interval_days == 1

    def test_who_does_not_know_is_not_asked_how_surely(self, tools, confident):
        one = confident(tools.cards(1))
        turn = one.dont_know(one.begin())
        assert (turn.rating, turn.reviews[0].confidence) == (Rating.AGAIN, None)

    def test_a_near_miss_is_spoken_of_only_after_it(self, tools, confident):
        one = confident(tools.read(NEAR))
        session = one.begin()
        one.submit(session, Typed(("myelinatoin",)))
        turn = session.declare(Confidence.SURE, one.now)
        assert isinstance(turn, Doubted)
        turn = session.decide(meant=True, now=one.now)
        assert (turn.rating, turn.reviews[0].confidence) == (Rating.HARD, Confidence.SURE)

    def test_in_a_reveal_it_is_asked_before_the_answer_is_seen(self, tools, confident):
        one = confident(tools.read(FLASHCARD))
        session = one.begin()
        asked = session.turn
        assert session.reveal(one.now) == Declaring(asked)
        revealed = session.declare(Confidence.GUESS, one.now)
        assert (revealed.revealed, revealed.question) == (True, asked.question)
        turn = one.submit(session, Revealed(Rating.EASY))
        assert isinstance(turn, Answered)
        assert (turn.rating, turn.reviews[0].confidence) == (Rating.AGAIN, Confidence.GUESS)
        assert turn.reviews[0].correct

    def test_a_face_that_reveals_by_itself_asks_it_afterwards(self, tools, confident):
        one = confident(tools.read(FLASHCARD))
        session = one.begin()
        assert isinstance(one.submit(session, Revealed(Rating.EASY)), Declaring)
        turn = session.declare(Confidence.UNSURE, one.now)
        assert (turn.rating, turn.reviews[0].confidence) == (Rating.EASY, Confidence.UNSURE)

    def test_undo_takes_the_question_back_from_before_it_was_asked(self, tools, confident):
        for text, response in ((FLASHCARD, None), (NEAR, Typed(("x",)))):
            one = confident(tools.read(text))
            session = one.begin()
            asked = session.turn
            if response is None:
                session.reveal(one.now)
            else:
                one.submit(session, response)
            assert session.undo(one.now) is asked

    def test_a_reveal_after_undone_typing_starts_clean(self, tools, confident):
        one = confident(tools.read(FLASHCARD))
        session = one.begin()
        one.submit(session, Revealed(Rating.GOOD))
        session.undo(one.now)
        session.reveal(one.now)
        assert session.declare(Confidence.SURE, one.now).revealed

    def test_where_the_log_fails_it_can_be_declared_again(self, tools, confident):
        one = confident(tools.cards(1))
        session = one.begin()
        one.submit(session, Typed(("answer 0",)))
        before = session.turn
        one.store.fail("record")
        with pytest.raises(DataError):
            session.declare(Confidence.SURE, one.now)
        assert session.turn is before
        turn = session.declare(Confidence.UNSURE, one.now)
        assert turn.reviews[0].confidence is Confidence.UNSURE


class TestNearMisses:
    @pytest.fixture
    def doubted(self, tools, person):
        one = person(tools.read(NEAR))
        session = one.begin()
        turn = one.submit(session, Typed(("myelinatoin",)))
        assert isinstance(turn, Doubted)
        assert (turn.near_miss.typed, turn.near_miss.wanted) == ("myelinatoin", "myelination")
        assert list(one.store.reviews()) == []
        return one, session

    def test_one_that_was_meant_is_hard(self, doubted):
        one, session = doubted
        turn = session.decide(meant=True, now=one.now)
        assert (turn.rating, turn.verdict.correct) == (Rating.HARD, True)
        assert '"meant":true' in turn.reviews[0].response

    def test_one_that_was_not_is_wrong(self, doubted):
        one, session = doubted
        turn = session.decide(meant=False, now=one.now)
        assert (turn.rating, turn.verdict.correct) == (Rating.AGAIN, False)

    def test_undo_lets_one_type_again(self, doubted):
        one, session = doubted
        assert isinstance(session.undo(one.now), Asked)
        assert one.right(session).rating is Rating.GOOD

    def test_where_the_log_fails_it_can_be_decided_again(self, doubted):
        one, session = doubted
        before = session.turn
        one.store.fail("record")
        with pytest.raises(DataError):
            session.decide(meant=False, now=one.now)
        assert session.turn is before
        assert session.decide(meant=True, now=one.now).rating is Rating.HARD


class TestUndo:
    def test_there_is_nothing_to_take_back_at_the_start(self, one):
        session = one.begin()
        assert not session.can_undo
        assert session.undo(one.now) is None
        assert isinstance(session.turn, Asked)

    def test_the_last_question_is_asked_again_as_it_was(self, one):
        session = one.begin()
        asked = session.turn
        one.right(session)
        again = session.undo(one.now)
        assert (again.fact, again.question.shape) == (asked.fact, asked.question.shape)
        assert (again.number, again.total, again.memory) == (1, asked.total, None)
        assert one.store.memories() == {}
        assert not session.can_undo

    def test_as_far_as_the_start_from_wherever_one_is(self, one):
        session = one.begin()
        keys = one.ask_some(session, 3)
        for key in reversed(keys):
            assert session.undo(one.now).fact.key == key
        assert session.undo(one.now) is None
        assert session.counts.new == 4
        assert session.minutes_left() is None

    def test_also_when_all_is_done(self, one):
        session = one.begin()
        one.through(session)
        assert isinstance(session.turn, Finished)
        last = list(one.store.reviews())[-1].fact
        assert session.undo(one.now).fact.key == last
        assert one.right(session).asked.number == 8
        one.go_on(session)
        assert isinstance(session.turn, Finished)

    def test_also_while_waiting(self, tools, person):
        one = person(tools.cards(1))
        session = one.begin()
        one.ask_some(session, 1)
        assert isinstance(session.turn, Waiting)
        assert session.undo(one.now).fact.key == "d/c0"

    def test_also_after_a_kill(self, one):
        keys = one.ask_some(one.begin(), 3)
        session = one.again()
        assert session.resumed
        for key in reversed(keys):
            assert session.undo(one.now).fact.key == key
        assert session.undo(one.now) is None

    def test_it_takes_another_rating_back_too(self, one):
        session = one.begin()
        one.right(session)
        session.rerate(Rating.EASY, one.now)
        session.undo(one.now)
        assert one.store.memory("d/c0") is None
        turn = one.wrong(session)
        assert turn.rating is Rating.AGAIN
        assert one.store.memory("d/c0").due_at == turn.previews[Rating.AGAIN].due_at

    def test_and_one_can_answer_otherwise(self, one):
        session = one.begin()
        one.right(session)
        session.undo(one.now)
        one.wrong(session)
        assert one.store.memory("d/c0").last_rating is Rating.AGAIN
        assert one.go_on(session).fact.key == "d/c1"
        assert [review.correct for review in one.store.reviews()] == [False]

    def test_what_did_not_count_is_taken_back_as_well(self, one):
        session, other = one.begin(), one.begin(seed=5)
        one.right(other)
        one.right(session)
        before = one.store.memory("d/c0")
        assert session.undo(one.now).fact.key == "d/c0"
        assert one.store.memory("d/c0") == before

    def test_a_question_that_left_its_deck_is_taken_back_and_the_next_asked(self, tools, person):
        one = person(tools.cards(2), tools.cards(2, "e"))
        session = one.begin()
        one.right(session)
        one.library.decks.pop("d")
        session = one.again()
        assert session.undo(one.now).fact.key == "e/c0"
        assert not session.can_undo

    def test_two_windows_of_one_session_do_not_take_back_twice(self, one):
        one.ask_some(one.begin(), 2)
        here, there = one.again(), one.again()
        assert there.undo(one.now).fact.key == "d/c1"
        assert here.undo(one.now).fact.key == "d/c1"
        assert len(list(one.store.reviews())) == 1

    @pytest.mark.parametrize("name", ["undo", "memories", "standing", "reviews", "first_answers"])
    def test_where_the_log_fails_trying_again_takes_back_one_answer(self, one, name):
        session = one.begin()
        one.ask_some(session, 2)
        before = session.turn
        one.store.fail(name)
        with pytest.raises(DataError):
            session.undo(one.now)
        assert session.turn is before
        assert session.undo(one.now).fact.key == "d/c1"
        assert len(list(one.store.reviews())) == 1
        assert session.undo(one.now).fact.key == "d/c0"


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
        one.desk.resume("d/c0", one.now)
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
        assert one.desk.card("d/c0", one.now).flag == "odd"
        assert session.unflag(one.now).flag is None
        assert one.desk.card("d/c0", one.now).flag is None

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


class TestStartingAfresh:
    @pytest.fixture
    def known(self, one):
        one.learn()
        one.next_day(40)
        return one, one.begin()

    def test_an_open_question_is_asked_as_new(self, known):
        one, session = known
        key = current(session)
        turn = session.start_afresh(one.now)
        assert (turn.fact.key, turn.memory) == (key, None)
        assert one.store.memory(key) is None
        assert one.right(session).asked.memory is None
        assert one.store.memory(key).reviews == 1
        assert len(one.desk.history(key)) == 3

    def test_one_on_its_way_is_asked_as_new(self, tools, confident):
        one = confident(tools.cards(1))
        session = one.begin()
        one.submit(session, Typed(("x",)))
        assert isinstance(session.start_afresh(one.now), Asked)

    def test_one_that_was_answered_comes_again_as_the_last_new_one(self, tools, person):
        one = person(tools.cards(4), limits=(3, 9))
        one.learn()
        one.next_day(40)
        session = one.begin()
        key = current(session)
        one.right(session)
        turn = session.start_afresh(one.now)
        assert (turn.ratings, turn.asked.fact.key) == ((), key)
        assert one.store.memory(key) is None
        one.go_on(session)
        rest = one.ask_some(session, 4)
        assert rest[-2:] == ["d/c3", key]

    def test_in_a_drill_it_is_left_for_another_day(self, one):
        one.learn()
        session = one.begin(mode=Mode.DRILL)
        key = current(session)
        one.right(session)
        session.start_afresh(one.now)
        one.go_on(session)
        assert key not in one.through(session)


class TestResuming:
    def test_after_a_kill_the_next_question_is_the_one_that_was_open(self, tools, person):
        one = person(tools.cards(30, form="choice"))
        session = one.begin()
        for _ in range(6):
            again = one.again()
            assert again.turn.question.shape == session.turn.question.shape
            assert (again.turn.number, again.turn.fact) == (session.turn.number, session.turn.fact)
            one.right(session)
            one.go_on(session)

    def test_misses_still_wait(self, one):
        session = one.begin()
        one.wrong(session)
        again = one.again()
        assert again.counts.learning == 1
        assert again.turn.fact.key == "d/c1"

    def test_a_miss_comes_no_sooner_for_it(self, tools, person):
        one = person(tools.cards(9), settings={"learning_steps": (1,)})
        one.wrong(one.begin())
        one.ask_some(one.again(), 2)
        assert one.ask_some(one.again(), 4).index("d/c0") == 3

    def test_one_left_open_yesterday_does_not_go_on(self, one):
        one.ask_some(one.begin(), 1)
        one.next_day()
        session = one.again()
        assert not session.resumed
        assert not session.can_undo
        assert session.turn.number == 1

    def test_one_that_was_closed_does_not_either(self, one):
        session = one.begin()
        one.ask_some(session, 1)
        session.end(one.now)
        assert not one.again().resumed

    def test_what_its_deck_has_lost_is_dropped(self, tools, one):
        one.ask_some(one.begin(), 1)
        one.library.put(tools.cards(2))
        session = one.again()
        assert session.resumed
        assert session.turn.number == 2
        assert set(one.through(session)) == {"d/c0", "d/c1"}

    def test_what_its_author_changed_is_asked_again_once(self, tools, person):
        one = person(tools.read(FLASHCARD), settings={"learning_steps": ()})
        session = one.begin()
        one.right(session)
        one.library.put(tools.read(FLASHCARD.replace('"A"', '"B"')))
        session = one.again()
        assert session.turn.fact.key == "d/a"
        assert session.turn.changed_from == "A"
        one.right(session)
        assert isinstance(one.go_on(session), Finished)
        session = one.again()
        assert session.resumed
        assert isinstance(session.turn, Finished)

    def test_a_mended_prompt_changes_nothing(self, tools, person):
        one = person(tools.read(FLASHCARD), settings={"learning_steps": ()})
        one.right(one.begin())
        one.library.put(tools.read(FLASHCARD.replace('"P"', '"Q"')))
        assert isinstance(one.again().turn, Finished)

    def test_a_fact_that_returns_brings_its_history(self, tools, one):
        one.learn()
        known = one.store.memory("d/c3")
        one.library.put(tools.cards(3))
        assert one.desk.overview(one.now).decks[0].facts == 3
        one.library.put(tools.cards(4))
        assert one.desk.card("d/c3", one.now).memory == known


class TestRevisions:
    RAISED = FLASHCARD + "revision = 2\n"

    def test_a_raised_one_is_due_now_as_if_it_were_new(self, tools, person):
        one = person(tools.read(FLASHCARD))
        one.learn()
        one.library.put(tools.read(self.RAISED))
        session = one.begin()
        assert session.turn.memory is None
        assert session.counts.due == 1
        one.right(session)
        memory = one.store.memory("d/a")
        assert (memory.revision, memory.reviews, memory.state) == (2, 1, State.LEARNING)
        assert len(one.desk.history("d/a")) == 3


def test_where_the_log_fails_nothing_is_half_done(one):
    session = one.begin()
    before, plan = session.turn, list(session._course.plan.new)
    for name in ("note", "new_id", "record"):
        one.store.fail(name)
        with pytest.raises(DataError):
            one.right(session)
        assert session.turn is before
        assert list(session._course.plan.new) == plan
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


def test_after_the_end_what_was_answered_can_still_be_taken_back(one):
    session = one.begin()
    one.ask_some(session, 2)
    session.end(one.now)
    assert session.undo(one.now).fact.key == "d/c1"
    one.right(session)
    assert len(list(one.store.events(EventKind.SESSION_STARTED))) == 1
