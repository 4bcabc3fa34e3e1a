"""The way through a session: its order, its days and its end."""

from datetime import UTC, datetime, timedelta

from quiz.review import EventKind, Mode, Rating, State
from quiz.study.settings import NO_CONTRAST, Limits
from quiz.study.turn import Asked, Ending, Finished, Waiting

ALONE = {"contrast": NO_CONTRAST}


class TestOrder:
    def test_new_facts_come_in_the_authors_order_deck_by_deck(self, tools, person):
        one = person(tools.cards(3, "b"), tools.cards(2, "a"))
        assert one.ask_some(one.begin(), 5) == ["b/c0", "b/c1", "b/c2", "a/c0", "a/c1"]

    def test_due_facts_come_weakest_first_and_before_new_ones(self, tools, person):
        one = person(tools.cards(6), limits=(5, 50))
        first = one.begin()
        for key, rating in zip("01234", (3, 4, 2, 3, 4), strict=True):
            assert tools.asked(first).fact.key == f"d/c{key}"
            one.right(first)
            first.rerate(Rating(rating), one.now)
            one.go_on(first)
        one.through(first)
        first.end(one.now)
        one.next_day(60)
        chances = {card.fact.key: card.retrievability for card in one.desk.browse(one.now)}
        asked = one.ask_some(one.begin(), 6)
        assert asked[5] == "d/c5"
        known = [chances[key] for key in asked[:5]]
        assert known == sorted(known)

    def test_a_miss_comes_back_at_its_step_after_five_others(self, tools, person):
        one = person(tools.cards(9), settings={"learning_steps": (1,)})
        session = one.begin()
        one.wrong(session)
        one.go_on(session)
        assert one.ask_some(session, 7).index("d/c0") == 5

    def test_both_ways_of_a_card_keep_apart(self, tools, person):
        both = '[[card]]\nid="x"\nform="flashcard"\nprompt="P"\nanswer="A"\nboth_ways=true\n'
        more = "".join(
            f'[[card]]\nid="c{n}"\nform="typed"\nprompt="{n}?"\nanswer="{n}"\n' for n in range(6)
        )
        one = person(tools.read(both + more))
        asked = one.ask_some(one.begin(), 8)
        assert asked.index("d/x/reverse") - asked.index("d/x") == 5

    def test_cells_of_one_subject_keep_apart(self, tools, person):
        one = person(tools.table(4, 6), limits=(99, 99), settings=ALONE)
        one.learn()
        one.next_day(30)
        subjects = [key[-1] for key in one.ask_some(one.begin(), 12, right=True)]
        for index, subject in enumerate(subjects):
            assert subject not in subjects[max(0, index - 4) : index]


class TestWaiting:
    def test_a_countdown_when_only_steps_are_left(self, tools, person):
        one = person(tools.cards(2))
        session = one.begin()
        one.ask_some(session, 2)
        waiting = session.turn
        assert isinstance(waiting, Waiting)
        assert waiting.facts == 2
        assert waiting.until == one.now - timedelta(seconds=10) + timedelta(minutes=10)
        assert session.advance(waiting.until - timedelta(seconds=1)) == waiting
        assert isinstance(session.advance(waiting.until), Asked)

    def test_an_overdue_step_carries_over_to_the_next_day(self, tools, person):
        one = person(tools.cards(1))
        session = one.begin()
        one.wrong(session)
        one.next_day()
        asked = tools.asked(one.again())
        assert (asked.fact.key, asked.memory.state) == ("d/c0", State.LEARNING)


class TestLimits:
    def test_they_hold_over_the_sessions_of_a_day(self, tools, person):
        one = person(tools.cards(9), limits=(3, 50))
        assert one.ask_some(one.begin(), 2) == ["d/c0", "d/c1"]
        session = one.again(seed=99)
        assert not session.resumed
        assert session.counts.new == 1
        one.next_day()
        assert one.again().counts.new == 3

    def test_reviews_that_are_held_back_are_told(self, tools, person):
        one = person(tools.cards(4), limits=(4, 50), settings={"learning_steps": ()})
        one.learn()
        one.next_day(40)
        one.settings = one.settings.__class__(limits=Limits(4, 3))
        session = one.again()
        assert len(one.through(session)) == 3
        assert session.turn.ending is Ending.DONE
        assert session.turn.held_back == 1
        assert session.turn.due_now == 0
        tomorrow = one.now.replace(day=one.now.day + 1, hour=4, minute=0, second=0, microsecond=0)
        assert session.turn.next_due == tomorrow

    def test_undo_gives_back_what_it_took(self, tools, person):
        one = person(tools.cards(9), limits=(2, 50))
        session = one.begin()
        one.ask_some(session, 2)
        assert session.counts.new == 0
        session.undo(one.now)
        assert session.counts.new == 1
        session.undo(one.now)
        assert session.counts.new == 2


class TestDays:
    def test_a_session_left_running_overnight_plans_for_the_new_day(self, tools, person):
        one = person(tools.cards(5), limits=(2, 50))
        session = one.begin()
        one.right(session)
        one.go_on(session)
        one.right(session)
        one.next_day(10)
        assert one.go_on(session).number == 3
        assert set(one.through(session)) == {"d/c0", "d/c1", "d/c2", "d/c3"}

    def test_what_was_buried_comes_back_with_it(self, tools, person):
        one = person(tools.cards(2))
        session = one.begin()
        session.bury(one.now)
        one.right(session)
        one.next_day()
        assert session.counts.new == 0
        assert one.go_on(session).fact.key == "d/c0"

    def test_study_days_follow_the_clock_on_the_wall(self, tools, person):
        from zoneinfo import ZoneInfo

        one = person(tools.cards(1), zone=ZoneInfo("Pacific/Auckland"))
        one.now = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)  # half past three in the night there
        session = one.begin()
        review = one.right(session).reviews[0]
        assert review.study_day.isoformat() == "2026-03-02"
        session.bury(one.now)
        assert one.store.standing().buried["d/c0"].isoformat() == "2026-03-03"


class TestTheEnd:
    def test_nothing_due_says_when_the_next_is(self, tools, person):
        one = person(tools.cards(1))
        one.learn()
        finished = one.begin().turn
        assert finished.ending is Ending.NOTHING_DUE
        assert (finished.questions, finished.due_now, finished.new_left) == (0, 0, 0)
        assert tools.ms(finished.next_due) == one.store.memory("d/c0").due_at

    def test_without_decks_there_is_nothing(self, person):
        finished = person().begin().turn
        assert finished.ending is Ending.NOTHING_DUE
        assert finished.next_due is None

    def test_what_was_done_is_told(self, tools, person):
        one = person(tools.cards(1), tools.table(1, 3, "t"), settings=ALONE)
        session = one.begin()
        one.wrong(session)
        one.go_on(session)
        one.wrong(session)
        one.go_on(session)
        one.through(session)
        finished = session.turn
        assert finished.ending is Ending.DONE
        assert (finished.questions - finished.right, finished.mode) == (2, Mode.STUDY)
        assert [deck.title for deck in finished.decks] == ["Deck d", "Deck t"]
        assert finished.missed == ("d/c0", "t/m/f0/s0")
        assert finished.confused[0].asked == "Subject 0: Feature 0"
        assert finished.duration_ms == finished.questions * 5_000

    def test_what_left_its_deck_is_told_by_its_key_and_not_as_missed(self, tools, person):
        one = person(tools.cards(1), tools.table(1, 2, "t"), settings=ALONE)
        session = one.begin()
        one.right(session)
        one.go_on(session)
        one.wrong(session)
        one.library.put(tools.cards(1, "t"))
        one.library.decks.pop("d")
        one.library.put(tools.cards(1, "e"))
        finished = one.again().end(one.now)
        assert finished.missed == ()
        assert {deck.title for deck in finished.decks} == {"d", "Deck t"}
        assert (finished.confused[0].asked, finished.confused[0].chosen) == (
            "t/m/f0/s0",
            "t/m/f0/s1",
        )

    def test_leaving_tells_what_is_left(self, tools, person):
        one = person(tools.cards(3))
        session = one.begin()
        one.wrong(session)
        one.go_on(session)
        finished = session.end(one.now)
        assert finished.ending is Ending.LEFT
        assert (finished.due_now, finished.new_left) == (1, 2)

    def test_beside_study_it_tells_what_is_due(self, tools, person):
        one = person(tools.cards(2), settings={"learning_steps": ()})
        one.learn()
        one.next_day(40)
        finished = one.begin(mode=Mode.AHEAD).turn
        assert isinstance(finished, Finished)
        assert (finished.due_now, finished.held_back) == (2, 0)


def test_a_session_logs_its_start_with_its_first_answer_and_its_end_once(tools, person):
    one = person(tools.cards(2))
    session = one.begin()
    session.end(one.now)
    assert list(one.store.events()) == []
    session = one.begin()
    one.ask_some(session, 1)
    session.end(one.now)
    session.end(one.now)
    kinds = [event.kind for event in one.store.events()]
    assert kinds == [EventKind.SESSION_STARTED, EventKind.SESSION_ENDED]
    started, ended = one.store.events()
    assert started.target == ended.target == session._start.id
    assert started.payload["seed"] == 7
    assert ended.payload == {"questions": 1}
