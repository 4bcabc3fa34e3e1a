"""Decks with any text in every field, made by walking the models that authors' decks are read by.

A field that a model gains is filled here without anybody thinking of it; one of a kind that was
never seen before fails, until it is told here how it is written.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from quiz.authoring import Authored, Source, SourceReference
from quiz.comparison.model import CellEntry, Comparison, FeatureEntry
from quiz.deck.forms import CARD_MODELS
from quiz.deck.model import DeckFile

Text = Callable[[], str]
Field = tuple[type[BaseModel], str]

SUBJECTS = ("a", "b", "c", "d")
SOURCES = ("s", "t")
MANY = 3
"""How long a list is: long enough for every form."""

# What cannot stand beside each other is written in cards of their own: each lacks some fields.
LACKING: dict[str, tuple[tuple[str, ...], ...]] = {
    "choice": (("answers",), ("answer",)),
    "typed": (("tolerance", "unit"), ("accept", "wrong")),
    "vignette": ((), ("wrong",), ("accept",)),
}
LINKS = {"doi": "10.1000/x[red]", "url": "https://example.org/[bold]x"}


class Writer:
    """Writes a deck that has every field of every model, its texts from wherever they come.

    `written` has what it wrote; `plain` leaves out all that an author may leave out.
    """

    def __init__(self, text: Text, *, plain: bool = False) -> None:
        self._text = text
        self._plain = plain
        self._ids = 0
        self.written: set[Field] = set()

    def deck(self, deck_id: str = "wild") -> dict[str, Any]:
        """The data of a deck file: one table of two features, and each form of card."""
        deck = self._table(DeckFile, lacking=("card",))
        cards = [
            self._table(model, lacking=lacking)
            for form, model in CARD_MODELS.items()
            for lacking in LACKING.get(form, ((),))
        ]
        self.written.add((DeckFile, "card"))
        return {**deck, "id": deck_id, "card": cards}

    def _table(self, model: type[BaseModel], lacking: tuple[str, ...] = ()) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, field in model.model_fields.items():
            if name in lacking or (self._plain and self._may_be_left_out(name, field)):
                continue
            self.written.add((model, name))
            made[field.alias or name] = self._field(model, name, field, made)
        return made

    @staticmethod
    def _may_be_left_out(name: str, field: FieldInfo) -> bool:
        kept = {"answer", "answers", "wrong", "comparison", "card", "id"}
        return not field.is_required() and name not in kept

    def _field(self, model: type, name: str, field: FieldInfo, before: dict[str, Any]) -> Any:
        special = getattr(self, f"_{model.__name__}_{name}", None)
        if special is not None:
            return special(before)
        return self._value(Annotated[(field.annotation, *field.metadata)] if field.metadata else
                           field.annotation, name)  # fmt: skip

    def _value(self, kind: Any, name: str) -> Any:
        """A value of any kind that the models know."""
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            patterns = [one.pattern for one in inner[1:] if isinstance(one, StringConstraints)]
            if any(patterns):
                return self._by_pattern(name)
            return self._value(inner[0], name)
        if origin in (Union, types.UnionType):
            return self._value(next(one for one in inner if one is not type(None)), name)
        if origin is Literal:
            return inner[0]
        if origin is tuple:
            each = [inner[0]] * MANY if inner[-1] is Ellipsis else inner
            return [self._value(one, name) for one in each]
        if origin is dict:
            return {self._value(inner[0], name): self._value(inner[1], name) for _ in range(MANY)}
        return self._plain_value(kind, name)

    def _plain_value(self, kind: Any, name: str) -> Any:
        plain = {bool: True, int: 2, float: 1.5, date: date(2024, 2, 29)}
        if kind is str:
            return self._text()
        if kind in plain:
            return plain[kind]
        if isinstance(kind, type) and issubclass(kind, Authored):
            return self._table(kind)
        raise NotImplementedError(f"how is {name}, a {kind}, written?")

    def _by_pattern(self, name: str) -> str:
        """What is no free text: an id of its own, or what must look like itself."""
        if name == "language":
            return "en"
        if name in LINKS:
            return LINKS[name]
        if name not in ("id", "aliases"):
            raise NotImplementedError(f"what does {name} look like?")
        self._ids += 1
        return f"i{self._ids}"

    # What must fit together with something else.

    def _DeckFile_source(self, _: Any) -> Any:
        return {name: self._table(Source) for name in SOURCES}

    def _DeckFile_no_advice(self, _: Any) -> Any:
        return False

    def _SourceReference_origin(self, _: Any) -> Any:
        return SOURCES[0]

    def _SourceReference_cites(self, _: Any) -> Any:
        return [SOURCES[1]]

    def _Comparison_subject(self, _: Any) -> Any:
        kind = get_args(Comparison.model_fields["subject"].annotation)[1]
        return {name: self._table(kind) for name in SUBJECTS}

    def _Comparison_feature(self, _: Any) -> Any:
        features = [self._table(FeatureEntry), self._table(FeatureEntry, ("alike", "ask"))]
        return [*features, self._table(FeatureEntry, ("alike", "ask"))]

    def _FeatureEntry_ask(self, _: Any) -> Any:
        return f"{self._text()} {{subject}}"

    def _FeatureEntry_alike(self, _: Any) -> Any:
        return [[SUBJECTS[0], SUBJECTS[1]]]

    def _FeatureEntry_cell(self, _: Any) -> Any:
        several = self._table(CellEntry)
        values = [self._text() for _ in range(2)]
        several |= {"text": values}
        if not self._plain:
            several["accept"] = {values[0]: [self._text()]}
        one = self._table(CellEntry)
        cells = (self._text(), [self._text(), self._text()], one, several)
        return dict(zip(SUBJECTS, cells, strict=True))

    def _CellEntry_text(self, _: Any) -> Any:
        return self._text()

    def _Cloze_prompt(self, _: Any) -> Any:
        self._gap = self._text()
        return f"{self._text()} {{{{{self._gap}|{self._text()}}}}} {self._text()}"

    def _Cloze_accept(self, _: Any) -> Any:
        return {self._gap: [self._text()]}

    def _ListCard_accept(self, before: dict[str, Any]) -> Any:
        return {before["answers"][0]: [self._text()]}

    def _TypedCard_answer(self, before: dict[str, Any]) -> Any:
        # The second typed card asks for a number.
        self._typed = getattr(self, "_typed", 0) + 1
        return self._text() if self._typed % 2 else 1.5

    def _Flashcard_both_ways(self, _: Any) -> Any:
        return True


def fields() -> Iterator[Field]:
    """Every field that an author may write."""
    models: list[type[BaseModel]] = [DeckFile, *CARD_MODELS.values(), Comparison, FeatureEntry]
    subject = get_args(Comparison.model_fields["subject"].annotation)[1]
    for model in (*models, subject, CellEntry, Source, SourceReference):
        yield from ((model, name) for name in model.model_fields)


def toml(data: dict[str, Any], header: str = "") -> str:
    """A deck's data as an author lays it out: lists of tables under headers, all else inline."""
    listed = {key: value for key, value in data.items() if _has_headers(key, value)}
    plain = ((key, value) for key, value in data.items() if key not in listed)
    parts = ["".join(f"{_string(key)} = {_inline(value)}\n" for key, value in plain)]
    for key, tables in listed.items():
        name = f"{header}.{key}" if header else key
        parts += (f"[[{name}]]\n{toml(table, name)}" for table in tables)
    return "\n".join(parts)


def _has_headers(key: str, value: Any) -> bool:
    tables = isinstance(value, list) and all(isinstance(one, dict) for one in value)
    return key in ("comparison", "feature", "card") and tables


def _inline(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _string(value)
        case dict():
            inner = (f"{_string(key)} = {_inline(one)}" for key, one in value.items())
            return f"{{ {', '.join(inner)} }}"
        case list() | tuple():
            return f"[{', '.join(map(_inline, value))}]"
        case _:
            return str(value)


def _string(text: str) -> str:
    # Strings of JSON are strings of TOML, but for what neither JSON nor UTF-8 minds.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
