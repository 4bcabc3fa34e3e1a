from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.comparison import CELL_FORMS, JOINT_FORMS
from quiz.deck.deck import read_deck
from quiz.deck.forms import CARD_MODELS, form_of
from quiz.deck.parsing import MOST_FINDINGS
from quiz.errors import Severity
from quiz.facts import FactKind, fact_key
from quiz.markdown import plain
from quiz.shapes import (
    Assign,
    Citation,
    Contrast,
    ContrastRow,
    DontKnow,
    Order,
    Pick,
    Reveal,
    Type,
    Typed,
)

property_test = settings(max_examples=20)

CARDS = {
    "flashcard": 'prompt = "*Ask* it"\nanswer = "The **answer**"\nboth_ways = true',
    "choice": 'prompt = "Ask *it*"\nanswers = ["Secret one", "Secret two"]\nwrong = ["Other"]',
    "true-false": 'prompt = "It is so."\nanswer = false',
    "typed": 'prompt = "Ask *it*"\nanswer = 15.0\nunit = "people"',
    "cloze": 'prompt = "A {{secret|hint}} in *it*."',
    "list": 'prompt = "Ask *it*"\nanswers = ["Secret one", "Secret two"]',
    "order": 'prompt = "Ask *it*"\nitems = ["Secret one", "Secret two", "Secret three"]',
    "match": 'prompt = "Ask *it*"\npairs = [["Secret one", "1"], ["Secret two", "2"]]',
    "sort": 'prompt = "Ask *it*"\ngroups = { Secret = ["one"], Hidden = ["two"] }',
    "vignette": 'clues = ["It *hurts*.", "It lasts."]\nanswer = "Secret"',
}
TABLE = """
[[comparison]]
id = "which"
title = "Which is which"
tags = ["table"]
subject.ms = { name = "Multiple *sclerosis*", short = "*MS*" }
subject.fm = { name = "Fibromyalgia" }
subject.cidp = { name = "CIDP" }
[[comparison.feature]]
id = "site"
name = "the *site*"
tags = ["table", "row", "site"]
because = "So it is."
source = { from = "article", at = "One" }
cell.fm = ["**peripheral**", "brain"]
cell.ms = { text = "central", because = "It is.", source = { from = "paper" } }
[[comparison.feature]]
id = "pain"
name = "pain"
cell.ms = "yes"
cell.fm = "Yes."
"""
SOURCES = """
[source.article]
title = "An article"
[source.paper]
title = "A paper"
doi = "10.1000/x"
"""


def card(form, more=""):
    named = "" if "id =" in more else f'id = "{form}"\n'
    return f'[[card]]\nform = "{form}"\n{named}{CARDS[form]}\n{more}\n'


def questions(made):
    for key in made.facts:
        for form in made.forms(key):
            for wording in range(3):
                yield key, form, wording


# What is in it.


def test_a_deck_has_its_facts_in_the_authors_order(deck):
    made = deck(SOURCES + TABLE + card("flashcard") + card("typed"))
    assert list(made.facts) == [
        "nerves/which/site/ms",
        "nerves/which/site/fm",
        "nerves/which/pain/ms",
        "nerves/which/pain/fm",
        "nerves/flashcard",
        "nerves/flashcard/reverse",
        "nerves/typed",
    ]
    assert [fact.key for fact in made.facts.values()] == list(made.facts)


def test_cards_come_first_where_they_stand_first(deck):
    made = deck(SOURCES + card("typed") + TABLE)
    assert list(made.facts)[:2] == ["nerves/typed", "nerves/which/site/ms"]


def test_a_deck_has_the_words_of_its_head(deck):
    made = deck('language = "pt-BR"\nsummary = "All of it."\n' + card("typed"))
    assert (made.id, made.title, made.language) == ("nerves", "Nerves", "pt-BR")
    assert made.summary == "All of it."
    assert made.tables == ()
    assert deck(card("typed")).summary == ""
    assert deck(card("typed")).language == "en"


def test_a_cell_is_a_fact_of_its_subject(deck):
    fact = deck(SOURCES + TABLE).facts["nerves/which/site/fm"]
    assert fact.kind is FactKind.CELL
    assert fact.siblings == "nerves/which/fm"
    assert fact.answer == "peripheral; brain"
    assert fact.revision == 1
    assert fact.aliases == ()


def test_both_ways_of_a_card_are_siblings(deck):
    there, back = deck(card("flashcard", "revision = 3")).facts.values()
    assert there.kind is back.kind is FactKind.CARD
    assert there.siblings == back.siblings == "nerves/flashcard"
    assert (there.answer, back.answer) == ("The answer", "Ask it")
    assert there.revision == back.revision == 3


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ("flashcard", "The answer"),
        ("choice", "Secret one; Secret two"),
        ("true-false", "False"),
        ("typed", "15 people"),
        ("cloze", "secret"),
        ("list", "Secret one; Secret two"),
        ("order", "Secret one → Secret two → Secret three"),
        ("match", "Secret one – 1; Secret two – 2"),
        ("sort", "Secret: one; Hidden: two"),
        ("vignette", "Secret"),
    ],
)
def test_an_answer_is_one_line_of_plain_text(deck, form, answer):
    assert deck(card(form)).facts[f"nerves/{form}"].answer == answer


def test_an_answer_of_several_lines_is_one_line_as_well(deck):
    text = '[[card]]\nid = "x"\nform = "flashcard"\nprompt = "?"\nanswer = """\n- a\n- b"""\n'
    lines = TABLE.replace('text = "central"', 'text = """- a\n- b"""')
    made = deck(SOURCES + lines + text)
    assert made.facts["nerves/x"].answer == "- a - b"
    assert made.facts["nerves/which/site/ms"].answer == "- a - b"


# Keys.


@pytest.mark.parametrize("form", CARDS)
def test_a_card_with_an_id_keeps_its_key_wherever_it_stands_and_whatever_it_says(deck, form):
    alone = deck(card(form)).facts[f"nerves/{form}"]
    others = "".join(card(other) for other in CARDS if other != form)
    assert deck(others + card(form)).facts[alone.key] == alone
    reworded = card(form).replace("Ask", "Tell").replace("It", "That").replace("A {{", "One {{")
    assert f"nerves/{form}" in deck(reworded).facts


@pytest.mark.parametrize("form", CARDS)
def test_a_card_keeps_the_key_it_went_by_once_that_is_written(deck, form):
    without = card(form).replace(f'id = "{form}"\n', "")
    (key, *_) = deck(without).facts
    name = key.removeprefix("nerves/")
    written = f'[[card]]\nid = "{name}"\nform = "{form}"\n{CARDS[form]}\n'
    assert list(deck(written).facts) == list(deck(without).facts)


def test_a_feature_keeps_the_key_it_went_by_once_that_is_written(deck):
    without = (SOURCES + TABLE).replace('id = "pain"\n', "")
    key = list(deck(without).facts)[-1]
    name = key.split("/")[2]
    assert name.startswith("pain-")
    assert list(deck(without.replace('name = "pain"', f'name = "pain"\nid = "{name}"')).facts) == (
        list(deck(without).facts)
    )
    assert list(deck(without.replace('name = "pain"', f'name = "ache"\nid = "{name}"')).facts) == (
        list(deck(without).facts)
    )


def test_equal_decks_have_equal_facts(deck):
    text = SOURCES + TABLE + "".join(map(card, CARDS))
    assert deck(text).facts == deck(text).facts


def test_aliases_of_every_level_make_earlier_keys(deck):
    text = (
        (SOURCES + TABLE + card("flashcard", 'aliases = ["old", "gone/card"]'))
        .replace('short = "*MS*"', 'short = "*MS*", aliases = ["sclerosis", "gone/t/m"]')
        .replace('id = "which"', 'id = "which"\naliases = ["what"]')
        .replace('id = "pain"', 'id = "pain"\naliases = ["ache"]')
    )
    made = deck('aliases = ["neurons"]\n' + text)
    assert set(made.facts["nerves/which/pain/ms"].aliases) == {
        f"{one}/{two}/{three}/{four}"
        for one in ("nerves", "neurons")
        for two in ("which", "what")
        for three in ("pain", "ache")
        for four in ("ms", "sclerosis")
    } - {"nerves/which/pain/ms"} | {"gone/t/pain/m", "gone/t/ache/m"}
    assert set(made.facts["nerves/flashcard/reverse"].aliases) == {
        "nerves/old/reverse",
        "neurons/flashcard/reverse",
        "neurons/old/reverse",
        "gone/card/reverse",
    }
    assert "nerves/which/pain/fm" not in made.facts["nerves/which/pain/fm"].aliases


def test_aliases_of_one_level_are_enough(deck):
    text = card("typed")
    assert deck(text).facts["nerves/typed"].aliases == ()
    (fact,) = deck('aliases = ["neurons"]\n' + text).facts.values()
    assert fact.aliases == ("neurons/typed",)
    (fact,) = deck(card("typed", 'aliases = ["old"]')).facts.values()
    assert fact.aliases == ("nerves/old",)
    assert fact.revision == 1


# Digests.

ONE, TWO = '["Secret one", "1"]', '["Secret two", "2"]'
CHANGES = [
    ("choice", '"Secret two"', '"Secret 2"', True),
    ("choice", '"Secret one", "Secret two"', '"Secret two", "Secret one"', False),
    ("choice", 'wrong = ["Other"]', 'wrong = ["Another"]', False),
    ("choice", "Ask *it*", "Tell it", False),
    ("choice", '"Secret one"', '"*Secret* one"', False),
    ("flashcard", "The **answer**", "The answer", False),
    ("flashcard", "The **answer**", "An answer", True),
    ("true-false", "answer = false", "answer = true", True),
    ("true-false", "It is so.", "It is not so.", False),
    ("typed", "15.0", "15", False),
    ("typed", "15.0", "16", True),
    ("typed", "people", "dogs", True),
    ("typed", "15.0", '15.0\naccept = ["fifteen"]\ntolerance = 1', False),
    ("cloze", "A {{secret|hint}}", "The {{secret|clue}}", False),
    ("cloze", "secret", "hidden", True),
    ("list", '"Secret one", "Secret two"', '"Secret two", "Secret one"', False),
    ("list", '"Secret two"', '"Secret two", "Secret three"', True),
    ("order", '"Secret one", "Secret two"', '"Secret two", "Secret one"', True),
    ("match", f"[{ONE}, {TWO}]", f"[{TWO}, {ONE}]", False),
    ("match", '[["Secret one", "1"], ', '[["Secret three", "3"], ["Secret one", "1"], ', True),
    ("match", '"1"], ["Secret two", "2"]', '"2"], ["Secret two", "1"]', True),
    ("sort", 'Secret = ["one"], Hidden = ["two"]', 'Hidden = ["two"], Secret = ["one"]', False),
    ("sort", 'Secret = ["one"], Hidden = ["two"]', 'Secret = ["two"], Hidden = ["one"]', True),
    ("vignette", "It *hurts*.", "It aches.", False),
    ("vignette", "Secret", "Hidden", True),
]  # fmt: skip


@pytest.mark.parametrize(("form", "old", "new", "changed"), CHANGES)
def test_the_digest_of_an_answer_changes_with_the_answer_and_only_then(
    deck, form, old, new, changed
):
    text = card(form)
    assert old in text
    before, after = (deck(one).facts[f"nerves/{form}"] for one in (text, text.replace(old, new)))
    assert (before.digest != after.digest) is changed
    assert len(before.digest) == 16


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ('"**peripheral**", "brain"', '"brain", "peripheral"', False),
        ('"brain"', '"mind"', True),
        ('name = "the *site*"', 'name = "the place"', False),
        ('cell.ms = { text = "central"', 'cell.ms = { text = "elsewhere"', False),
        ('"**peripheral**", "brain"', '"**peripheral**", "brain", "mind"', True),
    ],
)
def test_the_digest_of_a_cell_changes_with_the_cell_and_only_then(deck, old, new, changed):
    before, after = (
        deck(one).facts["nerves/which/site/fm"]
        for one in (SOURCES + TABLE, (SOURCES + TABLE).replace(old, new))
    )
    assert (before.digest != after.digest) is changed


# Asking.


def test_every_form_of_card_is_known_by_its_tag():
    assert set(CARD_MODELS) == set(CARDS)


SHAPES = {
    "flashcard": Reveal,
    "choice": Pick,
    "true-false": Pick,
    "typed": Type,
    "cloze": Type,
    "list": Type,
    "order": Order,
    "match": Assign,
    "sort": Assign,
    "vignette": Type,
}


@pytest.mark.parametrize("form", CARDS)
def test_a_card_is_asked_in_its_own_form(deck, form):
    made = deck(card(form))
    for key in made.facts:
        assert made.forms(key) == (form,)
        question = made.ask(key, form, 0, Random(1))
        assert question.form == form
        assert isinstance(question.shape, SHAPES[form])
        assert question.facts == (key,)
        assert question.grade(DontKnow()).marks[0].fact == key


@pytest.mark.parametrize("form", CARD_MODELS)
def test_the_form_of_a_card_is_what_its_author_writes(form):
    assert form_of(CARD_MODELS[form].model_construct()) == form


def test_the_way_back_is_asked_of_its_own_fact(deck):
    made = deck(card("flashcard"))
    question = made.ask("nerves/flashcard/reverse", "flashcard", 0, Random())
    assert question.shape == Reveal("The **answer**", "*Ask* it")


def test_a_cell_is_asked_in_the_forms_that_are_fair_to_it(deck):
    made = deck(SOURCES + TABLE)
    site, pain = (made.forms(f"nerves/which/{row}/ms") for row in ("site", "pain"))
    for row, found in (("site", site), ("pain", pain)):
        place = made.place(f"nerves/which/{row}/ms")
        assert found == tuple(form for form, kind in CELL_FORMS.items() if kind.fits(place))
    telling_apart = {"choice", "reverse", "true-false", "vignette"}
    assert telling_apart | {"recall", "typed"} <= set(site)
    assert {"recall", "typed"} <= set(pain)
    assert telling_apart.isdisjoint(pain)
    assert "odd-one-out" not in {*site, *pain}


@property_test
@given(st.integers(), st.integers(0, 100))
def test_equal_seeds_make_equal_questions(deck, seed, wording):
    made = deck(SOURCES + TABLE + "".join(map(card, CARDS)))
    for key, form, more in questions(made):
        one, other = (made.ask(key, form, wording + more, Random(seed)) for _ in range(2))
        assert one.shape == other.shape
        assert one.wording == other.wording
        assert one.form == form
        assert one.facts == (key,)


def test_strictness_adds_up_from_deck_to_card(deck):
    text = '[[card]]\nid = "x"\nform = "typed"\nprompt = "?"\nanswer = "Sjögren"\n'
    for strict, own, typed, right in [
        ("", "", "sjogren", True),
        ('strict = ["case"]\n', "", "sjogren", False),
        ('strict = ["case"]\n', "", "Sjogren", True),
        ('strict = ["case"]\n', 'strict = ["accents"]', "Sjogren", False),
        ("strict = true\n", "", "Sjögren", True),
    ]:
        question = deck(strict + text + own).ask("nerves/x", "typed", 0, Random())
        assert question.grade(Typed((typed,))).correct is right


def test_the_language_of_a_deck_words_its_questions(deck):
    german = 'language = "de"\n' + SOURCES + TABLE
    question = deck(german).ask("nerves/which/site/ms", "reverse", 0, Random())
    assert question.shape.prompt == "the *site*: **central**"


# Explaining and listing.


def test_a_cell_is_explained_beside_the_others(deck):
    made = deck(SOURCES + TABLE)
    explained = made.explain("nerves/which/site/ms")
    assert explained.answer == "central"
    assert explained.because == "It is."
    assert explained.citations == (Citation("A paper", "https://doi.org/10.1000/x"),)
    assert explained.contrast == Contrast(
        "the *site*",
        (
            ContrastRow("nerves/which/site/ms", "*MS*", "central"),
            ContrastRow("nerves/which/site/fm", "Fibromyalgia", "**peripheral**; brain"),
        ),
    )
    other = made.explain("nerves/which/site/fm")
    assert other.because == "So it is."
    assert other.citations == (Citation("An article, “One”"),)
    assert made.explain("nerves/which/pain/ms").because == ""


def test_a_card_is_explained_by_itself(deck):
    more = 'because = "*So.*"\nsource = { from = "article" }'
    explained = deck(SOURCES + card("typed", more)).explain("nerves/typed")
    assert explained.answer == "15 people"
    assert explained.because == "*So.*"
    assert explained.citations == (Citation("An article"),)
    assert explained.contrast is None
    assert deck(card("typed")).explain("nerves/typed").because == ""


def test_an_explained_answer_reads_like_the_answer(deck):
    made = deck('[[card]]\nid = "x"\nform = "flashcard"\nprompt = "?"\nanswer = \'2\\*3\\*4\'\n')
    assert made.facts["nerves/x"].answer == "2*3*4"
    assert plain(made.explain("nerves/x").answer) == "2*3*4"


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("flashcard", "Ask it"),
        ("true-false", "It is so."),
        ("cloze", "A … in it."),
        ("vignette", "It hurts."),
        *((form, "Ask it") for form in ("choice", "typed", "list", "order", "match", "sort")),
    ],
)
def test_a_card_is_listed_by_its_question_without_its_answer(deck, form, line):
    made = deck(card(form))
    assert made.prompt(f"nerves/{form}") == line
    assert "ecret" not in line
    assert made.subject(f"nerves/{form}") == ""


def test_a_way_back_is_listed_by_what_it_asks(deck):
    assert deck(card("flashcard")).prompt("nerves/flashcard/reverse") == "The answer"


def test_a_prompt_of_several_lines_is_listed_on_one(deck):
    prompt = '"""\nAsk:\n\n- one\n- two"""'
    made = deck(f'[[card]]\nid = "x"\nform = "flashcard"\nprompt = {prompt}\nanswer = "a"\n')
    assert made.prompt("nerves/x") == "Ask: - one - two"


def test_a_cell_is_listed_by_subject_and_feature_without_its_answer(deck):
    made = deck(SOURCES + TABLE)
    assert made.prompt("nerves/which/site/ms") == "MS: the site"
    assert made.prompt("nerves/which/site/fm") == "Fibromyalgia: the site"
    assert made.subject("nerves/which/site/ms") == "Multiple sclerosis"


def test_tags_add_up_and_stand_once(deck):
    made = deck(
        'tags = ["deck", "row"]\n' + SOURCES + TABLE + card("typed", 'tags = ["own", "deck"]')
    )
    assert made.tags("nerves/which/site/ms") == ("deck", "row", "table", "site")
    assert made.tags("nerves/which/pain/ms") == ("deck", "row", "table")
    assert made.tags("nerves/typed") == ("deck", "row", "own")
    assert deck(card("typed")).tags("nerves/typed") == ()


# Reading.


def test_a_deck_with_an_error_is_none_and_says_why():
    made, findings = read_deck({"format": 1, "id": "x"})
    assert made is None
    assert any(finding.severity is Severity.ERROR for finding in findings)
    data = {
        "format": 1,
        "id": "x",
        "title": "X",
        "card": [{"form": "choice", "prompt": "?", "answer": "a", "wrong": ["A"]}],
    }
    made, findings = read_deck(data)
    assert made is None
    assert any(finding.path == ("card", 0, "wrong", 0) for finding in findings)


def test_a_deck_with_warnings_alone_is_usable():
    card = {"form": "flashcard", "prompt": "?", "answer": "a"}
    made, findings = read_deck({"format": 1, "id": "x", "title": "X", "card": [card]})
    assert made is not None
    assert {finding.severity for finding in findings} == {Severity.WARNING}


# Cells in their table.


SITE = ("nerves/which/site/ms", "nerves/which/site/fm")
PAIN = ("nerves/which/pain/ms", "nerves/which/pain/fm")


def test_a_cell_has_a_place_in_its_table_and_a_card_has_none(deck):
    made = deck(SOURCES + TABLE + card("typed"))
    place = made.place(SITE[1])
    assert (place.table, place.row, place.cell.fact) == (
        made.tables[0],
        made.tables[0].rows[0],
        SITE[1],
    )
    assert place.row.id == "site"
    assert made.place("nerves/typed") is None


def test_rivals_are_the_cells_of_the_row_that_mean_something_else(deck):
    made = deck(SOURCES + TABLE + card("typed"))
    assert made.rivals(SITE[0]) == (SITE[1],)
    assert made.rivals(PAIN[0]) == ()
    assert made.rivals("nerves/typed") == ()


class TestRivalsByLot:
    KEY = fact_key("nerves", "m", "f", "s0")

    @pytest.fixture
    def six(self, deck):
        cells = "".join(f's{n} = "value {n}"\n' for n in range(6))
        subjects = "".join(f'subject.s{n} = {{ name = "Subject {n}" }}\n' for n in range(6))
        return deck(
            f'[[comparison]]\nid = "m"\ntitle = "M"\n{subjects}'
            f'[[comparison.feature]]\nid = "f"\nname = "F"\n[comparison.feature.cell]\n{cells}'
        )

    def test_all_of_them_in_an_order_of_chance(self, six):
        orders = {six.rivals_by_lot(self.KEY, Random(seed), None) for seed in range(20)}
        assert {frozenset(order) for order in orders} == {frozenset(six.rivals(self.KEY))}
        assert len({order[0] for order in orders}) == 5

    def test_what_is_mixed_up_is_first_more_often(self, six):
        last = six.rivals(self.KEY)[-1]
        first = [six.rivals_by_lot(self.KEY, Random(seed), {last: 3.0})[0] for seed in range(100)]
        assert 50 < first.count(last) < 100

    def test_a_card_has_none(self, deck):
        made = deck(card("typed"))
        assert made.rivals_by_lot(fact_key("nerves", "typed"), Random(1), None) == ()


class TestCloseness:
    def test_subjects_with_more_in_common_are_closer(self, deck):
        subjects = "".join(f'subject.s{n} = {{ name = "Subject {n}" }}\n' for n in range(3))
        rows = {"f": ("a", "b", "c"), "g": ("same", "same", "other")}
        made = deck(
            f'[[comparison]]\nid = "m"\ntitle = "M"\n{subjects}'
            + "".join(
                f'[[comparison.feature]]\nid = "{row}"\nname = "{row}"\n[comparison.feature.cell]\n'
                + "".join(f's{n} = "{cell}"\n' for n, cell in enumerate(cells))
                for row, cells in rows.items()
            )
        )
        first, second, third = (fact_key("nerves", "m", "f", f"s{n}") for n in range(3))
        assert made.closeness(first, second) == made.closeness(second, first)
        assert made.closeness(first, second) > made.closeness(first, third) > 0

    def test_cells_that_mean_the_same_are_not_to_be_told_apart(self, deck):
        made = deck(SOURCES + TABLE)
        assert made.closeness(*SITE) > 0
        assert made.closeness(*PAIN) == 0


class AnyTwo:
    """A form that takes any two cells, and keeps what it was handed."""

    def fits(self, places):
        return len(places) == 2

    def ask(self, asking):
        self.asking = asking
        return "a question"


def test_cells_are_asked_together_in_the_forms_that_take_just_them(deck, monkeypatch):
    form, rng = AnyTwo(), Random(1)
    monkeypatch.setitem(JOINT_FORMS, "any-two", form)
    made = deck(SOURCES + TABLE)
    assert "any-two" in made.joint_forms(SITE)
    assert "any-two" not in made.joint_forms((*SITE, *PAIN))
    assert made.ask_together(SITE, "any-two", 3, rng, {PAIN[0]: 1.0}) == "a question"
    asking = form.asking
    assert asking.facts == SITE
    assert (asking.wording, asking.turn, asking.rng) == (3, 1, rng)
    assert asking.mixed_up == {PAIN[0]: 1.0}
    made.ask_together(SITE, "any-two", 0, rng)
    assert form.asking.mixed_up == {}


def test_only_different_cells_of_one_table_are_asked_together(deck, monkeypatch):
    monkeypatch.setitem(JOINT_FORMS, "any-two", AnyTwo())
    made = deck(SOURCES + TABLE + TABLE.replace('"which"', '"other"') + card("typed"))
    assert made.joint_forms(()) == ()
    assert made.joint_forms((SITE[0], SITE[0])) == ()
    assert made.joint_forms((SITE[0], "nerves/typed")) == ()
    assert made.joint_forms((SITE[0], "nerves/other/site/fm")) == ()


def test_what_separates_two_subjects_is_asked_of_both_at_once(deck):
    made = deck(SOURCES + TABLE)
    assert made.joint_forms(SITE) == ("contrast",)
    assert made.joint_forms(PAIN) == ()
    question = made.ask_together(SITE, "contrast", 0, Random(1), None)
    assert question.facts == SITE
    assert isinstance(question.shape, Assign)
    assert [mark.fact for mark in question.grade(DontKnow()).marks] == list(SITE)


# Large tables.


def random_deck(rng):
    subjects = {f"s{n}": {"name": f"Subject {n}"} for n in range(rng.randint(2, 12))}
    words = ["central", "peripheral", "none", "both", "IL-2R", "C++", "- 5", "five long words here"]

    def value():
        text = rng.choice(words)
        return rng.choice([text, text.upper(), f"**{text}**", f"{text}."])

    def cell():
        if rng.random() < 0.8:
            return value()
        return [f"{word}" for word in rng.sample(words, rng.randint(1, 4))]

    features = []
    for number in range(rng.randint(1, 60)):
        filled = rng.sample(sorted(subjects), rng.randint(1, len(subjects)))
        feature = {
            "id": f"f{number}",
            "name": f"x{number % 40}",
            "cell": {name: cell() for name in filled},
        }
        if len(filled) > 1 and rng.random() < 0.3:
            feature["alike"] = [rng.sample(filled, 2)]
        features.append(feature)
    table = {"id": "t", "title": "T", "subject": subjects, "feature": features}
    return {"format": 1, "id": "big", "title": "Big", "comparison": [table]}


@property_test
@given(st.integers(0, 10**6))
def test_whatever_the_table_each_form_offered_can_be_asked_and_answered(seed):
    data = random_deck(Random(seed))
    made, findings = read_deck(data)
    assert made is not None, findings
    filled = sum(len(feature["cell"]) for feature in data["comparison"][0]["feature"])
    assert len(made.facts) == filled
    for key in made.facts:
        forms = made.forms(key)
        assert list(forms) == [form for form in CELL_FORMS if form in forms]
        assert "recall" in forms
        for form in forms:
            question = made.ask(key, form, seed, Random(seed))
            assert not question.grade(DontKnow()).correct
            assert plain(question.shape.prompt)
        name = made.subject(key)
        if "reverse" in forms:
            prompt = made.ask(key, "reverse", 0, Random()).shape.prompt
            assert name not in plain(prompt)


BAD = {"id": "Not An Id", "colour": "red"}


@pytest.mark.parametrize(
    "rest",
    [
        {"comparison": [{"feature": []}] * (MOST_FINDINGS + 100)},
        {"comparison": [{"id": "m", "title": "M", "feature": [BAD] * (MOST_FINDINGS + 100)}]},
        {"card": [BAD] * (MOST_FINDINGS + 100)},
    ],
    ids=["comparisons", "features", "cards"],
)
def test_after_so_many_mistakes_no_more_are_looked_for(rest):
    made, findings = read_deck({"format": 1, "id": "d", "title": "D", **rest})
    assert made is None
    assert MOST_FINDINGS < len(findings) < MOST_FINDINGS + 20
