"""What the shipped decks hold to, beyond what every deck must."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
import tomli

from quiz.comparison import CELL_FORMS
from quiz.deck.deck import read_deck
from quiz.deck.forms import CARD_MODELS
from quiz.facts import FactKind
from quiz.markdown import plain
from quiz.shapes import DontKnow, Pick

DECKS = sorted((Path(__file__).parents[1] / "decks").glob("*.toml"))
READ = {path.stem: read_deck(tomli.loads(path.read_text(encoding="utf-8"))) for path in DECKS}
FACTS = [(name, key) for name, (deck, _) in READ.items() if deck for key in deck.facts]
# Claim 25 is the article's list of papers, which are sources and not to be asked about.
CLAIMS = {*range(1, 28)} - {25}
_ENTRY = re.compile(r"^\[\[(?:card|comparison\.feature)\]\]$")
_CLAIMED = re.compile(r"^# claims: (\d+(?:, \d+)*)$")


def claims_of(path):
    """For each card and feature the claims named in the line above it, none without such a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if _ENTRY.match(line):
            found = _CLAIMED.match(above)
            yield {int(number) for number in found[1].split(", ")} if found else set()


def test_there_are_three_decks():
    assert len(DECKS) == 3


@pytest.mark.parametrize("name", READ)
def test_a_shipped_deck_has_nothing_to_be_found(name):
    deck, findings = READ[name]
    assert findings == []
    assert deck.id == name


def test_every_claim_of_the_article_is_asked_about():
    claimed = {claim for path in DECKS for claims in claims_of(path) for claim in claims}
    assert claimed == CLAIMS


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_every_card_and_feature_says_which_claims_it_asks_about(path):
    claims = list(claims_of(path))
    deck, _ = READ[path.stem]
    cards = {key.split("/")[1] for key, fact in deck.facts.items() if fact.kind is FactKind.CARD}
    assert len(claims) == len(cards) + sum(len(table.rows) for table in deck.tables)
    assert all(claims)


def test_every_form_is_used_more_than_once():
    used = Counter(form for name, key in FACTS for form in READ[name][0].forms(key))
    assert {form for form, times in used.items() if times > 1} == {*CARD_MODELS, *CELL_FORMS}


def test_the_four_conditions_are_compared_in_eight_respects_or_more():
    tables = [table for deck, _ in READ.values() for table in deck.tables]
    (table,) = [one for one in tables if {"MS", "FM", "CIDP"} <= {s.short for s in one.subjects}]
    assert len(table.subjects) == 4
    assert any("subset" in subject.short for subject in table.subjects)
    assert len(table.rows) >= 8


@pytest.mark.parametrize(("name", "key"), FACTS)
def test_every_fact_can_be_asked_in_each_of_its_forms_and_tells_why(name, key):
    deck, _ = READ[name]
    assert deck.forms(key)
    for form in deck.forms(key):
        for wording in (0, 1):
            question = deck.ask(key, form, wording, Random(wording))
            assert question.form == form
            assert plain(question.shape.prompt)
            assert not question.grade(DontKnow()).correct
            if isinstance(question.shape, Pick):
                assert len(question.shape.options) > 1
    explained = deck.explain(key)
    assert explained.answer
    assert explained.because
    assert explained.citations
    assert all(citation.text for citation in explained.citations)


def test_papers_can_be_found():
    cited = {one for name, key in FACTS for one in READ[name][0].explain(key).citations}
    assert {one.link for one in cited if "Caro" in one.text} == {
        "https://doi.org/10.1093/rheumatology/kem345",
        "https://doi.org/10.1002/art.38662",
        "https://doi.org/10.5152/eurjrheum.2018.17109",
    }
