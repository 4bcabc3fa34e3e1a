"""A number of things in words."""

import pytest

from quiz.counting import counted


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 facts"), (1, "1 fact"), (2, "2 facts"), (-1, "-1 facts"), ("1", "1 fact")],
)
def test_one_alone_is_singular(number: int | str, said: str) -> None:
    assert counted(number, "fact") == said
    assert counted("1.5", "year") == "1.5 years"
