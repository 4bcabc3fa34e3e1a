import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from quiz.deck.deck import read_deck
from quiz.library.drafts import Draft, DraftKind, draft_text, id_for, ids_for, quoted
from quiz.library.formatting import format_deck


@pytest.mark.parametrize("kind", DraftKind)
def test_a_draft_is_a_sound_deck_that_lacks_only_what_its_author_knows(kind: DraftKind) -> None:
    subjects = () if kind is DraftKind.CARDS else ('A "quoted"', "中文", "B\\")
    text = draft_text(Draft("d", "A \\ title", kind, subjects))
    deck, findings = read_deck(tomli.loads(text))
    assert deck is not None
    assert deck.title == "A \\ title"
    assert {one.message.partition(" does")[2] for one in findings} == {" not say why"}
    assert len(deck.facts) == {"comparison": 3, "cards": 2, "both": 5}[kind]
    assert not format_deck(text.encode(), "d.toml").changed


def test_ids_are_made_of_names_and_never_twice() -> None:
    assert ids_for(["Multiple sclerosis", "multiple  Sclerosis", "中文", "b", "?"], "subject") == (
        ["multiple-sclerosis", "multiple-sclerosis-2", "subject", "b", "subject-2"]
    )
    assert ids_for(["a", "a-2", "a"], "x") == ["a", "a-2", "a-3"]
    assert id_for("?") == ""
    assert len(id_for("long" * 40)) == 48


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")))
def test_any_text_is_quoted(text: str) -> None:
    assert tomli.loads(f"a = {quoted(text)}") == {"a": text}
