"""What goes into a plan, and in what order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.review import Mode, Rating, State
from quiz.study.planner import EXTRA_AT_MOST, Candidates, Progress, plan
from quiz.study.ports import FirstAnswer, Standing
from quiz.study.settings import Limits, Settings

NOTHING = Standing({}, frozenset(), {})
USUAL = Limits()


@pytest.fixture
def candidates(tools):
    """Facts by name, each with its memory or None; retrievability is the memory's stability."""

    def made(limits=USUAL, standing=NOTHING, answered=(), revisions=None, **memories):
        facts = {key: tools.fact(key, revision=(revisions or {}).get(key, 1)) for key in memories}
        known = {key: memory for key, memory in memories.items() if memory is not None}
        return Candidates(
            facts,
            known,
            standing,
            answered,
            Settings(limits=limits),
            lambda memory: memory.stability / 1000,
        )

    return made


@pytest.fixture
def due(tools):
    def made(stability=10.0, **more):
        return tools.memory(stability=stability, due_at=tools.ms(tools.NOON) - 1, **more)

    return made


@pytest.fixture
def planned(tools):
    def made(candidates, mode=Mode.STUDY, seed=1, asked=(), changed=()):
        progress = Progress(mode, seed, tuple((key,) for key in asked), frozenset(changed))
        return plan(candidates, progress, tools.ms(tools.NOON), tools.DAY)

    return made


class TestStudy:
    def test_due_facts_by_lowest_retrievability(self, candidates, due, planned):
        made = planned(candidates(a=due(30.0), b=due(5.0), c=due(10.0)))
        assert list(made.due) == ["b", "c", "a"]

    def test_due_is_what_is_due_this_very_instant(self, tools, candidates, planned):
        now = tools.ms(tools.NOON)
        made = planned(candidates(a=tools.memory(due_at=now), b=tools.memory(due_at=now + 1)))
        assert list(made.due) == ["a"]

    def test_new_ones_in_the_authors_order(self, candidates, planned):
        made = planned(candidates(**dict.fromkeys("zyxa")))
        assert list(made.new) == list("zyxa")
        assert not made.due

    def test_equal_chances_come_in_an_order_that_the_seed_decides(self, candidates, due, planned):
        equal = candidates(**{f"k{n}": due() for n in range(9)})
        orders = {tuple(planned(equal, seed=seed).due) for seed in range(9)}
        assert len(orders) > 5
        assert list(planned(equal, seed=3).due) == list(planned(equal, seed=3).due)

    def test_and_in_which_others_change_nothing(self, candidates, due, planned):
        memories = {f"k{n}": due() for n in range(9)}
        order = list(planned(candidates(**memories)).due)
        del memories["k4"]
        assert list(planned(candidates(**memories)).due) == [key for key in order if key != "k4"]

    def test_learning_waits_for_its_step_whatever_the_limits(self, candidates, due, planned):
        learning = due(state=State.LEARNING), due(state=State.RELEARNING)
        made = planned(candidates(Limits(0, 0), a=learning[0], b=learning[1]))
        assert made.steps == {"a": learning[0].due_at, "b": learning[1].due_at}
        assert not made.due

    def test_a_step_of_another_day_is_carried_over(self, tools, candidates, planned):
        long_ago = tools.memory(state=State.LEARNING, due_at=0)
        assert planned(candidates(a=long_ago)).next(tools.ms(tools.NOON)) == "a"

    def test_suspended_and_buried_facts_are_left_out(self, tools, candidates, due, planned):
        tomorrow, today = tools.DAY + timedelta(days=1), tools.DAY
        standing = Standing({"b": tomorrow, "c": today}, frozenset({"a", "d"}), {})
        facts = candidates(
            standing=standing, a=due(), b=due(), c=due(), d=due(state=State.LEARNING)
        )
        made = planned(facts)
        assert list(made.due) == ["c"]
        assert not made.steps

    def test_limits_hold_back_the_firmest(self, candidates, due, planned):
        made = planned(candidates(Limits(9, 2), a=due(30.0), b=due(5.0), c=due(10.0)))
        assert list(made.due) == ["b", "c"]

    def test_new_facts_wait_while_more_is_due_than_a_day_takes(self, candidates, due, planned):
        assert not planned(candidates(Limits(9, 1), a=due(), b=due(), n=None)).new
        assert planned(candidates(Limits(9, 2), a=due(), b=due(), n=None)).new

    def test_what_was_answered_today_counts(self, tools, candidates, due, planned):
        answered = [
            FirstAnswer(tools.DAY, "x", True, Rating.GOOD),
            FirstAnswer(tools.DAY, "y", False, Rating.GOOD),
        ]
        made = planned(candidates(Limits(2, 3), answered=answered, a=due(), n=None, m=None))
        assert list(made.due) == ["a"]
        assert list(made.new) == ["n"]


class TestRevisions:
    def test_a_raised_one_is_due_now_and_first_of_all(self, tools, candidates, due, planned):
        facts = candidates(revisions={"b": 2}, a=due(1.0), b=tools.memory(), n=None)
        made = planned(facts)
        assert list(made.due) == ["b", "a"]
        assert list(made.new) == ["n"]

    def test_also_when_it_was_in_learning(self, candidates, due, planned):
        made = planned(candidates(revisions={"a": 2}, a=due(state=State.LEARNING)))
        assert list(made.due) == ["a"]
        assert not made.steps

    def test_a_memory_of_a_later_revision_holds(self, tools, candidates, planned):
        assert not planned(candidates(a=tools.memory(revision=5))).due


class TestProgress:
    def test_what_changed_since_it_was_asked_is_asked_again(self, tools, candidates, planned):
        facts = candidates(Limits(0, 0), a=tools.memory(), b=tools.memory())
        today = FirstAnswer(tools.DAY, "a", False, Rating.GOOD)
        facts = replace(facts, first_answers=[today])
        made = planned(facts, asked=["a", "b"], changed=["a"])
        assert list(made.due) == ["a"]

    def test_what_was_forgotten_on_purpose_comes_after_all_other_new_ones(
        self, candidates, planned
    ):
        facts = candidates(**dict.fromkeys("abcd"))
        assert list(planned(facts, asked="bab").new) == list("cdab")

    def test_what_was_asked_last_is_not_next(self, candidates, due, planned, tools):
        facts = candidates(a=due(1.0), b=due(2.0))
        assert planned(facts, asked="a").next(tools.ms(tools.NOON)) == "b"

    @pytest.mark.parametrize("mode", [Mode.STUDY, Mode.AHEAD, Mode.DRILL])
    def test_facts_that_are_gone_were_asked_all_the_same(self, tools, candidates, planned, mode):
        made = planned(candidates(a=tools.memory(due_at=0)), mode, asked=["gone"])
        assert len(made) == (0 if mode is Mode.AHEAD else 1)

    @pytest.mark.parametrize("limits", [Limits(5, 12), Limits(5, 20), Limits(3, 90)])
    @pytest.mark.parametrize("picked", [slice(3, 6), slice(0, 1), slice(1, None, 2)])
    def test_planning_anew_gives_what_was_left(
        self, tools, candidates, due, planned, limits, picked
    ):
        """The limits let in the same facts, whichever of them were answered first."""
        memories = {f"k{n:02}": due(n) if n % 2 else None for n in range(40)}
        whole = planned(candidates(limits, **memories))
        assert (len(whole.due), bool(whole.new)) == (
            min(limits.reviews_per_day, 20),
            limits.reviews_per_day >= 20,
        )
        done = [*whole.due, *whole.new][picked]
        answered = [FirstAnswer(tools.DAY, k, memories[k] is None, Rating.GOOD) for k in done]
        left = memories | dict.fromkeys(done, tools.memory())
        rest = planned(candidates(limits, answered=answered, **left), asked=done)
        assert list(rest.due) == [key for key in whole.due if key not in done]
        assert list(rest.new) == [key for key in whole.new if key not in done]


class TestAhead:
    def test_the_weakest_of_what_is_not_due(self, tools, candidates, due, planned):
        facts = candidates(
            a=tools.memory(stability=9.0),
            b=tools.memory(stability=3.0),
            c=due(),
            d=tools.memory(state=State.LEARNING),
            n=None,
        )
        made = planned(facts, Mode.AHEAD)
        assert list(made.due) == ["b", "a"]
        assert not made.new
        assert not made.steps

    def test_no_more_than_some_at_a_time_those_done_among_them(self, tools, candidates, planned):
        facts = candidates(**{f"k{n:02}": tools.memory(stability=n) for n in range(1, 41)})
        assert len(planned(facts, Mode.AHEAD)) == EXTRA_AT_MOST
        done = [f"k{n:02}" for n in range(1, 6)]
        made = planned(facts, Mode.AHEAD, asked=done)
        assert list(made.due) == [f"k{n:02}" for n in range(6, 21)]
        many = [f"k{n:02}" for n in range(1, 31)]
        assert not planned(facts, Mode.AHEAD, asked=many).due

    def test_a_miss_waits_for_its_step(self, tools, candidates, planned):
        missed = tools.memory(state=State.RELEARNING)
        made = planned(candidates(a=missed, b=tools.memory()), Mode.AHEAD, asked=["a", "b"])
        assert made.steps == {"a": missed.due_at}
        assert not made.due

    def test_what_changed_is_asked_again(self, tools, candidates, planned):
        facts = candidates(a=tools.memory(), b=tools.memory())
        made = planned(facts, Mode.AHEAD, asked=["a", "b"], changed=["b"])
        assert list(made.due) == ["b"]

    def test_a_raised_revision_is_no_matter_of_learning_ahead(self, tools, candidates, planned):
        facts = candidates(revisions={"a": 2}, a=tools.memory())
        assert len(planned(facts, Mode.AHEAD)) == len(planned(facts, Mode.DRILL)) == 0


class TestDrill:
    def test_anything_known_by_lowest_retrievability(self, tools, candidates, due, planned):
        facts = candidates(
            a=tools.memory(stability=9.0),
            b=due(3.0),
            c=tools.memory(stability=1.0, state=State.LEARNING),
            n=None,
        )
        assert list(planned(facts, Mode.DRILL).due) == ["c", "b", "a"]

    def test_each_once(self, tools, candidates, planned):
        facts = candidates(a=tools.memory(state=State.LEARNING), b=tools.memory())
        made = planned(facts, Mode.DRILL, asked=["a"])
        assert list(made.due) == ["b"]
        assert not made.steps
