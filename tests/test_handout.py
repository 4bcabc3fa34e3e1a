"""A deck as HTML: all of it is there, nothing of it is obeyed, and nothing is fetched."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
import tomli

from quiz.deck.deck import read_deck
from quiz.handout import GENERATOR, handout
from quiz.library.finding import find_given, shipped_decks

SHAPES = Path(__file__).parent / "plain" / "shapes.toml"
DECKS = [SHAPES, *(one.path for one in find_given([shipped_decks()]))]
HEAD = 'format = 1\nid = "d"\ntitle = "T"\n'
VOID = {"meta", "br"}


class _Page(HTMLParser):
    """What a browser makes of a page; fails where tags do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        self.text += data


def page(text: str) -> _Page:
    deck, _ = read_deck(tomli.loads(text))
    assert deck is not None
    return _Page(handout(deck))


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_every_fact_and_source_of_a_deck_is_there(path: Path) -> None:
    deck, _ = read_deck(tomli.loads(path.read_text(encoding="utf-8")))
    assert deck is not None
    made = _Page(handout(deck))
    for key in deck.facts:
        assert key in made.text
        for citation in deck.explain(key).citations:
            assert citation.text in made.text
    assert {"script", "img", "link", "iframe", "object"}.isdisjoint(tag for tag, _ in made.tags)


def test_the_policy_allows_the_style_and_nothing_else() -> None:
    deck, _ = read_deck(tomli.loads(SHAPES.read_text(encoding="utf-8")))
    assert deck is not None
    text = handout(deck)
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policies = [
        attributes["content"]
        for tag, attributes in _Page(text).tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]
    assert not any("style" in attributes for _, attributes in _Page(text).tags)
    assert GENERATOR in text[:1000]


EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\\\" '&amp; [a](javascript:alert(3))"


@pytest.mark.parametrize(
    "body",
    [
        f'summary = "{EVIL}"\n[[card]]\nform = "flashcard"\nprompt = "{EVIL}"\nanswer = "{EVIL}"\n'
        f'because = "{EVIL}"\nsource = {{ from = "s", at = "{EVIL}" }}\n'
        f'[source.s]\ntitle = "{EVIL}"\nurl = "https://x/\\"onclick=alert(1)"',
        f'[[card]]\nform = "choice"\nprompt = "p"\nanswer = "{EVIL}"\nwrong = ["{EVIL} too"]',
        f'[[card]]\nform = "list"\nprompt = "p"\nanswers = ["{EVIL}", "b"]',
        f'[[card]]\nform = "match"\nprompt = "p"\npairs = [["{EVIL}", "b"], ["c", "{EVIL} d"]]',
        f'[[card]]\nform = "vignette"\nprompt = "p"\nclues = ["{EVIL}", "b"]\nanswer = "c"',
        f'[[comparison]]\nid = "c"\ntitle = "{EVIL}"\nsubject.a.name = "{EVIL}"\n'
        f'subject.b.name = "B"\n[[comparison.feature]]\nname = "{EVIL}"\ncell.a = "{EVIL}"',
    ],
)
def test_text_of_a_deck_is_never_markup(body: str) -> None:
    made = page(HEAD.replace('"T"', f'"{EVIL}"') + body)
    assert {"script", "img"}.isdisjoint(tag for tag, _ in made.tags)
    allowed = {"class", "dir", "lang", "scope", "href", "rel", "charset", "content", "name"}
    assert {name for _, attributes in made.tags for name in attributes} <= allowed | {"http-equiv"}
    links = [attributes["href"] or "" for tag, attributes in made.tags if tag == "a"]
    assert all(link.startswith("https://") for link in links)
    assert "alert(1)" in made.text


def test_markdown_is_shown_as_what_it_is() -> None:
    made = page(
        HEAD
        + '[[card]]\nform = "flashcard"\nprompt = "a *b* **c** `d` [e](https://f) [g](mailto:h)"\n'
        'answer = """\n# Head\n\n- one\n- two\n\n> quoted\n\n```\ncode\n```\n\nx\\\\\ny"""\n'
    )
    tags = [tag for tag, _ in made.tags]
    assert {"em", "strong", "code", "a", "li", "blockquote", "pre", "br"} <= set(tags)
    assert ("a", {"href": "https://f", "rel": "noreferrer noopener"}) in made.tags


def test_what_the_source_does_not_say_is_said_so() -> None:
    made = page(
        HEAD + '[[comparison]]\nid = "c"\ntitle = "C"\nsubject.a.name = "A"\nsubject.b.name = "B"\n'
        '[[comparison.feature]]\nname = "f"\ncell.a = "1"\n'
        '[[comparison.feature]]\nname = "g"\ncell.a = "1"\ncell.b = "2"\nkey = true'
    )
    assert made.text.count("the source does not say") == 1
    assert "◆ g" in made.text
    assert "◆ f" not in made.text


def test_a_gap_is_a_line_and_the_language_is_told() -> None:
    body = 'language = "de"\n[[card]]\nform = "cloze"\nprompt = "Ein {{Knoten}}."\n'
    made = page(HEAD + body)
    assert "Ein _____." in made.text
    assert made.tags[0] == ("html", {"lang": "de"})
