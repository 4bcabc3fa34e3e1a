from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.grading import (
    Accepted,
    Graded,
    grade_assign,
    grade_order,
    grade_pick,
    grade_reveal,
    grade_typed,
)
from quiz.review import Rating
from quiz.shapes import (
    Assign,
    Assigned,
    DontKnow,
    Mark,
    NearMiss,
    Ordered,
    Part,
    Pick,
    Picked,
    Revealed,
    Typed,
    Verdict,
)
from quiz.text import Leniency

property_test = settings(max_examples=200)
PICK = Pick("p", ("a", "b", "c"), several=True)
ASSIGN = Assign("p", ("x", "y"), ("a", "b"))
RESPONSES = {
    "reveal": Revealed(Rating.GOOD),
    "pick": Picked((0,)),
    "order": Ordered((0, 1, 2)),
    "assign": Assigned((0, 1)),
    "typed": Typed(("a",)),
}
GRADERS = {
    "reveal": lambda response: grade_reveal("a", response),
    "pick": lambda response: grade_pick(PICK, frozenset({0}), response),
    "order": lambda response: grade_order("abc", "abc", response),
    "assign": lambda response: grade_assign(ASSIGN, [frozenset({0}), frozenset({1})], response),
    "typed": lambda response: grade_typed([Accepted("a")], response),
}


def answers(*texts):
    return [Accepted(text) for text in texts]


@pytest.mark.parametrize("grader", GRADERS)
@pytest.mark.parametrize("kind", RESPONSES)
def test_each_shape_has_one_kind_of_response(grader, kind):
    if grader == kind:
        assert GRADERS[grader](RESPONSES[kind]).correct
    else:
        with pytest.raises(ValueError, match=r"answered by"):
            GRADERS[grader](RESPONSES[kind])


@pytest.mark.parametrize("grader", GRADERS)
def test_not_knowing_is_wrong_in_every_shape(grader):
    graded = GRADERS[grader](DontKnow(clues=2))
    assert not graded.correct
    assert not graded.near
    assert graded.near_miss is None
    assert graded.own is None
    assert all(not part.correct and part.given == "" for part in graded.parts)
    assert any(part.right for part in graded.parts)


def test_what_was_graded_becomes_a_verdict_on_its_fact():
    parts, near_miss = (Part("a", "b", False),), NearMiss("a", "b")
    graded = Graded(False, parts, near=True, near_miss=near_miss, own=Rating.AGAIN)
    assert graded.verdict("d/c", helped=True, confused_with=("d/e",)) == Verdict(
        (Mark("d/c", False, helped=True, near=True, own=Rating.AGAIN, confused_with=("d/e",)),),
        parts,
        near_miss,
    )


# Picking.


@property_test
@given(st.sets(st.integers(0, 5), min_size=1), st.lists(st.integers(0, 5)))
def test_picking_exactly_the_right_set_is_right(right, chosen):
    shape = Pick("p", tuple("abcdef"), several=True)
    graded = grade_pick(shape, frozenset(right), Picked(tuple(chosen)))
    assert graded.correct is (set(chosen) == right)
    assert set(graded.wrong) == set(chosen) - right
    assert len(graded.parts) == len(set(chosen) | right)
    assert graded.correct is all(part.correct for part in graded.parts)


def test_what_was_picked_stands_beside_what_was_right():
    graded = grade_pick(PICK, frozenset({0, 1}), Picked((2, 1)))
    assert graded.parts == (Part("", "a", False), Part("b", "b", True), Part("c", "", False))
    assert graded.wrong == (2,)


@pytest.mark.parametrize("chosen", [(3,), (-1,), (0, 3)])
def test_picking_what_was_not_shown_is_refused(chosen):
    with pytest.raises(ValueError, match="not shown"):
        grade_pick(PICK, frozenset({0}), Picked(chosen))


def test_picking_two_of_one_is_refused_and_the_same_one_twice_is_one():
    one = Pick("p", ("a", "b"))
    with pytest.raises(ValueError, match="only one"):
        grade_pick(one, frozenset({0}), Picked((0, 1)))
    assert grade_pick(one, frozenset({0}), Picked((0, 0))).correct


# Ordering and assigning.


def test_a_partly_right_order_is_wrong_with_what_was_right_marked():
    graded = grade_order("abc", "cab", Ordered((1, 0, 2)))
    assert [part.given for part in graded.parts] == ["a", "c", "b"]
    assert [part.correct for part in graded.parts] == [True, False, False]
    assert graded.wrong == (1, 2)


def test_an_item_may_have_several_right_groups():
    right = [frozenset({0, 1}), frozenset({1})]
    graded = grade_assign(ASSIGN, right, Assigned((1, 1)))
    assert graded.correct
    assert [part.right for part in graded.parts] == ["a / b", "b"]


@pytest.mark.parametrize("groups", [(0,), (0, 1, 0), (0, 2), (-1, 0)])
def test_an_assignment_of_other_items_or_groups_is_refused(groups):
    with pytest.raises(ValueError, match=r"every item|not shown"):
        grade_assign(ASSIGN, [frozenset({0}), frozenset({1})], Assigned(groups))


# Revealing.


@pytest.mark.parametrize("rating", Rating)
def test_ones_own_grade_is_kept_and_again_is_wrong(rating):
    graded = grade_reveal("a *b*", Revealed(rating))
    assert graded == Graded(rating > 1, (Part("", "a *b*", rating > 1),), own=rating)


# Typing.


@pytest.mark.parametrize("any_order", [False, True])
def test_every_blank_is_marked_by_itself(any_order):
    given = Typed(("a", "", "x"))
    graded = grade_typed(answers("a", "b", "c"), given, any_order=any_order)
    assert [part.correct for part in graded.parts] == [True, False, False]
    assert graded.wrong == (1, 2)
    assert sorted(part.given for part in graded.parts) == ["", "a", "x"]


@property_test
@given(st.data())
def test_in_any_order_as_many_are_right_as_there_can_be(data):
    count = data.draw(st.integers(1, 5))
    letters = st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=3, unique=True)
    wanted = [
        Accepted(names[0], tuple(names)) for names in (data.draw(letters) for _ in range(count))
    ]
    texts = tuple(data.draw(st.sampled_from("abcdefgxy ")) for _ in range(count))
    graded = grade_typed(wanted, Typed(texts), any_order=True)

    def most(index, left):
        if index == count:
            return 0
        without = most(index + 1, left)
        fits = [
            place for place in left if wanted[index].matches(texts[place]) and texts[place].strip()
        ]
        return max([without, *(1 + most(index + 1, left - {place}) for place in fits)])

    assert sum(part.correct for part in graded.parts) == most(0, frozenset(range(count)))
    assert sorted(part.given for part in graded.parts) == sorted(text.strip() for text in texts)


def test_a_blank_only_takes_its_own_answer_where_order_counts():
    assert not grade_typed(answers("a", "b"), Typed(("b", "a"))).correct
    assert grade_typed(answers("a", "b"), Typed(("b", "a")), any_order=True).correct


@pytest.mark.parametrize("any_order", [False, True])
@pytest.mark.parametrize(
    ("meant", "correct", "near", "asked"),
    [(None, False, False, True), (True, True, True, False), (False, False, False, False)],
)
def test_a_near_miss_waits_then_counts_or_does_not(any_order, meant, correct, near, asked):
    given = Typed(("demyelinaton", "lesion"), meant=meant)
    graded = grade_typed(answers("demyelination", "lesion"), given, any_order=any_order)
    assert graded.correct is correct
    assert graded.near is near
    assert graded.near_miss == (NearMiss("demyelinaton", "demyelination") if asked else None)
    assert graded.parts[0] == Part("demyelinaton", "demyelination", correct)
    assert graded.parts[1].correct


def test_what_was_right_anyway_is_not_near():
    graded = grade_typed(answers("demyelination"), Typed(("demyelination",), meant=True))
    assert graded.correct
    assert not graded.near


def test_a_near_miss_is_shown_beside_the_wording_that_it_misses():
    wanted = [Accepted("CIDP", ("polyneuropathy",))]
    graded = grade_typed(wanted, Typed(("polyneuropaty",)))
    assert graded.near_miss == NearMiss("polyneuropaty", "polyneuropathy")


def test_what_another_blank_wants_is_no_near_miss_but_a_wording_of_ones_own_may_be():
    wanted = [Accepted("afferent", ("afferents",)), Accepted("efferent", ("afferents",))]
    assert grade_typed(wanted, Typed(("efferent", "x"))).near_miss is None
    assert grade_typed(wanted, Typed(("afferennt", "x"))).near_miss == NearMiss(
        "afferennt", "afferent"
    )


def test_a_wording_of_ones_own_is_no_rival():
    wanted = [Accepted("afferent", ("afferents",)), Accepted("x", ("afferents",))]
    given = Typed(("afferente", "x"))
    assert grade_typed(wanted, given).near_miss == NearMiss("afferente", "afferent")


def test_one_wording_typed_rightly_is_no_near_miss_of_another():
    graded = grade_typed([Accepted("lesion", ("plaque", "plaques"))], Typed(("plaques",)))
    assert graded.correct
    assert graded.near_miss is None


def test_in_any_order_what_is_right_comes_before_what_is_nearly_so():
    given = Typed(("optic nrve", "", "optic nerve"))
    graded = grade_typed(answers("optic nerve", "brain", "spinal cord"), given, any_order=True)
    assert graded.parts == (
        Part("optic nerve", "optic nerve", True),
        Part("optic nrve", "brain", False),
        Part("", "spinal cord", False),
    )
    assert graded.near_miss is None


def test_what_is_as_near_to_one_of_the_others_is_no_near_miss():
    assert answers("afferent")[0].nearly("afferrent", ["efferent"]) == "afferent"
    assert answers("afferent")[0].nearly("eferent", ["efferent"]) is None
    assert answers("afferent")[0].nearly("efferent", ["Efferent."]) is None


def test_what_is_typed_is_shown_letter_for_letter_and_spaces_at_its_ends_fall_away():
    graded = grade_typed([Accepted("a_b*")], Typed(("  *x* ",)))
    assert graded.parts == (Part(r"\*x\*", r"a\_b\*", False),)


def test_every_wording_matches():
    answer = Accepted("CIDP", ("polyneuropathy",))
    assert answer.texts == ("CIDP", "polyneuropathy")
    assert answer.matches("cidp")
    assert answer.matches("Polyneuropathy")
    assert not answer.matches("")


def test_strictness_and_checks_decide_what_matches():
    assert Accepted("MS").matches("ms.")
    assert not Accepted("MS", strict=frozenset({Leniency.CASE})).matches("ms")
    even = Accepted("2", check=lambda text: text in "2468")
    assert even.matches("4")
    assert even.matches("2.")
    assert not even.matches("3")


@pytest.mark.parametrize("texts", [(), ("a", "b")])
def test_too_few_or_too_many_texts_are_refused(texts):
    with pytest.raises(ValueError, match="every blank"):
        grade_typed(answers("a"), Typed(texts))
