"""Sessions as people hold them: in any order, with kills, second windows and days in between."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quiz.errors import DataError
from quiz.memory.study_day import to_ms
from quiz.review import Confidence, Mode, Rating, State
from quiz.shapes import DontKnow, Reveal, Revealed, Type, Typed
from quiz.store.sqlite import open_store
from quiz.study.settings import NO_CONTRAST, Contrast, Limits, Settings
from quiz.study.turn import (
    Answered,
    Asked,
    Declaring,
    Doubted,
    Finished,
    Introduced,
    Kept,
    Waiting,
)

VALUES = ("", '"a"', '"b"', '"c"', '["a", "d"]')
"""What cells of random tables hold; the first is a blank."""
ALL = Contrast(promoted_pairs=True)
ON_SCREEN = (Asked, Declaring, Doubted, Answered)

MIXED = """
id = "mixed"
title = "Mixed"
[[card]]
id = "both"
form = "flashcard"
prompt = "There"
answer = "Back"
both_ways = true
[[card]]
id = "near"
form = "typed"
prompt = "Near?"
answer = "myelination"
[[card]]
id = "pick"
form = "choice"
prompt = "Which?"
answer = "this"
wrong = ["that", "those"]
[[card]]
id = "sort"
form = "sort"
prompt = "Sort."
groups = { a = ["one", "two"], b = ["three"] }
"""


class Sessions(RuleBasedStateMachine):
    """One person, two windows, one log.

    `standing` holds the questions that the session's log should hold, those of a bundle together,
    `begun_on` the study day on which it was begun. `disturbed` says that another window has been at
    the log, `comparable` that
    a session begun now should stand where this one does.
    """

    tools: SimpleNamespace
    elsewhere: tuple[str, ...] | None = ("t",)

    def new_store(self):
        return self.tools.new_store()

    @initialize(
        confidence=st.booleans(),
        limits=st.sampled_from([Limits(), Limits(2, 3), Limits(4, 1), Limits(0, 5)]),
        deck_limits=st.sampled_from([{}, {"t": Limits(1, 1)}]),
        steps=st.sampled_from([(60, 600), (60,), ()]),
        relearning=st.sampled_from([(600,), ()]),
        size=st.tuples(st.integers(1, 4), st.integers(2, 4)),
        count=st.integers(0, 4),
        seed=st.integers(0, 3),
        contrast=st.sampled_from([ALL, Contrast(bundles=False), NO_CONTRAST]),
    )
    def sit_down(
        self, confidence, limits, deck_limits, steps, relearning, size, count, seed, contrast
    ):
        decks = [self.tools.read(MIXED), self.tools.table(*size), self.tools.cards(count, "c")]
        chosen = Settings(
            learning_steps=steps,
            relearning_steps=relearning,
            limits=limits,
            decks=deck_limits,
            confidence=confidence,
            leech_lapses=2,
            contrast=contrast,
        )
        self.person = self.tools.Person(
            self.tools.FakeLibrary(*decks), settings=chosen, store=self.new_store(), seed=seed
        )
        self.session = self.person.begin()
        self.disturbed = False
        self.standing: list[list[str]] = []
        self.open_bundle: str | None = None
        self.begun_on = None
        self.arrived(comparable=True)

    def teardown(self):
        if hasattr(self, "person"):
            self.person.store.inner.close()

    def arrived(self, *, comparable: bool) -> None:
        """Note whether a session begun now would be expected to stand where this one does."""
        self.comparable = comparable and not self.disturbed

    @property
    def turn(self):
        return self.session.turn

    @property
    def now(self):
        return self.person.now

    def today(self):
        return self.person.scheduler.calendar.study_day(self.now)

    def restart(self) -> bool:
        """Begin again over the same log; says whether the session should have gone on."""
        goes_on = self.begun_on == self.today()
        self.session = self.person.again()
        assert self.session.resumed == goes_on
        if not goes_on:
            self.standing, self.begun_on, self.open_bundle = [], None, None
        self.disturbed = False
        self.arrived(comparable=True)
        return goes_on

    def took(self, turn) -> None:
        if not isinstance(turn, Answered | Kept):
            return
        self.begun_on = self.begun_on or self.today()
        logged = list(self.person.store.reviews(session_id=self.session._start.id))
        last = [one for one in logged if one.question_id == logged[-1].question_id]
        ledger = self.session._course.ledger
        for review in last:
            assert ledger.memories.get(review.fact) == self.person.store.memory(review.fact)
        bundle = last[0].bundle_id
        if bundle is not None and bundle == self.open_bundle:
            self.standing[-1].append(last[0].question_id)
        else:
            self.standing.append([last[0].question_id])
        self.open_bundle = bundle
        if isinstance(turn, Kept):
            assert turn.asked.bundle is not None
            return
        assert [one.fact for one in turn.reviews] == list(turn.asked.question.facts)
        if turn.asked.bundle is not None:
            self.the_bundle_is_answered(bundle)
        # A verdict that was held back may come after another window has answered its fact again.
        if turn.counted and len(last) == 1 and not (turn.asked.bundle and self.disturbed):
            self.as_shown(turn)

    def the_bundle_is_answered(self, bundle) -> None:
        """No verdict before all of its facts are answered, or can no longer be asked."""
        run = self.session._course.route.run
        assert (run.bundle.id, run.left) == (bundle, [])

    def as_shown(self, turn) -> None:
        """The intervals shown under the ratings are what then happens."""
        memory = self.person.store.memory(turn.asked.fact.key)
        shown = turn.previews[turn.rating]
        assert (memory.interval_days, memory.due_at) == (shown.interval_days, shown.due_at)
        assert memory.last_rating is turn.rating
        assert turn.rating in turn.ratings

    # Answering.

    @precondition(lambda self: isinstance(self.turn, Asked))
    @rule(kind=st.sampled_from(["right", "right", "wrong", "dont-know", "near"]))
    def answer(self, kind):
        asked = self.turn
        response = {
            "right": self.tools.right_response,
            "wrong": self.tools.wrong_response,
            "dont-know": lambda _: DontKnow(),
            "near": self.tools.right_response,
        }[kind](asked)
        if kind == "near" and isinstance(asked.question.shape, Type):
            texts = tuple(text.replace("i", "y") for text in response.texts)
            response = Typed(texts)
        self.arrived(comparable=False)
        before = len(list(self.person.store.reviews()))
        turn = self.person.submit(self.session, response)
        if isinstance(turn, Answered | Kept):
            # Only what was really answered is rated.
            logged = list(self.person.store.reviews())[before:]
            assert [one.fact for one in logged] == list(asked.question.facts)
        self.took(turn)

    @precondition(
        lambda self: isinstance(self.turn, Asked) and isinstance(self.turn.question.shape, Reveal)
    )
    @rule(own=st.sampled_from(Rating), sure=st.sampled_from(Confidence))
    def reveal_and_grade(self, own, sure):
        turn = self.session.reveal(self.now)
        if isinstance(turn, Declaring):
            turn = self.session.declare(sure, self.now)
        assert turn.revealed
        self.arrived(comparable=False)
        shown = turn.previews and turn.previews[own]
        answered = self.person.submit(self.session, Revealed(own))
        self.took(answered)
        if answered.counted and shown:
            memory = self.person.store.memory(answered.asked.fact.key)
            assert (memory.interval_days, memory.due_at) == (shown.interval_days, shown.due_at)

    @precondition(lambda self: isinstance(self.turn, Declaring))
    @rule(sure=st.sampled_from(Confidence))
    def declare(self, sure):
        self.took(self.session.declare(sure, self.now))

    @precondition(lambda self: isinstance(self.turn, Doubted))
    @rule(meant=st.booleans())
    def decide(self, meant):
        self.took(self.session.decide(meant=meant, now=self.now))

    @precondition(lambda self: isinstance(self.turn, Answered) and self.turn.ratings)
    @rule(rating=st.sampled_from(Rating))
    def rerate(self, rating):
        if rating not in self.turn.ratings:
            with pytest.raises(ValueError, match="cannot be given"):
                self.session.rerate(rating, self.now)
            return
        latest = self.person.store.memory(self.turn.asked.fact.key)
        alone = len(self.turn.reviews) == 1
        try:
            turn = self.session.rerate(rating, self.now)
        except ValueError:
            if alone:
                assert latest.last_study_day  # the second window has answered it since
                assert latest != self.outcome_of(self.turn)
            return
        assert turn.rating is rating
        if alone:
            self.as_shown(turn)

    def outcome_of(self, turn):
        return self.session._course._outcomes[turn.asked.fact.key].after(turn.rating)

    @precondition(lambda self: not isinstance(self.turn, Asked | Declaring | Doubted))
    @rule()
    def advance(self):
        before = self.turn
        turn = self.session.advance(self.now)
        in_verdicts = isinstance(turn, Answered) and turn.asked.bundle is not None
        self.arrived(comparable=not in_verdicts and not isinstance(before, Introduced))
        if isinstance(before, Kept):
            assert isinstance(turn, Asked | Answered)
        if isinstance(before, Answered) and isinstance(turn, Asked):
            self.nothing_twice(before.asked.fact.key, turn.fact.key)

    def nothing_twice(self, last, key):
        if last == key and self.turn.bundle is None:
            plan, now_ms = self.session._course.route.plan, to_ms(self.now)
            ready = {step for step, at in plan.steps.items() if at <= now_ms}
            assert {*plan.due, *plan.new, *ready} == {key}

    @rule()
    def undo(self):
        before, questions = self.turn, len(self.standing)
        bundle = self.session._course.route.run.bundle
        self.bundle_before = None if bundle is None else bundle.id
        turn = self.session.undo(self.now)
        self.arrived(comparable=False)
        if isinstance(before, Declaring | Doubted):
            assert turn is before.asked
        elif not questions:
            assert turn is None
        else:
            self.taken_back(before)
            assert isinstance(turn, Asked)

    def taken_back(self, before) -> None:
        """One answer of a bundle that is not judged yet, or else all that were judged with it."""
        asking = before.bundle if isinstance(before, Asked) else None
        begun = isinstance(before, Kept) or (asking is not None and self.within(before))
        if begun and len(self.standing[-1]) > 1:
            self.standing[-1].pop()
        else:
            self.standing.pop()
            self.open_bundle = None

    def within(self, asked) -> bool:
        """Whether a question is asked of a bundle that has answers already."""
        return bool(self.standing) and self.bundle_before == self.open_bundle is not None

    # The fact on screen.

    @precondition(lambda self: isinstance(self.turn, ON_SCREEN))
    @rule(verb=st.sampled_from(["bury", "suspend"]))
    def put_away(self, verb):
        asked = self.turn if isinstance(self.turn, Asked) else self.turn.asked
        turn = getattr(self.session, verb)(self.now)
        self.arrived(comparable=True)
        assert not isinstance(turn, Asked) or turn.fact.key != asked.fact.key

    @precondition(lambda self: isinstance(self.turn, ON_SCREEN))
    @rule(reason=st.sampled_from(["", "odd"]))
    def flag(self, reason):
        turn = self.session.flag(reason, self.now)
        assert (turn if isinstance(turn, Asked) else turn.asked).flag == reason
        if reason:
            turn = self.session.unflag(self.now)
            assert (turn if isinstance(turn, Asked) else turn.asked).flag is None

    @precondition(lambda self: isinstance(self.turn, ON_SCREEN))
    @rule()
    def start_afresh(self):
        answered = isinstance(self.turn, Answered)
        turn = self.session.start_afresh(self.now)
        self.arrived(comparable=False)
        asked = turn.asked if answered else turn
        assert self.person.store.memory(asked.fact.key) is None
        assert answered or (isinstance(turn, Asked) and turn.memory is None)

    # Around the session.

    @rule()
    def kill(self):
        before, comparable = self.turn, self.comparable
        if not self.restart() or not comparable:
            return
        if isinstance(before, Answered | Kept):
            return  # what was judged is over, and what was kept goes on
        if not isinstance(before, Asked):
            assert self.turn == before
            return
        after = self.turn
        assert isinstance(after, Asked)
        assert (before.fact, before.question.form) == (after.fact, after.question.form)
        assert before.question.shape == after.question.shape
        assert (before.number, before.total) == (after.number, after.total)

    @rule()
    def end(self):
        self.session.end(self.now)
        self.begun_on = None
        self.restart()

    @rule(seconds=st.sampled_from([30, 700, 7200]))
    def pass_time(self, seconds):
        self.person.pass_time(seconds=seconds)
        self.arrived(comparable=False)

    @rule(days=st.sampled_from([1, 1, 3, 40]))
    def another_day(self, days):
        self.person.next_day(days)
        self.arrived(comparable=False)
        if isinstance(self.turn, Waiting | Finished):
            self.session.advance(self.now)
        elif isinstance(self.turn, Answered | Kept):
            self.advance()

    @rule(days=st.sampled_from([1, 8]))
    def another_day_after_leaving(self, days):
        self.person.next_day(days)
        assert not self.restart()

    @precondition(lambda self: isinstance(self.turn, Asked))
    @rule(when=st.sampled_from(["record", "new_id"]))
    def a_full_disk(self, when):
        before, plan = self.turn, set(self.session._course.route.plan.steps)
        self.person.store.fail(when)
        try:
            turn = self.session.submit(DontKnow(), self.now, 1000)
        except DataError:
            assert self.turn is before
            assert set(self.session._course.route.plan.steps) == plan
            turn = self.session.submit(DontKnow(), self.now, 1000)
        self.arrived(comparable=False)
        self.took(turn)

    @rule(right=st.booleans())
    def a_second_window(self, right):
        other = self.person.new_desk().begin(self.elsewhere, self.now, seed=99)
        if isinstance(other.turn, Asked):
            response = (self.tools.right_response if right else self.tools.wrong_response)(
                other.turn
            )
            other.submit(response, self.now, 1000)
            if isinstance(other.turn, Declaring):
                other.declare(Confidence.UNSURE, self.now)
        other.end(self.now)
        self.disturbed = True
        self.arrived(comparable=False)

    @rule()
    def bring_everything_back(self):
        for key in self.person.store.standing().suspended:
            self.person.desk.facts.resume(key, self.now)
        self.restart()

    # What always holds.

    def derived(self):
        store = self.person.store
        always = (self.tools.DAY.replace(year=2000), self.tools.DAY.replace(year=2100))
        return store.memories(), store.standing(), store.first_answers(*always)

    @invariant()
    def a_rebuild_gives_the_same(self):
        if hasattr(self, "person"):
            before = self.derived()
            self.person.store.rebuild()
            assert self.derived() == before

    @invariant()
    def the_log_holds_what_was_answered(self):
        if hasattr(self, "person"):
            logged = self.person.store.reviews(session_id=self.session._start.id)
            questions = [one for step in self.standing for one in step]
            assert list(dict.fromkeys(review.question_id for review in logged)) == questions
            assert self.session.can_undo == bool(self.standing)
            if isinstance(self.turn, Asked):
                assert self.turn.number == len(questions) + 1
                assert self.turn.total >= self.turn.number

    @invariant()
    def what_is_due_is_asked_or_held_back_by_a_limit(self):
        if not hasattr(self, "person") or self.session.start.mode is not Mode.STUDY:
            return
        course, store = self.session._course, self.person.store
        day = self.person.scheduler.calendar.study_day(self.now)
        if course.route._day != day:
            return  # planned anew at the next question
        standing = store.standing()
        hidden = standing.suspended | {k for k, until in standing.buried.items() if until > day}
        known = {k: m for k, m in store.memories().items() if k not in hidden}
        theirs = {k for k, m in course.ledger.memories.items() if known.get(k) == m}
        learning = {k for k, m in known.items() if m.state is not State.REVIEW}
        assert learning & theirs <= set(course.route.plan.steps)
        due = {
            k for k, m in known.items() if m.state is State.REVIEW and m.due_at <= to_ms(self.now)
        }
        left_out = {k for k in due & theirs if k not in course.route.plan}
        limits = self.person.settings.limits
        if left_out:
            done = [one for one in store.first_answers(day, day) if not one.was_new]
            planned = len(done) + len(course.route.plan.due)
            assert planned >= limits.reviews_per_day or self.person.settings.decks


class SessionsOverTables(Sessions):
    """The same over tables that are known already, so that much is due that can be confused."""

    elsewhere = None

    @initialize(
        tables=st.lists(
            st.tuples(
                st.integers(2, 4),
                st.integers(2, 5),
                st.lists(st.sampled_from(VALUES), min_size=20, max_size=20),
            ),
            min_size=1,
            max_size=2,
        ),
        missed=st.sets(st.integers(0, 40)),
        days=st.sampled_from([2, 20, 60, 200]),
        contrast=st.sampled_from([ALL, Contrast(), replace(ALL, bundles=False)]),
        confidence=st.booleans(),
        seed=st.integers(0, 3),
    )
    def sit_down(self, tables, missed, days, contrast, confidence, seed):
        decks = [
            self.tools.read(random_table(f"t{index}", *table)) for index, table in enumerate(tables)
        ]
        chosen = Settings(contrast=contrast, confidence=False, leech_lapses=2)
        self.person = self.tools.Person(
            self.tools.FakeLibrary(*decks), settings=chosen, store=self.new_store(), seed=seed
        )
        self.learn(missed, days)
        self.person.settings = replace(chosen, confidence=confidence)
        self.session = self.person.begin()
        self.disturbed = False
        self.standing, self.open_bundle, self.begun_on = [], None, None
        self.arrived(comparable=True)

    def learn(self, missed, days):
        """Learn all of it, some of it wrongly at first, over a few sessions."""
        asked = count()

        def answer(turn):
            fails = next(asked) in missed
            return (self.tools.wrong_response if fails else self.tools.right_response)(turn)

        for rest in (1, 10, days):
            self.person.through(self.person.begin(), answer)
            self.person.next_day(rest)


def random_table(name, features, subjects, values):
    lines = [f'id = "{name}"\ntitle = "{name}"\n[[comparison]]\nid = "m"\ntitle = "M"']
    lines += [f'subject.s{n} = {{ name = "Subject {n}" }}' for n in range(subjects)]
    for feature in range(features):
        lines.append(f'[[comparison.feature]]\nid = "f{feature}"\nname = "Feature {feature}"')
        # Each row has a cell at least; the others may be blank.
        row = [values[feature * 5 + subject] for subject in range(subjects)]
        row[0] = row[0] or '"z"'
        lines += [f"cell.s{n} = {value}" for n, value in enumerate(row) if value]
    return "\n".join(lines)


class SessionsOnDisk(Sessions):
    folder: Path

    def new_store(self):
        name = f"{Random().random()}.sqlite3"
        store = open_store(
            self.folder / name, self.tools.REPLAY, self.tools.NOON, Random(1).getrandbits
        )
        store._db.execute("PRAGMA synchronous = OFF")
        return self.tools.Flaky(store)


def run(machine, examples: int, steps: int) -> None:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        suppress_health_check=list(HealthCheck),
        database=None,
        report_multiple_bugs=False,
        print_blob=False,
    )
    run_state_machine_as_test(machine, settings=chosen)


def test_any_way_through_a_session_in_memory(tools):
    Sessions.tools = tools
    run(Sessions, examples=120, steps=40)


def test_any_way_through_a_session_over_tables(tools):
    SessionsOverTables.tools = tools
    run(SessionsOverTables, examples=40, steps=30)


def test_any_way_through_a_session_on_disk(tools, tmp_path):
    SessionsOnDisk.tools, SessionsOnDisk.folder = tools, tmp_path
    run(SessionsOnDisk, examples=12, steps=30)
