import pytest

from quiz.deck.forms import CARD_MODELS
from quiz.deck.key_order import key_order
from quiz.deck.model import DeckHead


@pytest.mark.parametrize("form", CARD_MODELS)
def test_each_form_has_all_its_keys_in_one_order(form: str) -> None:
    order = key_order(("card",), {"form": form})
    assert sorted(order) == sorted(CARD_MODELS[form].model_fields)
    assert order[:3] == ("id", "form", "prompt")
    assert order[-7:-1] == ("because", "source", "tags", "aliases", "revision", "strict")


def test_what_an_author_orders_has_no_order_here() -> None:
    assert key_order((), {}) == tuple(DeckHead.model_fields)
    assert key_order(("comparison", "feature"), {})[:2] == ("id", "name")
    assert key_order(("comparison", "subject", "ms"), {}) == ("name", "short", "aliases")
    for path in (("source",), ("comparison", "subject"), ("card", "groups"), ("else", "where")):
        assert key_order(path, {}) == ()
