"""Every figure, counted again from the raw log in the slow and obvious way."""

from __future__ import annotations

import math
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.facts import FactKey, deck_of
from quiz.intervals import wilson
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer, after
from quiz.memory.study_day import Calendar, from_ms
from quiz.review import Confidence, Event, EventKind, Mode, Rating, Review, State
from quiz.scores.answers import answers
from quiz.scores.facts_now import DeckNow, Here, Terms
from quiz.scores.figures import Scope, score
from quiz.scores.record import record
from quiz.store.ids import text_of
from quiz.store.in_memory import MemoryStore
from quiz.store.sqlite import open_store
from quiz.study.ports import CatalogueFact
from tests.answers import a_review

FORGETTING = Forgetting()
FIRST_DAY = date(2026, 1, 5)
DAY_MS = 86_400_000


# The slow count. ---------------------------------------------------------------------------------


def told_again(rows):
    """Each answer that stands, with what was known before it, looked up in all the rows anew."""
    reviews = [row for row in rows if isinstance(row, Review)]
    events = [row for row in rows if isinstance(row, Event)]

    def undone(review):
        return any(
            event.kind is EventKind.UNDONE
            and event.target == review.question_id
            and event.id > review.id
            for event in events
        )

    def standing(review):
        for event in events:
            if event.kind is EventKind.RERATED and event.target == review.id:
                said = event.payload
                review = replace(
                    review,
                    rating=Rating(said["rating"]),
                    interval_days=said["interval_days"],
                    due_at=said["due_at"],
                )
        return review

    def today(key, row):
        for event in events:
            moved = event.kind is EventKind.MOVED and event.id > row.id
            if moved and event.payload["from"] == key:
                key = event.target
        return key

    stands = [
        replace(standing(one), fact=today(one.fact, one)) for one in reviews if not undone(one)
    ]
    resets = [(event.id, today(event.target, event)) for event in events if event.kind == "reset"]
    machines = {}
    told = []
    counted = {}
    for review in stands:
        mine = list(counted.setdefault(review.fact, []))
        counted[review.fact] += [review] if review.counts else []
        last_reset = max(
            (id for id, key in resets if key == review.fact and id < review.id), default=""
        )
        since = [one for one in mine if one.id > last_reset]
        memory, life = lived(since)
        new = memory is None or memory.revision < review.revision
        elapsed = 0 if new else (review.study_day - memory.last_study_day).days
        leads = machines.get(review.machine) != review.question_id
        machines[review.machine] = review.question_id
        told.append(
            SimpleNamespace(
                review=review,
                fact=review.fact,
                day=review.study_day,
                counts=review.counts,
                correct=review.correct,
                recalled=review.rating != 1,
                ms=review.duration_ms if leads else 0,
                first=review.counts and review.study_day not in [one.study_day for one in mine],
                new=new,
                interval=0 if new else memory.interval_days,
                elapsed=elapsed,
                predicted=kept_as(FORGETTING.retrievability(memory.stability, elapsed))
                if elapsed > 0
                else None,
                life=[] if new else life,
                confused=tuple(today(key, review) for key in review.confused_with),
            )
        )
    by_id = {one.review.id: one for one in told}
    for one in told:
        one.life = [by_id[earlier.id] for earlier in one.life if by_id[earlier.id].first]
    return told


def kept_as(chance):
    """A chance to the ten-thousandth, and never quite 0 or 1."""
    return min(max(round(chance, 4), 0.0001), 0.9999)


def lived(since):
    """The memory after these answers, and those it is made of: a raised revision begins anew."""
    start, memory = 0, None
    for index, one in enumerate(since):
        if memory is not None and one.revision > memory.revision:
            start = index
        memory = after(memory, one, FORGETTING)
    return memory, since[start:]


def share(found, outcome):
    found = list(found)
    right = sum(1 for one in found if outcome(one))
    if not found:
        return (0, 0, None, None, None)
    return (right, len(found), right / len(found), *wilson(right, len(found)))


def parts(told):
    return (told.right, told.of, told.share, told.low, told.high)


def check_activity(told, found):
    counted = [one for one in found if one.counts]
    extra = [one for one in found if not one.counts]
    assert told.reviews == len(counted)
    assert parts(told.right) == share(counted, lambda one: one.correct)
    assert told.minutes == pytest.approx(sum(one.ms for one in counted) / 60_000)
    assert told.new == sum(one.first and one.new for one in counted)
    assert told.days == len({one.day for one in counted})
    assert told.extra_reviews == len(extra)
    assert told.extra_minutes == pytest.approx(sum(one.ms for one in extra) / 60_000)
    if counted:
        mean = sum(one.ms for one in counted) / len(counted) / 1000
        assert told.seconds_per_review == pytest.approx(mean)
    else:
        assert told.seconds_per_review is None


def check_retention(told, found):
    kept = [one for one in found if one.first and not one.new]
    for name, chosen in (
        ("all", kept),
        ("young", [one for one in kept if one.interval < 21]),
        ("mature", [one for one in kept if one.interval >= 21]),
    ):
        assert parts(getattr(told, name)) == share(chosen, lambda one: one.recalled)
        months = {month.month: getattr(month, name) for month in told.months}
        assert set(months) == {one.day.isoformat()[:7] for one in kept}
        for month, month_kept in months.items():
            theirs = [one for one in chosen if one.day.isoformat()[:7] == month]
            assert parts(month_kept) == share(theirs, lambda one: one.recalled)


def check_agreement(told, found):
    assert parts(told.answers) == share(found, lambda one: one.correct)
    if not found:
        assert (told.predicted, told.log_loss, told.rmse_bins, told.auc) == (None,) * 4
        return
    assert told.predicted == pytest.approx(sum(one.predicted for one in found) / len(found))
    losses = [math.log(one.predicted if one.correct else 1 - one.predicted) for one in found]
    assert told.log_loss == pytest.approx(-sum(losses) / len(found))
    # As in the benchmark, with the labels that its bins have.
    bins = {}
    for one in found:
        misses = sum(not past.recalled and past.predicted is not None for past in one.life)
        label = (
            round(2.48 * 3.62 ** math.floor(math.log(one.elapsed) / math.log(3.62)), 2),
            round(1.99 * 1.89 ** math.floor(math.log(len(one.life) + 1) / math.log(1.89))),
            round(1.65 * 1.73 ** math.floor(math.log(misses) / math.log(1.73))) if misses else 0,
        )
        bins.setdefault(label, []).append(one)
    squares = 0.0
    for held in bins.values():
        mean = sum(one.predicted for one in held) / len(held)
        right = sum(one.correct for one in held) / len(held)
        squares += (mean - right) ** 2 * len(held)
    assert told.rmse_bins == pytest.approx(math.sqrt(squares / len(found)), abs=1e-9)
    rights = [one.predicted for one in found if one.correct]
    wrongs = [one.predicted for one in found if not one.correct]
    if rights and wrongs:
        wins = sum((right > wrong) + (right == wrong) / 2 for right in rights for wrong in wrongs)
        assert told.auc == pytest.approx(wins / len(rights) / len(wrongs))
    else:
        assert told.auc is None


def check_calibration(told, found):
    exams = [one for one in found if one.review.mode == "exam" and not one.counts]
    for declared, chosen in (
        (told.declared, [one for one in found if one.counts]),
        (told.declared_in_exams, exams),
    ):
        assert [one.confidence for one in declared] == ["sure", "unsure", "guess"]
        for one in declared:
            said = [answer for answer in chosen if answer.review.confidence == one.confidence]
            assert parts(one.answers) == share(said, lambda answer: answer.correct)
    foreseen = [one for one in found if one.first and one.predicted is not None]
    check_agreement(told.predicted, foreseen)
    assert sum(one.answers.of for one in told.bins) == len(foreseen)
    for one in told.bins:
        held = [x for x in foreseen if one.low <= x.predicted < one.high or x.predicted == one.high]
        assert one.answers.of == len(held) > 0
        assert one.answers.right == sum(answer.correct for answer in held)
        assert one.predicted == pytest.approx(sum(x.predicted for x in held) / len(held))
    forms = {one.review.form for one in foreseen}
    assert [one.form for one in told.forms] == sorted(forms)
    for one in told.forms:
        check_agreement(one.agreement, [x for x in foreseen if x.review.form == one.form])
    cells = [one for one in foreseen if one.fact.count("/") == 3]

    def bundled(one):
        return one.review.bundle_id is not None

    check_agreement(told.contrast.bundled, [one for one in cells if bundled(one)])
    check_agreement(told.contrast.single, [one for one in cells if not bundled(one)])
    last = [(one, bundled(one.life[-1])) for one in cells if one.life]
    check_agreement(told.contrast.after_bundled, [one for one, before in last if before])
    check_agreement(told.contrast.after_single, [one for one, before in last if not before])


def check_confusions(told, everything, since, today):
    for table in told.tables:
        name = f"{table.deck}/{table.table}/"
        mine = [one for one in everything if one.fact.count("/") == 3 and one.fact.startswith(name)]
        span = [one for one in mine if since is None or one.day >= since]
        for subject in table.subjects:
            asked = [one for one in span if one.fact.split("/")[3] == subject.id]
            assert parts(subject.answers) == share(asked, lambda one: one.correct)
        pairs = Counter()
        weights = Counter()
        for one in mine:
            own = one.fact.split("/")[3]
            chosen = {key.split("/")[3] for key in one.confused if key.startswith(name)} - {own}
            for other in chosen:
                pairs[own, other] += one in span
                weights[own, other] += 0.5 ** ((today - one.day).days / 60) / len(chosen)
        assert {(one.asked, one.chosen): one.times for one in table.confused} == dict(pairs)
        for one in table.confused:
            assert one.weight == pytest.approx(weights[one.asked, one.chosen])


def check_weakest(told, found, facts):
    kept = [one for one in found if one.first and not one.new]
    listed = {fact.key for fact in facts}
    missed = {one.fact for one in kept if not one.recalled} & listed

    def high(fact):
        right, of = counts[fact]
        return wilson(right, of)[1]

    counts = {
        fact: (
            sum(one.recalled for one in kept if one.fact == fact),
            sum(one.fact == fact for one in kept),
        )
        for fact in missed
    }
    wanted = sorted(missed, key=lambda fact: (high(fact), fact))[:20]
    assert [one.fact for one in told.facts] == wanted
    assert [(one.answers.right, one.answers.of) for one in told.facts] == (
        [counts[fact] for fact in wanted]
    )
    for groups, ids in ((told.features, (0, 1, 2)), (told.subjects, (0, 1, 3))):
        for one in groups:
            mine = [
                x
                for x in kept
                if x.fact in listed
                and x.fact.count("/") == 3
                and "/".join(x.fact.split("/")[place] for place in ids) == one.key
            ]
            assert parts(one.answers) == share(mine, lambda x: x.recalled)
    leeches = [fact.key for fact in facts if fact.memory and fact.memory.lapses >= 2]
    assert sorted(one.fact for one in told.leeches) == sorted(leeches)


def check_now(scores, facts, today):
    state = Counter()
    for fact in facts:
        memory = fact.memory
        if fact.suspended:
            state["suspended"] += 1
        elif memory is None:
            state["new"] += 1
        elif memory.state is not State.REVIEW:
            state["learning"] += 1
        else:
            state["mature" if memory.interval_days >= 21 else "young"] += 1
    states = scores.overview.states
    for name in ("new", "learning", "young", "mature", "suspended"):
        assert getattr(states, name) == state[name]
    due = [fact for fact in facts if fact.due_day and not fact.suspended]
    assert states.due == sum(fact.due_day <= today for fact in due)
    pace = scores.overview.span.seconds_per_review
    for ahead, day in enumerate(scores.memory.forecast):
        assert day.day == today + timedelta(days=ahead)
        if ahead:
            wanted = sum(fact.due_day == day.day for fact in due)
        else:
            wanted = sum(fact.due_day <= today for fact in due)
        assert day.reviews == wanted
        assert day.minutes == (None if pace is None else pytest.approx(wanted * pace / 60))
    known = [fact for fact in facts if fact.memory]
    knowledge = scores.memory.knowledge
    assert (knowledge.facts, knowledge.met) == (len(facts), len(known))
    assert knowledge.would_know == pytest.approx(sum(fact.retrievability for fact in known))
    for bins, value in (
        (scores.memory.stability, lambda fact: fact.memory.stability),
        (scores.memory.difficulty, lambda fact: fact.memory.difficulty),
        (knowledge.spread, lambda fact: fact.retrievability),
    ):
        assert sum(one.facts for one in bins) == len(known)
        for one in bins[:-1]:
            assert one.facts == sum(one.low <= value(fact) < one.high for fact in known)


def check(store, here, everything, days, deck=None):
    scores = score(store, here, Scope(deck, days))
    facts = facts_of(store, here, deck)
    everything = [one for one in everything if deck in (None, one.fact.split("/")[0])]
    today = here.study_day
    since = None if days is None else today - timedelta(days=days - 1)
    span = [one for one in everything if since is None or one.day >= since]
    check_activity(scores.overview.today, [one for one in everything if one.day == today])
    check_activity(scores.overview.span, span)
    calendar = {day.day: (day.reviews, day.extra_reviews) for day in scores.overview.calendar}
    year = [one for one in everything if today - timedelta(days=364) <= one.day <= today]
    for day in {one.day for one in year} | set(calendar):
        counted = sum(one.day == day and one.counts for one in year)
        assert calendar[day] == (counted, sum(one.day == day for one in year) - counted)
    check_retention(scores.memory.retention, span)
    check_confusions(scores.confusions, everything, since, today)
    check_calibration(scores.calibration, span)
    check_weakest(scores.weakest, span, facts)
    check_now(scores, facts, today)
    return scores


def here_of(store, keys, today):
    """What the board has besides the log, with a deck made here."""
    standing = store.standing()
    return Here(
        at=datetime(today.year, today.month, today.day, 20, tzinfo=UTC),
        study_day=today,
        decks=tuple(
            DeckNow(deck, deck, [CatalogueFact(FactKey(key)) for key in of_deck])
            for deck, of_deck in groupby(keys, deck_of)
        ),
        suspended=standing.suspended,
        buried=standing.buried,
        calendar=Calendar(UTC),
        forgetting=FORGETTING,
        terms=Terms(leech_lapses=2, streak=True),
    )


def facts_of(store, here, deck):
    """The facts as their memories have them, one by one."""
    memories, standing = store.memories(), store.standing()
    found = []
    for fact in here.facts(deck):
        memory = memories.get(fact.key)
        if memory and memory.revision < fact.revision:
            memory = None
        elapsed = (here.study_day - memory.last_study_day).days if memory else None
        found.append(
            SimpleNamespace(
                key=fact.key,
                memory=memory,
                suspended=fact.key in standing.suspended,
                retrievability=FORGETTING.retrievability(memory.stability, elapsed)
                if memory
                else None,
                due_day=Calendar(UTC).study_day(from_ms(memory.due_at)) if memory else None,
            )
        )
    return found


# A year of a learner. ----------------------------------------------------------------------------


def test_a_year_of_a_learner(learning):
    learner = learning.Learner(learning.facts_of(4, 3, 4)).live(365)
    today = learner.scheduler.calendar.study_day(learner.now)
    here = here_of(learner.store, learner.keys, today)
    everything = told_again(list(learner.store.rows()))
    check(learner.store, here, everything, 30)
    check(learner.store, here, everything, 365)
    scores = check(learner.store, here, everything, None)
    # That it all was there to be counted.
    assert scores.overview.span.extra_reviews > 5
    assert scores.memory.retention.mature.of > 5
    assert scores.confusions.tables[0].confused
    assert scores.calibration.declared[0].answers.of
    assert scores.calibration.declared_in_exams[0].answers.of
    assert scores.calibration.contrast.after_bundled.answers.of > 5
    assert scores.weakest.facts
    assert scores.weakest.leeches


def test_first_answers_and_memories_are_those_of_the_store(learning):
    learner = learning.Learner(learning.facts_of(3, 3, 3), seed=2).live(200)
    check_first_answers(learner.store)


def check_first_answers(store):
    """What a replay of the whole log says of them, as fitting parameters needs it."""
    events = [*store.events(EventKind.RESET), *store.events(EventKind.MOVED)]
    told = [one for one in answers(store.reviews(), events, FORGETTING) if one.first]
    mine = sorted((one.study_day, one.fact, one.was_new, one.recalled) for one in told)
    theirs = store.first_answers(date.min, date.max)
    assert mine == [(one.study_day, one.fact, one.was_new, one.recalled) for one in theirs]
    foreseen = sorted(
        (one.fact, one.study_day, *past_of(one)) for one in told if one.predicted is not None
    )
    kept = sorted(
        (fact, day, *past_of(one))
        for fact, days in store._log.derived.firsts.items()
        for day, one in days.items()
        if one.chance is not None
    )
    assert foreseen == kept


def past_of(one):
    """What is told of the past of a fact with its answer, in what can be sorted."""
    known = (one.elapsed_days, one.met_days, one.missed_days)
    return (*known, str(one.bundled_before), one.form)


# Logs of all kinds. ------------------------------------------------------------------------------

FACTS = [f"d/t/f{f}/s{s}" for f in range(2) for s in range(3)] + ["d/c0", "d/c1"]
FACTS += ["e/t/f0/s0", "e/t/f0/s1"]
FACT = st.sampled_from(FACTS)

ANSWERED = st.fixed_dictionaries(
    {
        "fact": FACT,
        "day": st.integers(-1, 12),  # days on from the row before; a zone may take one back
        "rating": st.sampled_from(Rating),
        "correct": st.booleans(),
        "confidence": st.sampled_from([None, *Confidence]),
        "confused": st.lists(FACT, max_size=3, unique=True),
        "mode": st.sampled_from(Mode),
        "counts": st.booleans(),
        "form": st.sampled_from(["choice", "typed"]),
        "bundle": st.sampled_from([None, "b"]),
        "same_question": st.booleans(),
        "revision": st.sampled_from([1, 1, 1, 2]),
        "machine": st.sampled_from("xy"),
        "interval": st.sampled_from([0.0007, 1.0, 5.0, 21.0, 80.0]),
    }
)
HAPPENED = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["reset", "moved", "rerated", "undone", "suspended"]),
        "fact": FACT,
        "other": FACT,
        "rating": st.sampled_from(Rating),
        "back": st.integers(1, 6),
    }
)


def log_of(happenings):
    """Rows from what happened, in order, under ids that say so."""
    rows, day, question = [], FIRST_DAY, 0
    for number, said in enumerate(happenings):
        id = text_of(number)
        reviews = [row for row in rows if isinstance(row, Review)]
        if "kind" not in said:
            day += timedelta(days=said["day"])
            question += not said["same_question"]
            at = (day - date(1970, 1, 1)).days * DAY_MS + 10 * 3_600_000 + number
            rows.append(
                a_review(
                    said["fact"],
                    id=id,
                    machine=said["machine"],
                    question_id=f"q{question}",
                    bundle_id=said["bundle"],
                    at=at,
                    study_day=day,
                    revision=said["revision"],
                    mode=said["mode"],
                    counts=said["counts"],
                    form=said["form"],
                    correct=said["correct"],
                    confidence=said["confidence"],
                    rating=said["rating"],
                    confused_with=tuple(map(FactKey, said["confused"])),
                    duration_ms=1000 + number,
                    interval_days=said["interval"],
                )
            )
            continue
        kind, target, payload = EventKind(said["kind"]), said["fact"], {}
        if kind is EventKind.MOVED:
            if said["other"] == said["fact"]:
                continue
            payload = {"from": said["other"]}
        elif kind in (EventKind.RERATED, EventKind.UNDONE):
            if len(reviews) < said["back"]:
                continue
            review = reviews[-said["back"]]
            target = review.id if kind is EventKind.RERATED else review.question_id
            payload = {"rating": int(said["rating"]), "interval_days": 2.0, "due_at": review.at}
        rows.append(Event(id, "x", 0, day, kind, target, payload))
    return rows


PLAIN = {
    "fact": "d/t/f0/s0",
    "day": 3,
    "rating": Rating.GOOD,
    "correct": True,
    "confidence": None,
    "confused": [],
    "mode": Mode.STUDY,
    "counts": True,
    "form": "choice",
    "bundle": "b",
    "same_question": False,
    "revision": 1,
    "machine": "x",
    "interval": 5.0,
}


def test_a_drill_of_a_newer_revision_leaves_what_is_known_of_the_older_one():
    drill = PLAIN | {"revision": 2, "counts": False, "mode": Mode.DRILL}
    rows = log_of([PLAIN, PLAIN, drill, PLAIN])
    *_, drilled, last = answers(rows, [], FORGETTING)
    assert (drilled.was_new, drilled.met_days, drilled.bundled_before) == (True, 0, None)
    assert (last.was_new, last.met_days, last.bundled_before) == (False, 2, True)


@settings(max_examples=200)
@given(
    st.lists(st.one_of(ANSWERED, ANSWERED, ANSWERED, HAPPENED), max_size=40),
    st.sampled_from([None, 1, 30]),
    st.sampled_from([None, None, "d", "e"]),
)
def test_any_log(happenings, days, deck):
    rows = log_of(happenings)
    store = MemoryStore(Replayer(FORGETTING), Random(1).getrandbits)
    store.absorb(rows, {})
    today = max((row.study_day for row in rows), default=FIRST_DAY)
    here, everything = here_of(store, FACTS, today), told_again(list(store.rows()))
    check(store, here, everything, days, deck)
    check_first_answers(store)
    with on_disk(rows) as disk, disk.apart() as look:
        ours, theirs = (score(one, here, Scope(deck, days)) for one in (look, store))
        assert record(ours) == record(theirs)


@contextmanager
def on_disk(rows):
    """The same rows in a file."""
    with TemporaryDirectory() as folder:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        path = Path(folder) / "log.sqlite3"
        store = open_store(path, Replayer(FORGETTING), now, Random(1).getrandbits)
        with closing(store):
            store._db.execute("PRAGMA synchronous = OFF")
            store.absorb(rows, {})
            yield store
