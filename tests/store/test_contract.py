"""What every store promises, on disk and in memory."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from quiz.errors import DataError
from quiz.review import Confidence, Confusion, EventKind, Memory, Mode, Rating, State
from quiz.study.ports import Answer, FirstAnswer, Standing
from tests.answers import a_review

ALWAYS = (date(2000, 1, 1), date(2100, 1, 1))
NOTHING = Standing({}, frozenset(), {})
BLOOD, URINE, BILE = "bio/ph/blood", "bio/ph/urine", "bio/ph/bile"


class TestEmpty:
    def test_nothing_stands(self, store, tools):
        assert store.memory(BLOOD) is None
        assert store.memories() == store.due_days() == store.held() == {}
        assert store.standing() == NOTHING
        assert store.first_answers(*ALWAYS) == []
        assert store.kept(*ALWAYS) == {}
        assert store.answer_text("x") is store.pace_ms() is store.open_session(tools.DAY) is None
        assert list(store.reviews()) == list(store.events()) == list(store.rows()) == []
        assert store.record([]) == ()

    def test_a_closed_store_is_an_error(self, store, tools):
        store.close()
        store.close()
        for call in (
            lambda: store.memory(BLOOD),
            store.memories,
            lambda: list(store.reviews()),
            lambda: list(store.events()),
            lambda: list(store.rows()),
            lambda: store.new_id(tools.NOW),
            lambda: store.record([]),
            store.rebuild,
            lambda: store.day_sums(None, None),
            lambda: store.strengths(None),
            lambda: store.foreseen(None, None),
        ):
            with pytest.raises(DataError, match="closed"):
                call()


class TestRecord:
    def test_the_review_comes_back_as_it_is_logged(self, store, tools):
        wanted = a_review(
            bundle_id="b1",
            mode=Mode.AHEAD,
            correct=False,
            confidence=Confidence.SURE,
            proposed_rating=Rating.AGAIN,
            rating=Rating.AGAIN,
            confused_with=(URINE, "bio/ph/bile"),
            options='{"options":["naïve ☃","\\ud83d"]}',
            interval_days=0.007,
        )
        (logged,) = store.record([Answer(wanted, None, tools.fold(None, wanted), "7.4")])
        assert logged == replace(wanted, id=logged.id, machine=store.machine)
        assert list(store.reviews()) == list(store.rows()) == [logged]
        assert uuid.UUID(logged.id).version == 7
        assert str(uuid.UUID(logged.id)) == logged.id

    def test_the_memory_is_the_one_it_leads_to(self, desk, store, tools):
        answer = desk.answer()
        store.record([answer])
        assert store.memory(BLOOD) == answer.after
        assert store.memories() == {BLOOD: answer.after}

    def test_the_right_answer_is_kept_as_first_logged(self, desk, store):
        desk.record(BLOOD)
        store.record([desk.answer(BLOOD)._replace(answer="another wording")])
        assert store.answer_text(f"digest of {BLOOD}") == f"answer to {BLOOD}"

    def test_each_digest_keeps_its_answer(self, desk, store):
        desk.record(BLOOD, answer_digest="old")
        store.record([desk.answer(BLOOD, answer_digest="new")._replace(answer="mended")])
        assert store.answer_text("old") == f"answer to {BLOOD}"
        assert store.answer_text("new") == "mended"

    def test_a_question_may_rate_several_facts(self, desk, store):
        one, two = desk.ask("q1", BLOOD, URINE)
        assert (one.question_id, two.question_id) == ("q1", "q1")
        assert one.id < two.id
        assert set(store.memories()) == {BLOOD, URINE}

    def test_what_does_not_count_moves_no_memory(self, desk, store):
        review = desk.record(counts=False, mode=Mode.DRILL)
        assert not review.counts
        assert store.memory(BLOOD) is None
        assert store.first_answers(*ALWAYS) == []
        assert list(store.reviews()) == [review]

    def test_what_was_answered_meanwhile_is_kept_without_counting(self, desk, store):
        stale = desk.answer(rating=Rating.EASY)
        desk.record()
        memory = store.memory(BLOOD)
        (late,) = store.record([stale])
        assert not late.counts
        assert store.memory(BLOOD) == memory
        assert [review.counts for review in store.reviews()] == [True, False]

    def test_of_a_question_only_the_stale_fact_stays_out(self, desk, store):
        stale = [desk.answer(BLOOD), desk.answer(URINE)]
        desk.record(URINE)
        assert [review.counts for review in store.record(stale)] == [True, False]

    def test_a_fact_rated_twice_at_once_counts_once(self, desk, store):
        answer = desk.answer()
        assert [review.counts for review in store.record([answer, answer])] == [True, False]

    def test_a_memory_gone_meanwhile_is_not_brought_back(self, desk, store):
        desk.record()
        stale = desk.answer()
        desk.note(EventKind.RESET, BLOOD)
        assert not store.record([stale])[0].counts
        assert store.memory(BLOOD) is None

    def test_judging_anew_is_not_answering(self, desk, store):
        desk.record()
        answer = desk.answer()
        shown = replace(answer.before, stability=99.0, difficulty=1.0)
        assert store.record([answer._replace(before=shown)])[0].counts

    @pytest.mark.parametrize(
        "changes",
        [{"reviews": 7}, {"due_at": 1}, {"last_study_day": date(2020, 1, 1)}, {"revision": 9}],
    )
    def test_any_sign_of_another_answer_keeps_it_from_counting(self, desk, store, changes):
        desk.record()
        answer = desk.answer()
        shown = replace(answer.before, **changes)
        assert not store.record([answer._replace(before=shown)])[0].counts


class TestIds:
    def test_they_grow_even_if_the_clock_goes_back(self, desk, store, tools):
        ids = []
        for minutes in (0, 5, -100, -100, 3):
            ids.append(store.new_id(tools.later(minutes)))
            ids.append(desk.record(at=tools.NOW_MS + minutes * 60_000).id)
            ids.append(desk.note(EventKind.FLAGGED, BLOOD, reason="x").id)
        assert ids == sorted(set(ids))
        assert [row.id for row in store.rows()] == [key for i, key in enumerate(ids) if i % 3]

    def test_they_tell_the_time(self, store, tools):
        assert int(store.new_id(tools.NOW).replace("-", "")[:12], 16) == tools.NOW_MS


class TestFirstAnswers:
    def test_each_day_has_its_first(self, desk, store, tools):
        next_day = tools.DAY + timedelta(days=1)
        desk.record(rating=Rating.AGAIN)
        desk.record(rating=Rating.GOOD)
        desk.record(rating=Rating.HARD, study_day=next_day)
        desk.record(URINE, study_day=next_day)
        assert store.first_answers(*ALWAYS) == [
            FirstAnswer(tools.DAY, BLOOD, True, Rating.AGAIN),
            FirstAnswer(next_day, BLOOD, False, Rating.HARD),
            FirstAnswer(next_day, URINE, True, Rating.GOOD),
        ]
        assert len(store.first_answers(tools.DAY, tools.DAY)) == 1
        assert len(store.first_answers(next_day, next_day)) == 2

    def test_a_raised_revision_is_new(self, desk, store, tools):
        desk.record()
        next_day = tools.DAY + timedelta(days=1)
        desk.record(revision=2, study_day=next_day)
        assert [first.was_new for first in store.first_answers(*ALWAYS)] == [True, True]
        assert store.memory(BLOOD).reviews == 1

    def test_a_reset_fact_keeps_what_was_done_today(self, desk, store):
        desk.record(rating=Rating.HARD)
        desk.note(EventKind.RESET, BLOOD)
        desk.record(rating=Rating.EASY)
        (first,) = store.first_answers(*ALWAYS)
        assert (first.was_new, first.rating) == (True, Rating.HARD)

    def test_how_many_of_a_deck_were_recalled(self, desk, store, tools):
        days = [tools.DAY + timedelta(days=passed) for passed in range(3)]
        for day, rating in zip(days, (Rating.GOOD, Rating.AGAIN, Rating.HARD), strict=True):
            desk.record(rating=rating, study_day=day)
            desk.record(rating=Rating.GOOD, study_day=day)
            desk.record("chem/a", rating=rating, study_day=day)
        desk.record("new/a", study_day=days[2])
        assert store.kept(*ALWAYS) == {"bio": (2, 1), "chem": (2, 1)}
        assert store.kept(days[2], days[2]) == {"bio": (1, 1), "chem": (1, 1)}
        assert store.kept(days[0], days[0]) == {}


class TestReading:
    def test_what_a_list_of_decks_needs_of_memories(self, desk, store, tools):
        desk.record(due_at=5)
        desk.record(URINE, rating=Rating.AGAIN, due_at=7, revision=3)
        assert store.held() == {BLOOD: (True, 5, 1), URINE: (False, 7, 3)}
        assert store.held()[BLOOD].in_review is True

    def test_memories_of_decks(self, desk, store):
        for fact in ("bio/a", "bio/b/reverse", "bio-x/a", "bio0/a", "biology/a", "chem/a"):
            desk.record(fact)
        assert set(store.memories(["bio"])) == {"bio/a", "bio/b/reverse"}
        assert set(store.memories(["chem", "bio-x"])) == {"bio-x/a", "chem/a"}
        assert store.memories(["none"]) == store.memories([]) == {}
        assert len(store.memories()) == 6

    def test_the_load_counts_memories_in_review(self, desk, store, tools):
        day = tools.DAY_MS
        for index, due_at in enumerate((0, day - 1, day, 5 * day + 7, -1, -day, -day - 1)):
            desk.record(f"bio/{index}", due_at=due_at)
        desk.record("bio/learning", rating=Rating.AGAIN, due_at=day)
        assert store.due_days() == {0: 2, 1: 1, 5: 1, -1: 2, -2: 1}
        assert store.memory("bio/learning").state is State.LEARNING

    def test_the_pace_is_the_median(self, desk, store, tools):
        for index, duration in enumerate((1000, 9000, 2000)):
            desk.record(f"bio/{index}", question_id=f"q{index}", duration_ms=duration)
        assert store.pace_ms() == 2000
        desk.record("bio/3", question_id="q3", duration_ms=3000)
        assert store.pace_ms() == 2500
        store.undo("q1", tools.NOW, tools.DAY)
        assert store.pace_ms() == 2000

    def test_the_pace_is_of_the_last_200(self, desk, store):
        desk.ask("q0", *(f"bio/{index}" for index in range(150)), duration_ms=90_000)
        desk.ask("q1", *(f"chem/{index}" for index in range(101)), duration_ms=1000)
        assert store.pace_ms() == 1000

    def test_reviews_of_a_session(self, desk, store, tools):
        desk.record(URINE, session_id="s0")
        desk.note(EventKind.SESSION_STARTED, "s1", seed=3)
        mine = [desk.record(session_id="s1"), desk.record(session_id="s1")]
        desk.record(URINE, session_id="s2")
        assert list(store.reviews(session_id="s1")) == mine
        assert list(store.reviews(session_id="s1", fact=URINE)) == []
        assert list(store.reviews(session_id="s1", fact=BLOOD)) == mine
        assert len(list(store.reviews(session_id="s0"))) == 1
        assert list(store.reviews(session_id="none")) == []

    def test_reviews_of_a_session_of_which_no_start_was_noted(self, desk, store, tools):
        before = desk.record(URINE)
        name = store.new_id(tools.NOW)
        assert list(store.reviews(session_id=name)) == []
        mine = [desk.record(session_id=name), desk.record(session_id=name, question_id="q2")]
        again = desk.rerate(mine[1], store.memory(BLOOD), Rating.HARD)
        assert list(store.reviews(session_id=name)) == [mine[0], again]
        store.undo("q2", tools.NOW, tools.DAY)
        assert list(store.reviews(session_id=name)) == [mine[0]]
        assert before in list(store.reviews())

    def test_many_reviews_come_in_order(self, desk, store):
        for start in (0, 600):
            facts = [f"bio/{index}" for index in range(start, start + 600)]
            desk.ask(f"q{start}", *facts)
        assert [review.fact for review in store.reviews()] == [f"bio/{n}" for n in range(1200)]
        assert len(list(store.reviews(session_id="s1"))) == 1200

    def test_answers_given_while_reading_do_no_harm(self, desk, store):
        desk.record()
        reading = store.reviews()
        next(reading)
        desk.record(URINE)
        assert len(list(reading)) <= 1

    def test_confusions_are_what_standing_answers_took_for_what(self, desk, store, tools):
        assert store.confusions() == []
        at = tools.NOW_MS
        desk.record(BLOOD, confused_with=(URINE, BILE), correct=False)
        desk.record(URINE, at=at + 5, question_id="q2", confused_with=(BLOOD,), correct=False)
        desk.record(BILE, question_id="q3")
        assert store.confusions() == [
            Confusion(BLOOD, URINE, at, 0.5),
            Confusion(BLOOD, BILE, at, 0.5),
            Confusion(URINE, BLOOD, at + 5, 1.0),
        ]
        store.undo("q1", tools.NOW, tools.DAY)
        assert store.confusions() == [Confusion(URINE, BLOOD, at + 5, 1.0)]

    def test_confusions_go_by_the_keys_of_today(self, desk, store, tools):
        desk.record(BLOOD, confused_with=(URINE,), correct=False)
        desk.move(URINE, "chem/u")
        desk.record("chem/u", question_id="q2", confused_with=(BLOOD,), correct=False)
        desk.move(BLOOD, "chem/b")
        desk.record(BLOOD, question_id="q3", confused_with=(URINE,), correct=False)
        assert [(one.asked, one.chosen) for one in store.confusions()] == [
            ("chem/b", "chem/u"),
            ("chem/u", "chem/b"),
            (BLOOD, URINE),
        ]

    def test_events_of_a_kind(self, desk, store):
        flagged = desk.note(EventKind.FLAGGED, BLOOD, reason="typo")
        taken = desk.note(EventKind.PARAMETERS_TAKEN, "", weights=[0.1, 2])
        assert list(store.events()) == [flagged, taken]
        assert list(store.events(EventKind.PARAMETERS_TAKEN)) == [taken]
        assert list(store.events(EventKind.RESET)) == []
        assert (flagged.kind, flagged.target, flagged.payload) == (
            EventKind.FLAGGED,
            BLOOD,
            {"reason": "typo"},
        )
        assert flagged.machine == store.machine

    def test_payloads_come_back_as_json_gives_them(self, desk, store):
        event = desk.note(EventKind.EXAM_HANDED_IN, "s1", parts=(1, 2), text="\ud800é")
        assert event.payload == {"parts": [1, 2], "text": "\ud800é"}
        assert list(store.events()) == [event]


class TestSessions:
    def test_the_open_one_is_the_last_that_has_not_ended(self, desk, store, tools):
        desk.note(EventKind.SESSION_STARTED, "s1", seed=1)
        started = desk.note(EventKind.SESSION_STARTED, "s2", seed=2)
        desk.note(EventKind.SESSION_STARTED, "s3", seed=3)
        desk.note(EventKind.SESSION_ENDED, "s3")
        session = store.open_session(tools.DAY)
        assert (session.id, session.started_at) == ("s2", started.at)
        assert (session.study_day, session.payload) == (tools.DAY, {"seed": 2})

    def test_one_begun_on_another_machine_is_not_taken_up(self, desk, store, tools):
        started = desk.note(EventKind.SESSION_STARTED, "s1", seed=1)
        later = started.id[:-12] + "f" * 12
        store.absorb([replace(started, id=later, machine="elsewhere", target="s2")], {})
        assert store.open_session(tools.DAY).id == "s1"

    def test_another_day_has_its_own(self, desk, store, tools):
        desk.note(EventKind.SESSION_STARTED, "s1", tools.DAY - timedelta(days=1))
        assert store.open_session(tools.DAY) is None
        assert store.open_session(tools.DAY - timedelta(days=1)).id == "s1"


class TestRerate:
    def test_the_review_stands_with_the_new_rating(self, desk, store):
        review = desk.record()
        changed = desk.rerate(review, None, Rating.EASY)
        assert (changed.rating, changed.proposed_rating) == (Rating.EASY, Rating.GOOD)
        assert changed == replace(
            review, rating=Rating.EASY, interval_days=8.0, due_at=changed.due_at
        )
        assert list(store.reviews()) == [changed]
        assert next(store.rows()) == review
        memory = store.memory(BLOOD)
        assert (memory.last_rating, memory.due_at) == (Rating.EASY, changed.due_at)
        assert store.first_answers(*ALWAYS)[0].rating is Rating.EASY

    def test_the_last_word_holds(self, desk, store):
        review = desk.record()
        desk.rerate(review, None, Rating.EASY)
        last = desk.rerate(review, None, Rating.AGAIN)
        assert list(store.reviews(fact=BLOOD)) == [last]
        assert store.memory(BLOOD).lapses == 1

    def test_a_later_answer_of_the_day_leaves_the_first_alone(self, desk, store):
        desk.record(rating=Rating.AGAIN)
        before = store.memory(BLOOD)
        desk.rerate(desk.record(), before, Rating.HARD)
        assert store.first_answers(*ALWAYS)[0].rating is Rating.AGAIN

    def test_what_does_not_count_can_be_judged_and_moves_nothing(self, desk, store):
        desk.record()
        memory = store.memory(BLOOD)
        drill = desk.record(counts=False)
        changed = desk.rerate(drill, memory, Rating.AGAIN)
        assert changed.rating is Rating.AGAIN
        assert store.memory(BLOOD) == memory
        assert list(store.reviews())[-1] == changed

    def test_a_drill_after_it_does_not_matter(self, desk, store):
        review = desk.record()
        desk.record(counts=False)
        assert desk.rerate(review, None, Rating.HARD).rating is Rating.HARD

    def test_a_fact_that_moved_meanwhile_is_followed(self, desk, store):
        review = desk.record()
        desk.move(BLOOD, "bio/acidity/blood")
        desk.record("bio/other")
        desk.rerate(review, None, Rating.HARD)
        assert store.memory("bio/acidity/blood").last_rating is Rating.HARD
        assert store.memory(BLOOD) is None
        firsts = {first.fact: first.rating for first in store.first_answers(*ALWAYS)}
        assert firsts == {"bio/acidity/blood": Rating.HARD, "bio/other": Rating.GOOD}

    @pytest.mark.parametrize("since", ["answered", "undone", "reset", "unknown"])
    def test_refused_where_it_is_no_longer_the_last(self, desk, store, tools, since):
        review = desk.record()
        match since:
            case "answered":
                desk.record(question_id="q2")
            case "undone":
                store.undo("q1", tools.NOW, tools.DAY)
            case "reset":
                desk.note(EventKind.RESET, BLOOD)
            case "unknown":
                review = replace(review, id="x")
        before, events = store.memories(), list(store.events())
        with pytest.raises(ValueError, match="not the last standing answer"):
            desk.rerate(review, None, Rating.EASY)
        assert store.memories() == before
        assert list(store.events()) == events

    def test_what_an_undone_answer_hid_can_be_judged_again(self, desk, store, tools):
        review = desk.record()
        desk.record(question_id="q2")
        store.undo("q2", tools.NOW, tools.DAY)
        assert desk.rerate(review, None, Rating.HARD).rating is Rating.HARD


class TestUndo:
    def test_memories_are_put_back(self, desk, store, tools):
        desk.record(BLOOD, study_day=date(2026, 1, 1))
        before = tools.snapshot(store)
        undone = desk.ask("q2", BLOOD, URINE)
        assert store.undo("q2", tools.NOW, tools.DAY) == (BLOOD, URINE)
        assert tools.snapshot(store) == before
        assert list(store.reviews(undone=True))[1:] == list(undone)
        assert len(list(store.rows())) == 4

    def test_later_answers_of_its_facts_still_stand(self, desk, store, tools):
        next_day = tools.DAY + timedelta(days=1)
        desk.record(question_id="q1", rating=Rating.AGAIN)
        later = desk.record(question_id="q2", study_day=next_day)
        store.undo("q1", tools.NOW, tools.DAY)
        assert store.memory(BLOOD) == tools.fold(None, later)
        assert store.first_answers(*ALWAYS) == [FirstAnswer(next_day, BLOOD, True, Rating.GOOD)]

    def test_the_next_answer_of_the_day_becomes_its_first(self, desk, store, tools):
        desk.record(question_id="q1", rating=Rating.AGAIN)
        desk.record(question_id="q2", rating=Rating.HARD)
        store.undo("q1", tools.NOW, tools.DAY)
        assert store.first_answers(*ALWAYS) == [FirstAnswer(tools.DAY, BLOOD, True, Rating.HARD)]

    def test_ratings_that_were_changed_stay_changed(self, desk, store, tools):
        desk.rerate(desk.record(question_id="q1"), None, Rating.EASY)
        memory = store.memory(BLOOD)
        desk.record(question_id="q2")
        store.undo("q2", tools.NOW, tools.DAY)
        assert store.memory(BLOOD) == memory

    def test_a_question_can_be_answered_again_and_undone_again(self, desk, store, tools):
        desk.record(rating=Rating.AGAIN)
        store.undo("q1", tools.NOW, tools.DAY)
        review = desk.record(rating=Rating.HARD)
        assert list(store.reviews()) == [review]
        assert store.undo("q1", tools.NOW, tools.DAY) == (BLOOD,)
        assert list(store.reviews()) == []
        assert store.memories() == {}

    def test_what_moved_is_given_by_its_key_of_today(self, desk, store, tools):
        desk.record(question_id="q1")
        memory = store.memory(BLOOD)
        desk.record(question_id="q2")
        desk.move(BLOOD, "chem/blood")
        assert store.undo("q2", tools.NOW, tools.DAY) == ("chem/blood",)
        assert store.memories() == {"chem/blood": memory}

    def test_what_was_reset_since_stays_reset(self, desk, store, tools):
        desk.record()
        desk.note(EventKind.RESET, BLOOD)
        store.undo("q1", tools.NOW, tools.DAY)
        assert store.memories() == {}
        assert store.first_answers(*ALWAYS) == []

    def test_marks_are_not_undone(self, desk, store, tools):
        desk.record()
        desk.note(EventKind.SUSPENDED, BLOOD)
        store.undo("q1", tools.NOW, tools.DAY)
        assert store.standing().suspended == {BLOOD}

    def test_what_did_not_count_can_be_undone(self, desk, store, tools):
        desk.record(counts=False)
        assert store.undo("q1", tools.NOW, tools.DAY) == (BLOOD,)
        assert list(store.reviews()) == []

    @pytest.mark.parametrize("question_id", ["q1", "never asked"])
    def test_refused_where_nothing_stands(self, desk, store, tools, question_id):
        desk.record()
        store.undo("q1", tools.NOW, tools.DAY)
        events = list(store.events())
        with pytest.raises(ValueError, match="no answer to question"):
            store.undo(question_id, tools.NOW, tools.DAY)
        assert list(store.events()) == events


class TestAmend:
    def test_another_answer_takes_the_place_of_the_first(self, desk, store, tools):
        untouched = desk.answer(question_id="q2", rating=Rating.EASY)
        (first,) = desk.ask("q1", BLOOD, rating=Rating.AGAIN)
        found = []

        def instead():
            found.append(store.memory(BLOOD))
            return [untouched]

        (second,) = store.amend("q1", instead, tools.NOW, tools.DAY)
        assert found == [None]
        assert second.counts
        assert second.id > first.id
        assert [review.id for review in store.reviews()] == [second.id]
        assert [review.id for review in store.reviews(undone=True)] == [first.id, second.id]
        assert store.memory(BLOOD) == untouched.after
        before = tools.snapshot(store)
        store.rebuild()
        assert tools.snapshot(store) == before

    def test_where_the_other_answer_fails_the_first_one_stands(self, desk, store, tools):
        desk.ask("q1", BLOOD)
        before = tools.snapshot(store)

        def failing():
            assert store.memory(BLOOD) is None
            raise DataError("no answer")

        with pytest.raises(DataError, match="no answer"):
            store.amend("q1", failing, tools.NOW, tools.DAY)
        assert tools.snapshot(store) == before
        assert list(store.events()) == []

    def test_what_does_not_stand_cannot_be_amended(self, desk, store, tools):
        with pytest.raises(ValueError, match="no answer to question 'q1' stands"):
            store.amend("q1", lambda: [desk.answer()], tools.NOW, tools.DAY)
        assert list(store.reviews()) == []


class TestMarks:
    def test_they_are_set_and_taken_away(self, desk, store):
        desk.note(EventKind.BURIED, BLOOD, until="2026-03-02")
        desk.note(EventKind.BURIED, BLOOD, until="2026-03-05")
        desk.note(EventKind.SUSPENDED, BLOOD)
        desk.note(EventKind.SUSPENDED, URINE)
        desk.note(EventKind.FLAGGED, URINE, reason="typo")
        assert store.standing() == Standing(
            {BLOOD: date(2026, 3, 5)}, frozenset({BLOOD, URINE}), {URINE: "typo"}
        )
        desk.note(EventKind.RESUMED, BLOOD)
        desk.note(EventKind.UNFLAGGED, URINE)
        assert store.standing() == Standing({BLOOD: date(2026, 3, 5)}, frozenset({URINE}), {})
        desk.note(EventKind.UNFLAGGED, URINE)

    @pytest.mark.parametrize(
        ("kind", "payload"),
        [
            (EventKind.BURIED, {}),
            (EventKind.BURIED, {"until": "tomorrow"}),
            (EventKind.BURIED, {"until": "20260305"}),
            (EventKind.BURIED, {"until": 7}),
            (EventKind.FLAGGED, {"reason": None}),
            (EventKind.MOVED, {}),
            (EventKind.MOVED, {"from": BLOOD}),
            (EventKind.SESSION_STARTED, {"seed": object()}),
            (EventKind.SESSION_STARTED, {"seed": float("nan")}),
            (EventKind.RERATED, {"rating": 3, "interval_days": 1.0, "due_at": 1}),
            (EventKind.UNDONE, {}),
        ],
    )
    def test_what_could_not_be_understood_later_is_refused(self, desk, store, kind, payload):
        with pytest.raises(ValueError, match=r"."):
            desk.note(kind, BLOOD, **payload)
        assert list(store.rows()) == []


class TestReset:
    def test_the_memory_is_gone_and_the_history_stays(self, desk, store):
        review = desk.record()
        desk.note(EventKind.SUSPENDED, BLOOD)
        desk.note(EventKind.RESET, BLOOD)
        assert store.memory(BLOOD) is None
        assert list(store.reviews(fact=BLOOD)) == [review]
        assert store.standing().suspended == {BLOOD}

    def test_the_next_answer_starts_anew(self, desk, store, tools):
        desk.record()
        desk.note(EventKind.RESET, BLOOD)
        again = desk.record(question_id="q2", study_day=tools.DAY + timedelta(days=1))
        assert again.counts
        assert store.memory(BLOOD) == tools.fold(None, again)
        assert [first.was_new for first in store.first_answers(*ALWAYS)] == [True, True]

    def test_undoing_does_not_bring_back_what_came_before_it(self, desk, store, tools):
        desk.record(question_id="q1")
        desk.note(EventKind.RESET, BLOOD)
        desk.record(question_id="q2")
        store.undo("q2", tools.NOW, tools.DAY)
        assert store.memory(BLOOD) is None


class TestMoved:
    def test_all_that_stands_goes_along(self, desk, store, tools):
        review = desk.record()
        memory = store.memory(BLOOD)
        desk.note(EventKind.FLAGGED, BLOOD, reason="odd")
        desk.move(BLOOD, URINE)
        assert store.memories() == {URINE: memory}
        assert store.standing().flagged == {URINE: "odd"}
        assert store.first_answers(*ALWAYS) == [FirstAnswer(tools.DAY, URINE, True, Rating.GOOD)]
        assert list(store.reviews(fact=URINE)) == [review]
        assert list(store.reviews(fact=BLOOD)) == []
        assert list(store.reviews()) == [review]

    def test_the_old_key_is_free_for_a_new_fact(self, desk, store, tools):
        desk.record()
        desk.move(BLOOD, URINE)
        fresh = desk.record()
        assert fresh.counts
        assert store.memory(BLOOD) == tools.fold(None, fresh)
        assert list(store.reviews(fact=BLOOD)) == [fresh]
        assert len(store.first_answers(*ALWAYS)) == 2

    def test_moves_can_follow_each_other_and_lead_back(self, desk, store, tools):
        first = desk.record(question_id="q1")
        desk.move(BLOOD, "chem/a")
        second = desk.record("chem/a", question_id="q2")
        desk.move("chem/a", "chem/b")
        desk.move("chem/b", BLOOD)
        memory = tools.fold(tools.fold(None, first), second)
        assert store.memories() == {BLOOD: memory}
        assert list(store.reviews(fact=BLOOD)) == [first, second]
        store.undo("q2", tools.NOW, tools.DAY)
        assert store.memories() == {BLOOD: tools.fold(None, first)}

    def test_where_both_were_answered_they_become_one_fact(self, desk, store, tools):
        one = desk.record(BLOOD, rating=Rating.HARD)
        two = desk.record(URINE, rating=Rating.EASY)
        three = desk.record(BLOOD, rating=Rating.AGAIN, study_day=date(2026, 4, 1))
        desk.move(BLOOD, URINE)
        memory = None
        for review in (one, two, three):
            memory = tools.fold(memory, review)
        assert store.memories() == {URINE: memory}
        assert [first.rating for first in store.first_answers(*ALWAYS)] == [
            Rating.HARD,
            Rating.AGAIN,
        ]
        assert list(store.reviews(fact=URINE)) == [one, two, three]

    def test_what_was_reset_before_does_not_count_in_it(self, desk, store, tools):
        desk.record(BLOOD)
        desk.note(EventKind.RESET, BLOOD)
        two = desk.record(URINE)
        desk.move(BLOOD, URINE)
        assert store.memories() == {URINE: tools.fold(None, two)}

    def test_what_the_new_key_was_set_to_stays(self, desk, store):
        desk.note(EventKind.BURIED, BLOOD, until="2026-03-04")
        desk.note(EventKind.FLAGGED, BLOOD, reason="old")
        desk.note(EventKind.FLAGGED, URINE, reason="new")
        desk.move(BLOOD, URINE)
        assert store.standing() == Standing({URINE: date(2026, 3, 4)}, frozenset(), {URINE: "new"})


class TestWholeLog:
    def life(self, desk, store, tools):
        for index in range(4):
            day = tools.DAY + timedelta(days=index)
            desk.ask(f"q{index}", BLOOD, URINE, study_day=day, rating=Rating(1 + index))
        desk.rerate(list(store.reviews())[-1], None, Rating.GOOD)
        desk.record("bio/x", question_id="qx")
        store.undo("q1", tools.NOW, tools.DAY)
        desk.note(EventKind.BURIED, BLOOD, until="2026-03-04")
        desk.note(EventKind.RESET, URINE)
        desk.record(URINE, question_id="q9")
        desk.move("bio/x", "bio/y")

    def test_rebuilding_changes_nothing(self, desk, store, tools):
        self.life(desk, store, tools)
        before = tools.snapshot(store)
        store.rebuild()
        assert tools.snapshot(store) == before

    def test_two_logs_become_the_same_one(self, new_store, tools):
        ours, theirs = new_store(), new_store()
        assert ours.machine != theirs.machine
        for store in (ours, theirs):
            self.life(tools.Desk(store), store, tools)
        texts = {f"digest of {BLOOD}": "theirs", "more": "text"}
        our_rows, their_rows = list(ours.rows()), list(theirs.rows())
        assert ours.absorb(their_rows, texts) == len(their_rows)
        assert theirs.absorb(our_rows, {}) == len(our_rows)
        assert ours.absorb(their_rows, {}) == 0
        assert tools.snapshot(ours) == tools.snapshot(theirs)
        assert list(ours.rows()) == list(theirs.rows())
        assert len(list(ours.rows())) == len(our_rows) + len(their_rows)
        assert ours.answer_text(f"digest of {BLOOD}") == f"answer to {BLOOD}"
        assert ours.answer_text("more") == "text"

    def test_ids_go_on_after_those_of_a_faster_clock(self, new_store, tools):
        ours, theirs = new_store(), new_store()
        ahead = tools.Desk(theirs).record(at=tools.NOW_MS + 10**10)
        ours.absorb([ahead], {})
        assert ours.new_id(tools.NOW) > ahead.id
        event = tools.Desk(ours).note(EventKind.SUSPENDED, URINE)
        theirs.absorb([event], {})
        assert theirs.new_id(tools.NOW) > event.id > ahead.id

    def test_an_undo_from_elsewhere_may_come_before_what_it_undoes(self, new_store, tools):
        ours, theirs = new_store(), new_store()
        review = tools.Desk(theirs).record()
        theirs.undo("q1", tools.NOW, tools.DAY)
        (undone,) = theirs.events()
        ours.absorb([undone], {})
        ours.absorb([review], {})
        assert list(ours.reviews()) == []
        assert ours.memories() == {}

    def test_rows_that_are_none_are_refused(self, desk, store, tools):
        review = desk.record()
        with pytest.raises(ValueError, match="not an id of the log"):
            store.absorb(
                [replace(review, id=store.new_id(tools.NOW)), review, replace(review, id="x")], {}
            )
        assert list(store.rows()) == [review]


def test_a_lower_revision_from_another_machine_changes_nothing(desk, store, tools):
    desk.record(revision=2)
    memory = store.memory(BLOOD)
    desk.record(revision=1, study_day=date(2026, 4, 1))
    assert store.memory(BLOOD) == memory
    before = tools.snapshot(store)
    store.rebuild()
    assert tools.snapshot(store) == before


def test_memories_are_values(desk, store):
    desk.record()
    assert isinstance(store.memory(BLOOD), Memory)
    assert isinstance(store.memory(BLOOD).state, State)
    assert isinstance(store.memory(BLOOD).last_rating, Rating)


class TestFigures:
    @pytest.fixture
    def held(self, desk):
        """Facts of two decks of which one has the other's name as its beginning."""
        for fact in (BLOOD, URINE, "bio-2/card", "bio/card"):
            desk.record(fact)
        desk.record(URINE, rating=Rating.AGAIN, correct=False)

    def test_facts_are_told_of_all_decks_or_of_one(self, held, store):
        memories = store.memories()
        for deck, facts in (
            (None, set(memories)),
            ("bio", {BLOOD, URINE, "bio/card"}),
            ("bio-2", {"bio-2/card"}),
            ("none", set()),
        ):
            strengths = store.strengths(deck)
            assert {one.fact for one in strengths} == facts
            assert all(one.stability == memories[one.fact].stability for one in strengths)
            assert set(store.outlines(0, deck)) == facts

    def test_due_is_what_is_due_before_an_instant(self, held, store):
        due_at = {fact: memory.due_at for fact, memory in store.memories().items()}
        instant = due_at[BLOOD]
        for before in (instant, instant + 1):
            outlines = store.outlines(before, None)
            assert {fact: one.due for fact, one in outlines.items()} == {
                fact: at < before for fact, at in due_at.items()
            }

    def test_some_facts_are_told_of_and_what_was_forgotten_often(self, held, store):
        lapses = {fact: memory.lapses for fact, memory in store.memories().items()}
        for wanted, least in (
            ((), 99),
            ((BLOOD, "bio/gone"), 99),
            ((URINE,), max(lapses.values())),
            ((), 0),
        ):
            told = store.strengths_among(wanted, least)
            assert sorted(one.fact for one in told) == sorted(
                fact for fact, times in lapses.items() if fact in wanted or times >= least
            )
            assert {*told} <= {*store.strengths(None)}
