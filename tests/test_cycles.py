"""Whether reference cycles are looked for, while much is made and after."""

from __future__ import annotations

import gc

import pytest

from quiz.cycles import leave_these_too, none_looked_for


@pytest.fixture(autouse=True)
def collecting():
    yield
    gc.unfreeze()
    gc.enable()


def test_what_stays_is_left_alone_where_what_came_before_it_is():
    gc.unfreeze()
    leave_these_too()
    assert gc.get_freeze_count() == 0
    gc.freeze()
    before, kept = gc.get_freeze_count(), [[] for _ in range(1000)]
    leave_these_too()
    assert gc.get_freeze_count() >= before + len(kept)


@pytest.mark.parametrize("was_on", [True, False])
def test_afterwards_all_is_as_before_whatever_happens(was_on):
    (gc.enable if was_on else gc.disable)()
    with none_looked_for():
        assert not gc.isenabled()
    assert gc.isenabled() is was_on
    with pytest.raises(ValueError, match="broken"), none_looked_for():
        raise ValueError("broken")
    assert gc.isenabled() is was_on


@pytest.mark.parametrize("was_on", [True, False])
def test_the_last_to_end_lets_them_be_looked_for_again(was_on):
    (gc.enable if was_on else gc.disable)()
    first, second = none_looked_for(), none_looked_for()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled() is was_on
