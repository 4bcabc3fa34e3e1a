"""What everything that an author writes has in common: ids, texts, strictness, sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)

from quiz.grading import Accepted
from quiz.markdown import plain
from quiz.shapes import Citation
from quiz.text import ALL_STRICT, LENIENT, Leniency, Strict, normalise

_ID = "[a-z0-9][a-z0-9-]*"
ID_PATTERN = rf"^{_ID}$"
KEY_PATTERN = rf"^{_ID}(/{_ID})*$"


def _on_one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("a name or title stands on one line")
    return text


def _unpadded(text: str) -> str:
    if text != text.strip():
        raise ValueError("a text that is a key has no space at its ends")
    return text


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=100)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Line = Annotated[Text, AfterValidator(_on_one_line)]
# Were it stripped, two keys of a table could become one, and a value be lost without a word.
Key = Annotated[str, StringConstraints(min_length=1), AfterValidator(_unpadded)]
# Strict pydantic refuses a TOML array for a tuple: only the container is read leniently.
Texts = Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
Ids = Annotated[tuple[Id, ...], Field(strict=False)]

# Of each thing an alias is a bare id, or its whole old key: of a comparison `deck/comparison`, of
# a feature or a subject `deck/comparison/it`; what a card was may have been a cell as well.
ComparisonAliases = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=rf"^{_ID}(/{_ID})?$")], ...],
    Field(strict=False),
]
InnerAliases = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=rf"^{_ID}(/{_ID}/{_ID})?$")], ...],
    Field(strict=False),
]
Aliases = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=KEY_PATTERN)], ...], Field(strict=False)
]

_TABLES = (dict, Mapping, BaseModel)
_LISTS = (list, tuple)


def kind_of(value: object) -> str:
    """Tell text, list and table apart, so that a mistake is answered for what was written."""
    if isinstance(value, str):  # nearly always, and quicker to tell than the others
        return "text"
    if isinstance(value, _TABLES):
        return "table"
    return "list" if isinstance(value, _LISTS) else "text"


def text_or_list(value: object) -> str:
    """Tell a list from anything else, which should have been a text."""
    return "list" if isinstance(value, _LISTS) else "text"


def list_or_table(value: object) -> str:
    """Tell a table from anything else, which should have been a list."""
    return "table" if isinstance(value, _TABLES) else "list"


def table_or_list(value: object) -> str:
    """Tell a list from anything else, which should have been a table."""
    return "list" if isinstance(value, _LISTS) else "table"


class Authored(BaseModel):
    """The base of every table in a deck: frozen, strict, and closed to keys it does not know."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True
    )


OneOrMore = Annotated[
    Annotated[Text, Tag("text")] | Annotated[Texts, Tag("list")], Discriminator(text_or_list)
]

LeniencyName = Literal["case", "accents", "punctuation", "spelling"]
Strictness = Annotated[
    Annotated[bool, Tag("text")]
    | Annotated[tuple[LeniencyName, ...], Field(strict=False), Tag("list")],
    Discriminator(text_or_list),
]

AdviceRule = Literal[
    "long-answer",
    "two-facts",
    "longest-right",
    "yes-no",
    "all-of-the-above",
    "same-everywhere",
    "alike-subjects",
]
NoAdvice = Annotated[
    Annotated[bool, Tag("text")]
    | Annotated[tuple[AdviceRule, ...], Field(strict=False), Tag("list")],
    Discriminator(text_or_list),
]


def leniencies_taken(strict: bool | tuple[LeniencyName, ...]) -> Strict:
    """Turn what `strict` says into the leniencies that it takes away."""
    if isinstance(strict, bool):
        return ALL_STRICT if strict else LENIENT
    return frozenset(Leniency(name) for name in strict)


def accepted(text: str, also: tuple[str, ...] | None, strict: Strict) -> Accepted:
    """Make a right answer of what an author wrote; it may be typed with or without its Markdown."""
    shown, other = plain(text), also or ()
    wordings = dict.fromkeys((*map(plain, other), text, *other))
    return Accepted(shown, tuple(wording for wording in wordings if wording != shown), strict)


def mentions(text: str, words: str) -> bool:
    """Whether a text has these words in it, so that one may be read off the other."""
    return has_words(normalise(plain(text)), normalise(plain(words)))


def has_words(said: str, wanted: str) -> bool:
    """Whether these words are in a text, of which both are normalised plain text already."""
    # Looking for the words costs nothing beside making a pattern of them.
    return wanted in said and bool(
        re.search(rf"(?<![a-z0-9]){re.escape(wanted)}(?![a-z0-9])", said)
    )


class Source(Authored):
    """A publication that answers rest on."""

    title: Text
    """The title as published."""
    authors: Texts | None = None
    """The authors, each as `Given Family`."""
    journal: Text | None = None
    """The journal or book that it appeared in."""
    publisher: Text | None = None
    """Who published it, for what is not in a journal."""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    """The year of publication."""
    updated: date | None = None
    """The day of its last update, for a page that changes."""
    doi: Annotated[str, StringConstraints(pattern=r"^10\.[^\s]+/[^\s]+$")] | None = None
    """The digital object identifier, beginning with `10.`."""
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")] | None = None
    """Where it can be read."""

    # Kept once made, as many cards rest on one source.

    @cached_property
    def short(self) -> str:
        """The source as it is cited in a line: family name and year, or its title."""
        if not self.authors:
            return self.title
        families = [author.rsplit(" ", 1)[-1] for author in self.authors]
        names = families[0] if len(families) == 1 else f"{families[0]} et al."
        if len(families) == 2:
            names = " and ".join(families)
        year = self.updated.year if self.updated else self.year
        return f"{names} {year}" if year else names

    @cached_property
    def link(self) -> str:
        """Where to find it: the DOI if there is one."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url or ""

    @cached_property
    def cited(self) -> Citation:
        """The source as another one cites it."""
        return Citation(f"{self.short}, {self.journal}" if self.journal else self.short, self.link)


class SourceReference(Authored):
    """Where an answer comes from: a declared source, the place in it, and what it cites."""

    origin: Annotated[Id, Field(alias="from")]
    """The id of a declared source."""
    at: OneOrMore | None = None
    """The section or page, or several."""
    cites: Ids = ()
    """The ids of the declared sources that it rests on there."""

    @property
    def places(self) -> tuple[str, ...]:
        """The sections named, none or several."""
        if self.at is None:
            return ()
        return (self.at,) if isinstance(self.at, str) else self.at

    def citations(self, sources: Mapping[str, Source]) -> tuple[Citation, ...]:
        """The reference as a reader would cite it, its own source first."""
        source = sources[self.origin]
        places = ", ".join(f"“{place}”" for place in self.places)
        first = Citation(f"{source.short}, {places}" if places else source.short, source.link)
        return (first, *(sources[name].cited for name in self.cites))


References = Annotated[
    Annotated[SourceReference, Tag("table")]
    | Annotated[tuple[SourceReference, ...], Field(strict=False, min_length=1), Tag("list")],
    Discriminator(table_or_list),
]


def citations(
    references: SourceReference | tuple[SourceReference, ...] | None, sources: Mapping[str, Source]
) -> tuple[Citation, ...]:
    """All that a card or cell rests on, in the order written, each once."""
    if references is None:
        return ()
    if not isinstance(references, tuple):
        references = (references,)
    found = [citation for one in references for citation in one.citations(sources)]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)
