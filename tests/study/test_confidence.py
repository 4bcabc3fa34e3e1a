"""What is asked between an answer and its verdict: how sure one was, and what was meant."""

import pytest

from quiz.errors import DataError
from quiz.review import Confidence, Rating
from quiz.shapes import Revealed, Typed
from quiz.study.turn import Answered, Asked, Declaring, Doubted

FLASHCARD = '[[card]]\nid="a"\nform="flashcard"\nprompt="P"\nanswer="A"\n'
NEAR = '[[card]]\nid="a"\nform="typed"\nprompt="P?"\nanswer="myelination"\n'


class TestConfidence:
    def test_it_is_not_asked_unless_it_is_wanted(self, one):
        (review,) = one.right(one.begin()).reviews
        assert review.confidence is None

    def test_it_is_asked_before_anything_is_logged_or_told(self, tools, confident):
        one = confident(tools.cards(1))
        session = one.begin()
        turn = one.submit(session, Typed(("answer 0",)))
        assert turn == Declaring(turn.asked)
        assert one.go_on(session) is turn
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
        assert one.go_on(session) is turn
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
