"""From the data of a TOML file to models, piece by piece: one bad card does not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from json import loads
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from quiz.cards import AnyCard
from quiz.cards.card import Card
from quiz.comparison.model import Comparison, ComparisonHead, FeatureEntry
from quiz.deck.complaints import MOST_FINDINGS, findings_of, unknown_form, unknown_format
from quiz.deck.forms import CARD_MODELS
from quiz.deck.identity import card_id, feature_id
from quiz.deck.model import DeckFile, DeckHead
from quiz.deck.rules import warning
from quiz.errors import DataError, Finding, KeyPath

_Model = TypeVar("_Model", bound=BaseModel)

NOTHING_TO_ASK = warning(
    (), "There is nothing to ask in this deck yet", "Add a `[[card]]` or a `[[comparison]]`."
)
Entry = Mapping[str, Any] | bytes
"""A card or a comparison as it was parsed from TOML, or kept as JSON."""
_BLOCK = 100
"""So many cards are read at once: few enough that they fit into the processor's caches."""


@dataclass(slots=True)
class ParsedComparison:
    """A comparison whose head was sound, with those of its features that were; by place in file."""

    index: int
    head: ComparisonHead
    features: list[tuple[int, FeatureEntry]]


@dataclass(slots=True)
class Parsed:
    """What of a deck file was sound, each piece with its place in the file."""

    head: DeckHead | None
    comparisons: list[ParsedComparison] = field(default_factory=list)
    cards: list[tuple[int, Card]] = field(default_factory=list)
    cards_first: bool = False


@dataclass(frozen=True, slots=True)
class Headed:
    """A deck without its cards, in which all is sound."""

    head: DeckHead
    comparisons: list[ParsedComparison]
    cards_first: bool


def parse(data: Mapping[str, Any]) -> tuple[Parsed, list[Finding]]:
    """Read a deck's data; what is unsound is left out and comes back as findings.

    The whole is tried first, since nearly every deck is sound and pydantic is quickest at once.
    """
    cards_first = _has_cards_first(data)
    if _has_odd_format(data):
        rest = {key: value for key, value in data.items() if key != "format"}
        parsed, findings = _parse_in_pieces({**rest, "format": 1}, cards_first)
        return parsed, [unknown_format(data["format"]), *findings]
    try:
        deck = DeckFile.model_validate(data)
    except ValidationError:
        return _parse_in_pieces(data, cards_first)
    findings = [] if deck.comparison or deck.card else [NOTHING_TO_ASK]
    comparisons = with_places(deck.comparison)
    return Parsed(deck, comparisons, list(enumerate(deck.card)), cards_first), findings


def parse_without_cards(data: Mapping[str, Any]) -> Headed | None:
    """Read all of a deck's data but its cards, None where any of that is unsound."""
    if _has_odd_format(data) or not isinstance(data.get("card", []), list):
        return None
    rest = {key: value for key, value in data.items() if key != "card"}
    try:
        deck = DeckFile.model_validate(rest)
    except ValidationError:
        return None
    return Headed(deck, with_places(deck.comparison), _has_cards_first(data))


def with_places(comparisons: Iterable[Comparison]) -> list[ParsedComparison]:
    """Comparisons all of which is sound, with the places of their features."""
    return [
        ParsedComparison(index, comparison, list(enumerate(comparison.feature)))
        for index, comparison in enumerate(comparisons)
    ]


def cards_in(entries: Sequence[Any]) -> Iterator[Card]:
    """The cards of a deck one after another; none of them is held here once it was looked at.

    Raises `pydantic.ValidationError` at the first block in which one is unsound.
    """
    several = _several_cards()
    for start in range(0, len(entries), _BLOCK):
        yield from several.validate_python(entries[start : start + _BLOCK])


@cache
def _several_cards() -> TypeAdapter[list[AnyCard]]:
    return TypeAdapter(list[AnyCard])


def card_of(entry: Entry) -> Card:
    """A card that is known to be sound.

    Raises `quiz.errors.DataError` where what was kept of it is not what was written.
    """
    return _made(entry, lambda written: CARD_MODELS[written["form"]])


def comparison_of(entry: Entry) -> Comparison:
    """A comparison that is known to be sound; raises what `card_of` does."""
    return _made(entry, lambda _: Comparison)


def _made(entry: Entry, model_of: Callable[[Mapping[str, Any]], type[_Model]]) -> _Model:
    if not isinstance(entry, bytes):
        return model_of(entry).model_validate(entry)
    try:
        written = loads(entry)
        return model_of(written).model_validate(written)
    except (ValueError, TypeError, KeyError):
        hint = "Remove the folder of the cache (`quiz config` says where): it is made anew."
        raise DataError(f"Somebody changed what was kept of a deck. {hint}") from None


def _has_cards_first(data: Mapping[str, Any]) -> bool:
    kinds = (key for key in data if key in ("comparison", "card"))
    return next(kinds, None) == "card"


def _has_odd_format(data: Mapping[str, Any]) -> bool:
    """Whether the format is something that Python takes for equal to 1."""
    return isinstance(data.get("format"), bool | float)


def missing_ids(parsed: Parsed) -> Iterator[tuple[KeyPath, str]]:
    """Each card and feature without an id, with the one that it goes by."""
    for comparison in parsed.comparisons:
        for number, feature in comparison.features:
            if feature.id is None:
                at = ("comparison", comparison.index, "feature", number)
                yield at, feature_id(None, feature.name)
    for number, card in parsed.cards:
        if card.id is None:
            yield ("card", number), card_id(None, card.opening)


def _parse_in_pieces(data: Mapping[str, Any], cards_first: bool) -> tuple[Parsed, list[Finding]]:
    findings: list[Finding] = []
    rest = {key: value for key, value in data.items() if key not in ("comparison", "card")}
    head = _model(DeckHead, rest, (), findings, hints_from=DeckFile)
    parsed = Parsed(head, cards_first=cards_first)
    for index, entry in _entries(data, "comparison", (), findings):
        if len(findings) > MOST_FINDINGS:
            break
        comparison = _comparison(entry, index, findings)
        if comparison is not None:
            parsed.comparisons.append(comparison)
    for index, entry in _entries(data, "card", (), findings):
        if len(findings) > MOST_FINDINGS:
            break
        card = _card(entry, ("card", index), findings)
        if card is not None:
            parsed.cards.append((index, card))
    return parsed, findings


def _entries(
    data: Mapping[str, Any], key: str, at: KeyPath, findings: list[Finding]
) -> Sequence[tuple[int, Any]]:
    entries = data.get(key, [])
    if isinstance(entries, list):
        return list(enumerate(entries))
    hint = f"Write `[[{'.'.join(str(part) for part in (*at[::2], key))}]]`, in double brackets."
    findings.append(Finding((*at, key), f"`{key}` must be a list of tables", hint, at_key=True))
    return []


def _comparison(entry: Any, index: int, findings: list[Finding]) -> ParsedComparison | None:
    at: KeyPath = ("comparison", index)
    if not isinstance(entry, dict):
        findings.append(Finding(at, "A comparison must be a table", "Write `[[comparison]]`."))
        return None
    if not entry.get("feature"):
        findings.append(
            Finding(
                (*at, "feature"), "The comparison has no features", "Add `[[comparison.feature]]`."
            )
        )
    rest = {key: value for key, value in entry.items() if key != "feature"}
    head = _model(ComparisonHead, rest, at, findings)
    features: list[tuple[int, FeatureEntry]] = []
    for number, written in _entries(entry, "feature", at, findings):
        if len(findings) > MOST_FINDINGS:
            break
        feature = _model(FeatureEntry, written, (*at, "feature", number), findings)
        if feature is not None:
            features.append((number, feature))
    return None if head is None else ParsedComparison(index, head, features)


def _card(entry: Any, at: KeyPath, findings: list[Finding]) -> Card | None:
    if not isinstance(entry, dict):
        findings.append(Finding(at, "A card must be a table", "Write `[[card]]`."))
        return None
    # The card's own model, so that an error's location has no tag of the union of forms in it.
    form = entry.get("form")
    model = CARD_MODELS.get(form) if isinstance(form, str) else None
    if model is None:
        findings.append(unknown_form((*at, "form"), form))
        return None
    return _model(model, entry, at, findings)


def _model(
    model: type[_Model],
    data: Any,
    at: KeyPath,
    findings: list[Finding],
    hints_from: type[BaseModel] | None = None,
) -> _Model | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        findings.extend(findings_of(error, data, at, hints_from or model))
        return None
