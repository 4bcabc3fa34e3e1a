"""What comes next of what is left."""

from random import Random

import pytest

from quiz.study.plan import GAP_AFTER_MISS, GAP_OF_SIBLINGS, Plan


@pytest.fixture
def plan_of(tools):
    """A plan over facts named by one letter; `a1` and `a2` are siblings."""

    def made(due="", new="", **steps):
        keys = [*due.split(), *new.split(), *steps]
        facts = {key: tools.fact(key, key[0]) for key in [*keys, *"uvwxyz", "l1", "l2"]}
        plan = Plan(facts)
        plan.due.update(dict.fromkeys(due.split()))
        plan.new.update(dict.fromkeys(new.split()))
        for key, until in steps.items():
            plan.wait(key, until)
        return plan

    return made


def ask(plan, count, now=0):
    """Ask so many questions, each of which is known."""
    asked = []
    for _ in range(count):
        key = plan.next(now)
        asked.append(key)
        if key is not None:
            plan.asked((key,))
    return asked


def test_an_empty_plan_has_nothing(plan_of):
    plan = plan_of()
    assert plan.next(0) is plan.next_step_at() is None
    assert len(plan) == 0


def test_what_is_due_comes_before_what_is_new(plan_of):
    assert ask(plan_of("a b", "c d"), 5) == ["a", "b", "c", "d", None]


def test_a_step_that_is_over_comes_first_and_one_that_is_not_never(plan_of):
    plan = plan_of("a b", s=100, t=50, r=201)
    assert ask(plan, 4, now=200) == ["t", "s", "a", "b"]
    assert plan.next(200) is None
    assert plan.next_step_at() == 201
    assert plan.next(201) == "r"


def test_length_and_contents_tell_what_is_left(plan_of):
    plan = plan_of("a", "b", s=5)
    assert len(plan) == 3
    assert all(key in plan for key in "abs")
    plan.asked(("a",))
    plan.drop("b")
    plan.drop("s")
    plan.drop("never there")
    assert len(plan) == 0
    assert not any(key in plan for key in "abs")


def test_waiting_anew_replaces_the_step(plan_of):
    plan = plan_of("a", s=5)
    plan.wait("s", 9)
    plan.wait("a", 7)
    assert plan.steps == {"s": 9, "a": 7}
    assert not plan.due
    assert plan.next_step_at() == 7


class TestMisses:
    def test_a_miss_comes_back_after_five_others(self, plan_of):
        plan = plan_of("m a b c d e f g")
        assert ask(plan, 1) == ["m"]
        plan.wait("m", 0)
        assert ask(plan, 7) == ["a", "b", "c", "d", "e", "m", "f"]
        assert GAP_AFTER_MISS == 5

    def test_sooner_where_nothing_else_is_left(self, plan_of):
        plan = plan_of("m a")
        ask(plan, 1)
        plan.wait("m", 0)
        assert ask(plan, 3) == ["a", "m", None]

    def test_new_facts_are_something_else(self, plan_of):
        plan = plan_of("m", "a b c d e f")
        ask(plan, 1)
        plan.wait("m", 0)
        assert ask(plan, 6)[-1] == "m"

    def test_not_before_its_step_however_many_were_asked(self, plan_of):
        plan = plan_of("m a b c d e f g")
        ask(plan, 1)
        plan.wait("m", 60)
        assert "m" not in ask(plan, 7, now=59)
        assert plan.next(59) is None
        assert plan.next(60) == "m"

    def test_two_misses_take_turns_when_they_are_all_there_is(self, plan_of):
        plan = plan_of("m n")
        asked = []
        for now in range(6):
            key = plan.next(now)
            asked.append(key)
            plan.asked((key,))
            plan.wait(key, now)
        assert asked == ["m", "n", "m", "n", "m", "n"]


class TestNothingTwiceRunning:
    def test_a_step_that_is_over_waits_for_another(self, plan_of):
        plan = plan_of("", m=0, n=5)
        plan.asked(("m",))
        plan.wait("m", 1)
        assert plan.next(9) == "n"

    def test_what_was_just_asked_waits_for_what_is_new(self, plan_of):
        plan = plan_of("m", "n")
        plan.asked(("m",))
        plan.due["m"] = None
        assert plan.next(0) == "n"

    def test_and_for_a_miss_that_would_come_too_soon(self, plan_of):
        plan = plan_of("m")
        plan.asked(("x",))
        plan.wait("x", 0)
        plan.asked(("m",))
        plan.due["m"] = None
        assert plan.next(0) == "x"

    def test_none_of_a_question_with_several_facts_is_next(self, plan_of):
        plan = plan_of("m n o")
        plan.asked(("m", "n"))
        plan.due.update({"m": None, "n": None})
        assert plan.next(0) == "o"

    @pytest.mark.parametrize("where", ["due", "new", "step"])
    def test_but_where_nothing_else_can_be_asked_it_is(self, plan_of, where):
        plan = plan_of(r=50)
        plan.asked(("x",))
        if where == "step":
            plan.wait("x", 0)
        else:
            getattr(plan, where)["x"] = None
        assert plan.next(49) == "x"


class TestSiblings:
    def test_they_keep_apart_where_others_can_come_between(self, plan_of):
        plan = plan_of("a1 a2 b c d e f")
        assert ask(plan, 7) == ["a1", "b", "c", "d", "e", "a2", "f"]
        assert GAP_OF_SIBLINGS == 4

    def test_as_far_as_there_is_a_choice(self, plan_of):
        plan = plan_of("a1 a2 a3 b1 b2 c1")
        assert ask(plan, 6) == ["a1", "b1", "c1", "a2", "b2", "a3"]

    def test_where_there_is_none_the_order_stands(self, plan_of):
        assert ask(plan_of("a3 a1 a2"), 3) == ["a3", "a1", "a2"]

    def test_a_due_fact_is_not_passed_over_for_a_new_one(self, plan_of):
        plan = plan_of("a1 a2", "b c")
        assert ask(plan, 2) == ["a1", "a2"]

    def test_a_step_that_is_over_makes_way_for_its_sibling(self, plan_of):
        plan = plan_of("a1 b", a2=0)
        plan.asked(("a1",))
        assert plan.next(0) == "b"

    def test_what_is_far_down_is_left_there(self, plan_of):
        many = " ".join(f"a{n}" for n in range(40))
        plan = plan_of(f"{many} b")
        assert ask(plan, 2) == ["a0", "a1"]

    @pytest.mark.parametrize("seed", range(20))
    def test_in_a_table_of_six_subjects_or_more_they_always_do(self, tools, seed):
        keys = [f"f{f}/s{s}" for f in range(6) for s in range(6)]
        facts = {key: tools.fact(key, key[-2:]) for key in keys}
        Random(seed).shuffle(keys)
        plan = Plan(facts)
        plan.due.update(dict.fromkeys(keys))
        asked = ask(plan, 36)
        assert sorted(asked) == sorted(keys)
        # At the end there may be no choice any more.
        for index, key in enumerate(asked[:20]):
            between = asked[max(0, index - GAP_OF_SIBLINGS) : index]
            assert key[-2:] not in [other[-2:] for other in between]


def test_a_fact_that_left_its_deck_still_counts_as_a_question(plan_of):
    plan = plan_of("a")
    plan.asked(("gone",))
    assert plan.next(0) == "a"


def test_everything_is_asked_once_whatever_happens_in_between(tools):
    rng = Random(3)
    for _ in range(50):
        keys = [f"{rng.choice('abcdef')}{n}" for n in range(30)]
        plan = Plan({key: tools.fact(key, key[0]) for key in keys})
        plan.due.update(dict.fromkeys(keys[:15]))
        plan.new.update(dict.fromkeys(keys[15:25]))
        for key in keys[25:]:
            plan.wait(key, 0)
        assert sorted(ask(plan, 30)) == sorted(keys)


def test_a_fact_can_be_pulled_in_that_is_not_planned(tools):
    plan = Plan({"a": tools.fact("a"), "b": tools.fact("b")})
    assert plan.has_room("a")
    plan.pull_in("a")
    assert list(plan.due) == ["a"]
    plan.introduce([("b",)])
    plan.pull_in("b")
    assert (list(plan.due), list(plan.new)) == (["a"], ["b"])


def test_what_was_just_asked_is_no_second_of_a_bundle(tools):
    plan = Plan({key: tools.fact(key) for key in "abcdefg"})
    assert plan.rested("a")
    for number, key in enumerate("abcde"):
        plan.asked((key,))
        assert plan.rested("a") == (number >= GAP_AFTER_MISS - 1)


class TestFirstMeetings:
    ROWS = "t/m/f/a t/m/f/b t/m/f/c t/m/g/d t/m/h/e"

    def test_cells_of_one_row_are_met_apart(self, plan_of):
        assert ask(plan_of(new=self.ROWS), 5) == [
            "t/m/f/a",
            "t/m/g/d",
            "t/m/h/e",
            "t/m/f/b",
            "t/m/f/c",
        ]

    def test_what_was_asked_of_the_row_today_counts_as_well(self, plan_of):
        plan = plan_of("t/m/f/a", "t/m/f/b t/m/g/c")
        assert ask(plan, 3) == ["t/m/f/a", "t/m/g/c", "t/m/f/b"]

    def test_cards_stand_in_no_row(self, plan_of):
        assert ask(plan_of(new="t/one t/two t/three"), 3) == ["t/one", "t/two", "t/three"]


def test_what_is_coming_is_the_first_of_each_queue(plan_of):
    plan = plan_of("a b c", "d e f")
    assert list(plan.coming(2)) == ["a", "b", "d", "e"]
    assert list(plan.coming(9)) == ["a", "b", "c", "d", "e", "f"]
    assert list(plan_of().coming(2)) == []


def test_steps_are_coming_in_the_order_in_which_they_end(plan_of):
    assert list(plan_of("a b", "c", t=50, s=100, r=201).coming(2)) == ["t", "s", "a", "b", "c"]


def test_a_step_is_coming_once_there_were_enough_others_with_the_one_on_screen(plan_of):
    plan = plan_of(" ".join("abcdefg"), s=100)
    plan.asked(("s",))
    plan.wait("s", 0)
    ask(plan, GAP_AFTER_MISS - 2, now=-1)
    assert "s" not in plan.coming(9)
    ask(plan, 1, now=-1)
    assert next(plan.coming(9)) == "s"
    ask(plan, 1, now=-1)
    assert plan.next(0) == "s"
