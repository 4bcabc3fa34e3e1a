"""What is easily confused is met side by side, and asked one after another."""

from __future__ import annotations

import json
from copy import copy
from dataclasses import replace
from itertools import pairwise

import pytest

from quiz.errors import DataError
from quiz.review import Confidence, EventKind, Mode, Rating, State
from quiz.shapes import Assigned, DontKnow, Pick, Picked, Reveal, Type, Typed
from quiz.study.bundles import Step, steps
from quiz.study.forms import REVERSE_FROM_DAYS
from quiz.study.grouping import LARGEST, lined_up
from quiz.study.plan import GAP_AFTER_MISS
from quiz.study.settings import NO_CONTRAST, Contrast
from quiz.study.submission import Submission
from quiz.study.turn import (
    Answered,
    Asked,
    Doubted,
    Ending,
    Finished,
    InBundle,
    Introduced,
    Kept,
    Waiting,
)
from tests.answers import a_review

SIDE_BY_SIDE = {"side_by_side": True}
STEPLESS = {"learning_steps": (), "relearning_steps": ()}


@pytest.fixture
def knowing(tools, person):
    """Somebody who learned some decks and again after so many days; all of it is due."""

    def made(*decks, days=2, **more):
        settings = STEPLESS | more.pop("settings", {})
        one = person(*decks, settings=settings, limits=(99, 999), **more)
        one.learn()
        one.next_day(days)
        one.learn()
        one.next_day(400)
        return one

    return made


def subjects(keys):
    return [key.rsplit("/", 1)[1] for key in keys]


def all_asked(one, session, most=60):
    """The questions of a session as they come, each with its place in a bundle."""
    found = []
    for _ in range(most):
        if isinstance(session.turn, Finished):
            return found
        if isinstance(session.turn, Asked):
            found.append(session.turn)
            one.submit(session, one.rightly(session.turn))
        else:
            if isinstance(session.turn, Waiting):
                one.now = session.turn.until
            one.go_on(session)
    return found


def in_a_bundle(one, session):
    """Answer until a bundle's first question is shown."""
    for _ in range(40):
        turn = session.turn
        if isinstance(turn, Asked) and turn.bundle is not None:
            return
        one.submit(session, one.rightly(turn)) if isinstance(turn, Asked) else one.go_on(session)
    raise AssertionError("there was no bundle")


def edited(tools, rows, subjects, gone, long=""):
    """A table from which cells have gone, and in which one is too long now to be typed."""
    text = 'id = "t"\ntitle = "Deck t"\n[[comparison]]\nid = "m"\ntitle = "M"\n'
    text += "".join(f'subject.s{n} = {{ name = "Subject {n}" }}\n' for n in range(subjects))
    for row in range(rows):
        text += f'[[comparison.feature]]\nid = "f{row}"\nname = "Feature {row}"\n'
        for n in range(subjects):
            key = f"t/m/f{row}/s{n}"
            if key not in gone:
                text += f'cell.s{n} = "value {row} {n}{" and so on" * 12 * (key == long)}"\n'
    return tools.read(text)


def taking_for(turn, value):
    """The answer of somebody who takes a cell for the one that has this value."""
    shape = turn.question.shape
    if isinstance(shape, Pick):
        return Picked((shape.options.index(value),))
    return Typed((value,))


class TestFirstMeeting:
    def test_a_new_pair_is_shown_side_by_side_then_asked(self, tools, person):
        one = person(tools.table(2, 2), settings=SIDE_BY_SIDE)
        session = one.begin()
        turn = session.turn
        assert isinstance(turn, Introduced)
        assert [fact.key for fact in turn.facts] == ["t/m/f0/s0", "t/m/f0/s1"]
        assert turn.deck_title == "Deck t"
        assert [row.value for row in turn.explanation.contrast.rows] == ["value 0 0", "value 0 1"]
        first = one.go_on(session)
        assert (first.fact.key, first.bundle) == ("t/m/f0/s0", InBundle(1, 2))
        assert list(one.store.reviews()) == []

    def test_only_the_two_that_are_met_are_shown(self, tools, person):
        turn = person(tools.table(1, 4), settings=SIDE_BY_SIDE).begin().turn
        assert [row.subject for row in turn.explanation.contrast.rows] == ["Subject 0", "Subject 1"]

    def test_what_is_asked_then_is_a_learning_step(self, tools, person):
        one = person(tools.table(1, 2), settings=SIDE_BY_SIDE)
        session = one.begin()
        one.go_on(session)
        one.submit(session, one.rightly(session.turn))
        one.go_on(session)
        one.submit(session, one.rightly(session.turn))
        assert {memory.state for memory in one.store.memories().values()} == {State.LEARNING}

    def test_what_is_right_just_after_it_was_shown_is_right_with_help(self, tools, person):
        one = person(tools.table(1, 2), settings=SIDE_BY_SIDE)
        session = one.begin()
        one.go_on(session)
        one.submit(session, one.rightly(session.turn))
        (review,) = one.store.reviews()
        assert (review.correct, review.proposed_rating) == (True, Rating.HARD)

    def test_by_itself_each_is_asked_alone(self, tools, person):
        one = person(tools.table(1, 2), settings=STEPLESS)
        assert [turn.bundle for turn in all_asked(one, one.begin())] == [None, None]

    def test_it_needs_two_places_among_the_new_facts_or_waits(self, tools, person):
        one = person(
            tools.table(2, 2), tools.cards(2), limits=(3, 99), settings=STEPLESS | SIDE_BY_SIDE
        )
        assert one.through(one.begin()) == ["t/m/f0/s0", "t/m/f0/s1", "d/c0"]

    def test_with_contrast_turned_off_each_new_fact_has_its_place(self, tools, person):
        off = STEPLESS | {"side_by_side": True, "contrast": NO_CONTRAST}
        one = person(tools.table(2, 2), limits=(3, 99), settings=off)
        assert len(one.through(one.begin())) == 3

    def test_with_an_odd_number_the_last_comes_alone(self, tools, person):
        one = person(tools.table(1, 3), settings=STEPLESS | SIDE_BY_SIDE)
        places = [turn.bundle for turn in all_asked(one, one.begin())]
        assert places == [InBundle(1, 2), InBundle(2, 2), None]

    def test_cells_that_mean_the_same_are_no_pair(self, tools, person):
        deck = tools.read(
            '[[comparison]]\nid="m"\ntitle="M"\nsubject.a={name="A"}\nsubject.b={name="B"}\n'
            '[[comparison.feature]]\nid="f"\nname="F"\ncell.a="x"\ncell.b="x"\n'
        )
        assert isinstance(person(deck, settings=SIDE_BY_SIDE).begin().turn, Asked)

    def test_killed_in_between_it_goes_on_with_the_second(self, tools, person):
        one = person(tools.table(1, 2), settings=SIDE_BY_SIDE)
        session = one.begin()
        one.go_on(session)
        assert isinstance(one.submit(session, one.rightly(session.turn)), Kept)
        again = one.again()
        assert again.resumed
        assert (again.turn.fact.key, again.turn.bundle) == ("t/m/f0/s1", InBundle(2, 2))
        assert isinstance(one.right(again), Answered)


class TestABundle:
    @pytest.fixture
    def bundle(self, tools, knowing):
        """A session over twelve due cells, three a row, at the first question of a bundle."""
        one = knowing(tools.table(4, 3))
        session = one.begin()
        in_a_bundle(one, session)
        return one, session

    def test_it_is_of_one_feature(self, bundle, tools):
        one, session = bundle
        keys = []
        while isinstance(session.turn, Asked) and session.turn.bundle is not None:
            keys.append(session.turn.fact.key)
            if isinstance(one.submit(session, one.rightly(session.turn)), Answered):
                break
            one.go_on(session)
        assert len({key.rsplit("/", 1)[0] for key in keys}) == 1
        assert len(set(subjects(keys))) == len(keys) >= 2

    def test_no_verdict_comes_before_all_are_answered(self, bundle):
        one, session = bundle
        size = session.turn.bundle.size
        asked = []
        for number in range(1, size):
            asked.append(session.turn)
            assert session.turn.bundle == InBundle(number, size)
            kept = one.submit(session, one.rightly(session.turn))
            assert isinstance(kept, Kept)
            assert one.store.memory(kept.asked.fact.key) is not None
            one.go_on(session)
        asked.append(session.turn)
        verdict = one.submit(session, one.rightly(session.turn))
        for question in asked:
            assert isinstance(verdict, Answered)
            assert verdict.asked is question
            verdict = one.go_on(session)
        assert not (isinstance(verdict, Answered) and verdict.asked in asked)

    @pytest.mark.parametrize("away", ["bury", "suspend"])
    def test_its_questions_are_counted_without_what_was_put_off(self, bundle, away):
        one, session = bundle
        first, size = session.turn, session.turn.bundle.size
        second = getattr(session, away)(one.now)
        row = first.fact.key.rsplit("/", 1)[0]
        assert second.fact.key.rsplit("/", 1)[0] == row
        assert second.bundle == (InBundle(1, size - 1) if size > 2 else None)

    def test_what_was_answered_of_it_is_counted(self, tools, person):
        one = person(tools.table(1, 2), settings=SIDE_BY_SIDE)
        session = one.begin()
        one.go_on(session)
        one.submit(session, one.rightly(session.turn))
        assert one.go_on(session).bundle == InBundle(2, 2)

    def test_the_last_one_left_of_it_has_its_verdict_at_once(self, tools, person):
        one = person(tools.table(1, 2), settings=SIDE_BY_SIDE)
        session = one.begin()
        one.go_on(session)
        alone = session.bury(one.now)
        assert (alone.fact.key, alone.bundle) == ("t/m/f0/s1", None)
        assert isinstance(one.submit(session, one.rightly(alone)), Answered)

    def test_each_answer_is_committed_as_it_is_given(self, bundle):
        one, session = bundle
        before = len(list(one.store.reviews()))
        first = session.turn
        one.submit(session, one.rightly(first))
        *_, review = one.store.reviews()
        assert len(list(one.store.reviews())) == before + 1
        assert review.fact == first.fact.key
        assert len(json.loads(review.options)["bundle"]) == first.bundle.size

    def test_each_verdict_may_be_overruled(self, bundle):
        one, session = bundle
        size = session.turn.bundle.size
        for _ in range(size):
            turn = one.submit(session, one.rightly(session.turn))
            if isinstance(turn, Kept):
                one.go_on(session)
        for _ in range(size):
            turn = session.turn
            rated = session.rerate(Rating.HARD, one.now)
            memory = one.store.memory(turn.asked.fact.key)
            assert memory.due_at == rated.previews[Rating.HARD].due_at
            one.go_on(session)

    def test_before_the_verdicts_one_answer_is_taken_back(self, bundle):
        one, session = bundle
        first = session.turn
        before = len(list(one.store.reviews()))
        one.submit(session, one.rightly(first))
        turn = session.undo(one.now)
        assert (turn.fact, turn.bundle) == (first.fact, first.bundle)
        assert len(list(one.store.reviews())) == before
        one.submit(session, one.rightly(session.turn))
        second = one.go_on(session)
        assert (session.undo(one.now).fact, second.bundle.number) == (first.fact, 2)

    def test_after_them_all_of_it_is_taken_back(self, bundle):
        one, session = bundle
        first, size = session.turn, session.turn.bundle.size
        before = len(list(one.store.reviews()))
        for _ in range(size):
            if isinstance(one.submit(session, one.rightly(session.turn)), Kept):
                one.go_on(session)
        for _ in range(size):
            one.go_on(session)
        turn = session.undo(one.now)
        assert (turn.fact, turn.bundle) == (first.fact, InBundle(1, size))
        assert len(list(one.store.reviews())) == before
        assert (
            one.right(session)
            if size == 1
            else isinstance(one.submit(session, one.rightly(turn)), Kept)
        )

    def test_where_undoing_fails_halfway_trying_again_takes_back_the_rest(self, bundle):
        one, session = bundle
        first = session.turn
        before = len(list(one.store.reviews()))
        while isinstance(one.submit(session, one.rightly(session.turn)), Kept):
            one.go_on(session)
        undo, calls = one.store.inner.undo, []

        def flaky(*arguments):
            calls.append(arguments)
            if len(calls) == 2:
                raise DataError("undo failed")
            return undo(*arguments)

        one.store.inner.undo = flaky
        with pytest.raises(DataError):
            session.undo(one.now)
        assert session.undo(one.now).fact == first.fact
        assert len(list(one.store.reviews())) == before

    def test_where_going_on_fails_the_answer_is_not_asked_for_again(self, bundle):
        one, session = bundle
        kept = one.submit(session, one.rightly(session.turn))
        one.store.fail("memory")
        with pytest.raises(DataError):
            one.go_on(session)
        assert session.turn is kept
        assert one.go_on(session).bundle.number == 2

    def test_what_is_put_away_in_it_is_left_out(self, bundle):
        one, session = bundle
        size = session.turn.bundle.size
        put_away = session.turn.fact.key
        turn = session.suspend(one.now)
        assert turn.bundle == InBundle(1, size - 1)
        while isinstance(one.submit(session, one.rightly(session.turn)), Kept):
            one.go_on(session)
        while isinstance(session.turn, Answered):
            assert session.turn.asked.fact.key != put_away
            one.go_on(session)

    def test_where_the_rest_is_put_away_its_verdicts_come(self, bundle):
        one, session = bundle
        kept = one.submit(session, one.rightly(session.turn))
        for _ in range(session.turn.asked.bundle.size - 1):
            one.go_on(session)
            session.bury(one.now)
        assert isinstance(session.turn, Answered)
        assert session.turn.asked == kept.asked

    def test_what_its_author_raised_was_not_shown_beside_its_rival_and_so_is_not_helped(
        self, tools, knowing
    ):
        one = knowing(tools.table(4, 3))
        deck = one.library.decks["t"]
        key = "t/m/f0/s0"
        facts = {**deck.facts, key: replace(deck.facts[key], revision=2)}
        one.library.put(replace(deck, facts=facts))
        session = one.begin()
        while session.turn.fact.key != key:
            one.submit(session, one.rightly(session.turn))
            while not isinstance(session.turn, Asked):
                one.go_on(session)
        assert session.turn.bundle is not None
        assert session.turn.memory is None
        one.submit(session, one.rightly(session.turn))
        *_, review = one.store.reviews()
        assert (review.fact, review.rating) == (key, Rating.GOOD)

    def test_all_is_judged_with_the_last_verdict_whichever_that_is(self, bundle):
        one, session = bundle
        size = session.turn.bundle.size
        for _ in range(size - 1):
            assert not session.all_judged
            assert isinstance(one.submit(session, one.rightly(session.turn)), Kept)
            one.go_on(session)
        session.suspend(one.now)
        judged = []
        while isinstance(session.turn, Answered):
            judged.append(session.all_judged)
            one.go_on(session)
        assert judged == [*[False] * (size - 2), True]

    def test_what_another_window_answered_is_left_out(self, bundle):
        one, session = bundle
        one.submit(session, one.rightly(session.turn))
        left = list(session._course.route.run.left)
        other = one.new_desk().begin(["t"], one.now, seed=99)
        for key in left:
            other.turn = other._course.route.ask(key, one.now)
            one.submit(other, one.rightly(other.turn))
        assert isinstance(one.go_on(session), Answered)

    def test_what_another_session_asked_since_is_left_out_of_one_that_goes_on(self, tools, knowing):
        one = knowing(tools.table(4, 3), tools.table(2, 2, "x"))
        session = one.begin()
        in_a_bundle(one, session)
        one.submit(session, one.rightly(session.turn))
        left = list(session._course.route.run.left)
        other = one.again(left[0].split("/")[0])
        one.through(other)
        other.end(one.now)
        again = one.again()
        assert again.resumed
        assert left
        assert not set(left) & {turn.fact.key for turn in all_asked(one, again)}

    def test_what_its_deck_left_no_such_form_for_is_asked_by_itself(self, bundle, tools):
        one, session = bundle
        one.submit(session, one.rightly(session.turn))
        first, *others = session._course.route.run.left
        row = [f"{first.rsplit('/', 1)[0]}/s{n}" for n in range(3)]
        one.library.put(edited(tools, 4, 3, set(row) - {first}, long=first))
        again = one.again()
        assert again.resumed
        turns = {turn.fact.key: turn for turn in all_asked(one, again)}
        assert turns[first].bundle is None
        assert not set(others) & set(turns)

    def test_the_flag_of_a_kept_answer_can_be_set(self, bundle):
        one, session = bundle
        one.submit(session, one.rightly(session.turn))
        assert session.flag("odd", one.now).asked.flag == "odd"

    def test_it_never_shows_an_answer_before_all_are_given(self, tools, knowing):
        one = knowing(tools.table(6, 3))
        turns = all_asked(one, one.begin())
        assert any(turn.bundle for turn in turns)
        assert not any(isinstance(turn.question.shape, Reveal) for turn in turns if turn.bundle)

    def test_how_sure_one_was_is_asked_for_each(self, tools, knowing):
        one = knowing(tools.table(4, 3))
        one.settings = replace(one.settings, confidence=True)
        session = one.again()
        for _ in range(40):
            if isinstance(session.turn, Asked) and session.turn.bundle:
                break
            if isinstance(session.turn, Asked):
                one.submit(session, DontKnow())
            else:
                one.go_on(session)
        one.submit(session, one.rightly(session.turn))
        assert isinstance(session.declare(Confidence.SURE, one.now), Kept)


WORDS = ("abdomen", "bladder", "clavicle", "duodenum", "esophagus", "femoral", "gluteal", "humerus")


def nearly_right(turn):
    """The answer with its last letter left out."""
    *texts, last = turn.fact.answer.split("; ")
    return Typed((*texts, last[:-1]))


class TestANearMissInABundle:
    """To ask at once whether it was meant would show what is right before the verdicts."""

    @pytest.fixture
    def nearly(self, tools, knowing):
        """A session whose every typed answer is a near miss, its first in a bundle just given."""
        # What a rival has is all true of the other, and the feature tells whose it is: neither can
        # be chosen, so that the fuller one has to be typed.
        text = 'id = "t"\ntitle = "T"\n[[comparison]]\nid = "m"\ntitle = "M"\n'
        text += 'subject.s0 = { name = "Gray" }\nsubject.s1 = { name = "Green" }\n'
        for row, (both, one_alone) in enumerate(zip(WORDS[::2], WORDS[1::2], strict=True)):
            text += f'[[comparison.feature]]\nid = "f{row}"\nname = "Gray or Green {row}"\n'
            text += f'cell.s0 = ["{both}", "{one_alone}"]\ncell.s1 = "{both}"\n'
        one = knowing(tools.read(text))
        session = one.begin()
        for _ in range(60):
            turn = session.turn
            if isinstance(turn, Asked) and turn.bundle and isinstance(turn.question.shape, Type):
                one.submit(session, nearly_right(turn))
                return one, session, turn
            if isinstance(turn, Asked):
                one.submit(session, one.rightly(turn))
            else:
                one.go_on(session)
        raise AssertionError("nothing was typed in a bundle")

    @pytest.fixture
    def doubted(self, nearly):
        """The same, with the rest of the bundle answered and other verdicts read."""
        one, session, missed = nearly
        while not isinstance(session.turn, Doubted):
            if isinstance(session.turn, Asked):
                one.submit(session, one.rightly(session.turn))
            else:
                one.go_on(session)
        return one, session, missed

    def test_nothing_is_said_of_it_until_all_are_answered(self, doubted):
        _, session, missed = doubted
        assert session.turn.asked is missed
        assert session.turn.near_miss.wanted in missed.fact.answer

    def test_it_is_committed_at_once_as_one_that_was_meant(self, nearly):
        one, _, missed = nearly
        *_, review = one.store.reviews(fact=missed.fact.key)
        assert (review.correct, review.rating) == (True, Rating.HARD)

    def test_meant_it_stands(self, doubted):
        one, session, missed = doubted
        before = list(one.store.reviews())
        turn = session.decide(meant=True, now=one.now)
        assert isinstance(turn, Answered)
        assert (turn.asked, turn.rating, turn.verdict.correct) == (missed, Rating.HARD, True)
        assert list(one.store.reviews()) == before

    def test_not_meant_it_is_wrong_with_what_that_leads_to(self, doubted):
        one, session, missed = doubted
        before = len(list(one.store.reviews()))
        turn = session.decide(meant=False, now=one.now)
        assert (turn.rating, turn.verdict.correct) == (Rating.AGAIN, False)
        assert len(list(one.store.reviews())) == before
        memory = one.store.memory(missed.fact.key)
        assert memory.due_at == turn.previews[Rating.AGAIN].due_at
        assert (memory.lapses, memory.last_rating) == (1, Rating.AGAIN)
        *_, review = (row for row in one.store.reviews() if row.fact == missed.fact.key)
        assert len(json.loads(review.options)["bundle"]) == missed.bundle.size
        assert session.rerate(Rating.GOOD, one.now).rating is Rating.GOOD

    @pytest.mark.parametrize("meant", [None, True, False])
    def test_with_its_bundle_it_is_taken_back(self, doubted, meant):
        one, session, missed = doubted
        if meant is not None:
            session.decide(meant=meant, now=one.now)
        before = len(list(one.store.reviews()))
        turn = session.undo(one.now)
        assert turn.bundle == InBundle(1, missed.bundle.size)
        assert len(list(one.store.reviews())) == before - missed.bundle.size

    def test_a_flag_that_is_set_meanwhile_stays_to_be_seen(self, doubted):
        one, session, _ = doubted
        session.flag("odd", one.now)
        assert session.decide(meant=False, now=one.now).asked.flag == "odd"

    def test_taken_back_elsewhere_there_is_nothing_to_change(self, doubted):
        one, session, _ = doubted
        question_id = session.turn.answered.reviews[0].question_id
        one.store.undo(question_id, one.now, one.desk.study_day(one.now))
        rows = list(one.store.reviews())
        assert isinstance(session.decide(meant=False, now=one.now), Answered)
        assert list(one.store.reviews()) == rows

    def test_where_the_log_fails_it_is_still_to_be_said(self, doubted, monkeypatch):
        one, session, _ = doubted

        def fails(*_):
            raise DataError("The disk is full.")

        with monkeypatch.context() as patched:
            patched.setattr(one.store, "amend", fails)
            with pytest.raises(DataError):
                session.decide(meant=False, now=one.now)
        assert isinstance(session.turn, Doubted)
        assert isinstance(session.decide(meant=False, now=one.now), Answered)


def test_a_bundle_from_a_log_that_does_not_tell_its_members_holds_what_was_answered():
    first, second = (a_review(f"t/m/f/{n}", question_id=f"q{n}", bundle_id="b") for n in (1, 2))
    (step,) = steps([[first], [second]])
    assert (step.questions, step.facts) == (("q1", "q2"), ("t/m/f/1", "t/m/f/2"))
    assert (step.bundle.facts, step.left) == (("t/m/f/1",), [])


class TestHowMany:
    @pytest.mark.parametrize("contrast", [NO_CONTRAST, Contrast(bundles=False)])
    def test_none_where_they_are_turned_off(self, tools, knowing, contrast):
        one = knowing(tools.table(6, 3), settings={"contrast": contrast})
        turns = all_asked(one, one.begin())
        assert all(turn.bundle is None and len(turn.question.facts) == 1 for turn in turns)

    def test_bundles_of_different_tables_take_turns(self, tools, knowing):
        one = knowing(tools.table(8, 2, "t"), tools.table(8, 2, "u"))
        turns = all_asked(one, one.begin(), most=200)
        decks = [turn.fact.key[0] for turn in turns if turn.bundle and turn.bundle.number == 1]
        assert len(decks) >= 3
        assert all(one != other for one, other in pairwise(decks))

    @pytest.mark.parametrize(("days_left", "comes"), [(0.0, True), (7.9, True), (8.1, False)])
    def test_a_rival_comes_along_once_it_is_ripe(self, tools, knowing, days_left, comes):
        one = knowing(tools.table(2, 2))
        session = one.begin()
        key, rival = "t/m/f0/s0", "t/m/f0/s1"
        route, now_ms = session._course.route, tools.ms(one.now)
        due_at = now_ms + int(days_left * tools.DAY_MS)
        waiting = tools.memory(due_at=due_at, interval_days=10.0)
        session._course.ledger.memories[rival] = waiting
        route.plan.drop(rival)

        def along(other, back):
            return route._can_come_along(other, now_ms, back=back)

        group = route._grouping.around(key, route.plan, [], along)
        assert group == ((key, rival) if comes else (key,))
        assert along(rival, True)  # what comes back may come at any time


class TestInLearning:
    def test_steps_of_rivals_that_end_together_are_asked_together(self, tools, person):
        one = person(tools.table(3, 3), limits=(99, 999))
        turns = all_asked(one, one.begin())
        bundled = [turn for turn in turns if turn.bundle is not None]
        assert bundled
        assert all(turn.memory.state is State.LEARNING for turn in bundled)

    def test_none_comes_back_sooner_for_it(self, tools, person):
        one = person(tools.table(3, 3), limits=(99, 999))
        asked = [turn.fact.key for turn in all_asked(one, one.begin())]
        gaps = [
            place - asked.index(key, 0, place)
            for place, key in enumerate(asked)
            if asked[:place].count(key) == 1
        ]
        assert len(gaps) == 9
        assert min(gaps) >= GAP_AFTER_MISS

    def test_company_changes(self, tools, knowing):
        one = knowing(tools.table(1, 6))
        course = one.begin()._course
        key, memories, route = "t/m/f0/s0", course.ledger.memories, course.route
        met = set()
        for times in range(5):
            memories[key] = replace(memories[key], reviews=times)
            group = route._grouping.around(key, route.plan, [], lambda *_: True)
            assert key in group
            assert len(group) == LARGEST
            met.add(frozenset(group))
        assert len(met) > 1


class Names:
    """Company of facts that are as close as their names are near each other in the alphabet."""

    def closeness(self, one, other):
        return 0.0 if one.lower() == other.lower() else 1 / abs(ord(one[0]) - ord(other[0]))


class TestInWhichOrder:
    def test_the_closest_stand_next_to_each_other(self):
        assert lined_up(tuple("dacb"), Names()) in {tuple("abcd"), tuple("dcba")}

    def test_all_alike_stay_as_they_were_drawn(self, tools, knowing):
        one = knowing(tools.table(1, 5))
        asker = one.begin()._course.route.asker
        group = tuple(f"t/m/f0/s{number}" for number in (3, 0, 4, 1, 2))
        assert lined_up(group, asker) == group

    def test_what_means_the_same_stands_apart(self, tools, knowing):
        deck = tools.read(
            """
            id = "t"
            title = "T"
            [[comparison]]
            id = "m"
            title = "M"
            subject.a = { name = "A" }
            subject.b = { name = "B" }
            subject.c = { name = "C" }
            [[comparison.feature]]
            id = "f"
            name = "F"
            cell = { a = "red", b = "green", c = "green" }
            [[comparison.feature]]
            id = "g"
            name = "G"
            cell = { a = "wide", b = "long", c = "long" }
            """
        )
        asker = knowing(deck).begin()._course.route.asker
        assert lined_up(("t/m/f/a", "t/m/f/b", "t/m/f/c"), asker)[1] == "t/m/f/a"


BACK = Contrast(promoted_pairs=True)


class TestPromotedPairs:
    @pytest.fixture
    def confused(self, tools, knowing):
        """Somebody who twice took the first cell of the first row for the second."""

        def made(**more):
            one = knowing(tools.table(8, 2), **({"settings": {"contrast": BACK}} | more))
            for _ in range(2):
                session = one.desk.begin_cell("t/m/f0/s0", one.now)
                one.submit(session, taking_for(session.turn, "value 0 1"))
                session.end(one.now)
            assert {one.chosen for one in one.store.confusions()} == {"t/m/f0/s1"}
            return one

        return made

    def put_off(self, one, key):
        """See to it that a fact is known and not due."""
        session = one.desk.begin_cell(key, one.now)
        one.submit(session, one.rightly(session.turn))
        session.end(one.now)
        one.next_day(5)
        assert one.store.memory(key).due_at > one.now.timestamp() * 1000

    def test_the_partner_comes_along_though_it_is_not_due(self, tools, confused):
        one = confused()
        self.put_off(one, "t/m/f0/s1")
        turns = all_asked(one, one.begin())
        together = [turn for turn in turns if "t/m/f0/s1" in turn.question.facts]
        assert len(together) == 1
        assert together[0].bundle or len(together[0].question.facts) == 2

    def test_but_not_where_that_is_turned_off(self, tools, confused):
        one = confused(settings={"contrast": Contrast(promoted_pairs=False)})
        self.put_off(one, "t/m/f0/s1")
        assert "t/m/f0/s1" not in [turn.fact.key for turn in all_asked(one, one.begin())]

    def test_nor_where_it_is_suspended(self, tools, confused):
        one = confused()
        self.put_off(one, "t/m/f0/s1")
        one.desk.facts.suspend("t/m/f0/s1", one.now)
        assert "t/m/f0/s1" not in [turn.fact.key for turn in all_asked(one, one.begin())]

    def test_in_learning_they_come_together_once_both_steps_are_over(self, tools, person):
        one = person(tools.table(8, 2), limits=(4, 99), settings=SIDE_BY_SIDE | {"contrast": BACK})
        session = one.begin()
        for _ in range(2):  # the first pair is met, and each taken for the other, twice
            while not (isinstance(session.turn, Asked) and "/f0/" in session.turn.fact.key):
                if isinstance(session.turn, Asked):
                    one.submit(session, one.rightly(session.turn))
                elif isinstance(session.turn, Waiting):
                    one.now = session.turn.until
                    one.go_on(session)
                else:
                    one.go_on(session)
            one.submit(
                session, taking_for(session.turn, f"value 0 {1 - int(session.turn.fact.key[-1])}")
            )
        assert len(one.store.confusions()) == 2
        session = one.again()
        pair = {"t/m/f0/s0", "t/m/f0/s1"}
        steps = session._course.route.plan.steps
        assert pair <= set(steps)
        together = [turn.question.facts for turn in all_asked(one, session) if turn.bundle]
        assert pair <= {key for keys in together for key in keys}

    def test_no_pair_comes_more_than_twice_in_a_session(self, confused):
        one = confused()
        one.next_day(5)
        route = one.begin()._course.route
        pair = ("t/m/f0/s0", "t/m/f0/s1")
        for times, size in enumerate((2, 2, 1)):
            asked = [Step((f"q{time}",), pair) for time in range(times)]
            # A long session before it leaves room for more bundles.
            asked += [Step((f"p{time}",), ("t/x",)) for time in range(40)]
            group = route._grouping.around(pair[0], route.plan, asked, lambda *_: True)
            assert len(group) == size

    def test_a_leech_is_paired_with_what_it_is_confused_with(self, tools, knowing):
        one = knowing(tools.table(8, 2), settings={"leech_lapses": 1})
        session = one.desk.begin_cell("t/m/f0/s0", one.now)
        one.submit(session, taking_for(session.turn, "value 0 1"))
        session.end(one.now)
        assert one.store.memory("t/m/f0/s0").lapses == 1
        self.put_off(one, "t/m/f0/s1")
        turns = all_asked(one, one.begin())
        assert any("t/m/f0/s1" in turn.question.facts for turn in turns)

    def test_it_counts_towards_the_limit(self, tools, confused):
        one = confused()
        self.put_off(one, "t/m/f0/s1")
        plan = one.begin()._course.route.plan
        assert plan.has_room("t/m/f0/s1")
        one.settings = replace(one.settings, limits=replace(one.settings.limits, reviews_per_day=9))
        plan = one.again()._course.route.plan
        assert not plan.has_room("t/m/f2/s1")

    def test_the_pair_comes_first_among_the_partners(self, tools, knowing):
        one = knowing(tools.table(8, 4), settings={"contrast": BACK})
        for _ in range(2):
            session = one.desk.begin_cell("t/m/f0/s0", one.now)
            one.submit(session, taking_for(session.turn, "value 0 3"))
            session.end(one.now)
        one.next_day(5)
        route = one.begin()._course.route
        group = route._grouping.around("t/m/f0/s0", route.plan, [], lambda *_: True)
        assert group[:2] == ("t/m/f0/s0", "t/m/f0/s3")


class TestSeveralInOneQuestion:
    @pytest.fixture
    def firm(self, tools, knowing):
        one = knowing(tools.table(8, 2), days=90)
        one.learn()
        one.next_day(999)
        assert all(one.stability > REVERSE_FROM_DAYS for one in one.store.memories().values())
        return one

    def joint(self, one, session):
        for turn in iter(lambda: session.turn, None):
            if isinstance(turn, Finished):
                return None
            if isinstance(turn, Asked) and len(turn.question.facts) > 1:
                return turn
            if isinstance(turn, Asked):
                one.submit(session, one.rightly(turn))
            else:
                one.go_on(session)
        raise AssertionError("no end")

    def test_what_separates_them_is_asked_of_both_at_once(self, firm):
        session = firm.begin()
        turn = self.joint(firm, session)
        assert turn is not None
        before = len(list(firm.store.reviews()))
        answered = firm.submit(session, firm.rightly(turn))
        assert isinstance(answered, Answered)
        assert answered.verdict.correct
        logged = list(firm.store.reviews())[before:]
        assert [review.fact for review in logged] == list(turn.question.facts)
        assert len({review.question_id for review in logged}) == 1

    def test_overruled_what_was_wrong_stays_wrong(self, firm):
        session = firm.begin()
        turn = self.joint(firm, session)
        right = firm.rightly(turn)
        half = Assigned((right.groups[0], *(None for _ in right.groups[1:])))
        answered = firm.submit(session, half)
        assert answered.rating is Rating.AGAIN
        rated = session.rerate(Rating.HARD, firm.now)
        assert sorted(review.rating for review in rated.reviews) == [Rating.AGAIN, Rating.HARD]

    def test_where_all_was_wrong_there_is_nothing_to_overrule(self, firm):
        session = firm.begin()
        self.joint(firm, session)
        answered = firm.dont_know(session)
        assert len(answered.reviews) == 2
        assert answered.counted
        assert answered.ratings == ()
        with pytest.raises(ValueError, match="cannot be given"):
            session.rerate(Rating.GOOD, firm.now)

    def test_it_is_taken_back_as_one(self, firm):
        session = firm.begin()
        turn = self.joint(firm, session)
        firm.submit(session, firm.rightly(turn))
        again = session.undo(firm.now)
        assert again.question.facts == turn.question.facts
        assert len(list(firm.store.events(EventKind.UNDONE))) == 1

    def test_where_one_was_suspended_since_the_other_is_asked_alone(self, firm):
        session = firm.begin()
        turn = self.joint(firm, session)
        firm.submit(session, firm.rightly(turn))
        gone = turn.question.facts[1]
        firm.library.put(without(firm.library.decks["t"], gone))
        again = firm.again()
        assert again.undo(firm.now).question.facts == (turn.question.facts[0],)


def without(deck, key):
    """A deck from which a fact has gone."""
    facts = {one: fact for one, fact in deck.facts.items() if one != key}
    contents = copy(deck.contents)
    contents.numbers = {one: contents.numbers[one] for one in facts}
    return replace(deck, facts=facts, contents=contents)


def test_a_drill_of_what_is_known_bundles_it_too(tools, knowing):
    one = knowing(tools.table(6, 2))
    turns = all_asked(one, one.begin(mode=Mode.DRILL))
    assert any(turn.bundle or len(turn.question.facts) > 1 for turn in turns)


def test_a_session_with_bundles_ends_well(tools, knowing):
    one = knowing(tools.table(6, 3))
    session = one.begin()
    turns = all_asked(one, session)
    assert session.turn.ending is Ending.DONE
    facts = [key for turn in turns for key in turn.question.facts]
    assert sorted(facts) == sorted(one.store.memories())


def test_only_of_what_was_typed_it_is_said_whether_it_was_meant(person, tools):
    one = person(tools.cards(1))
    question = one.begin().turn.question
    given = Submission(DontKnow(), 1000, question.grade(DontKnow()))
    with pytest.raises(ValueError, match="only what was typed"):
        given.decided(question, meant=True)
