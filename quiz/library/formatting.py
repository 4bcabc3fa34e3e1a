"""A deck file as `quiz fmt` leaves it: ids written down, keys in order, one style.

The text is rewritten, never made anew from data: so comments, blank lines and every string stay as
their author wrote them. What comes out is read again and must say just what it said before, in its
comments, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quiz.errors import KeyPath, ProblemsFound
from quiz.library.documents import read_document
from quiz.library.files import whole_file
from quiz.library.layout import text_of
from quiz.library.positions import Positions
from quiz.library.reading import read_deck_bytes
from quiz.library.statements import Pair, Section, Statements, statements_of, tokens_of

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CHANGED = "This deck cannot be formatted without changing what it says, and was left alone"
_CHANGED_HINT = "Please report it: it is a fault of quiz, not of the deck."


@dataclass(frozen=True, slots=True)
class Formatted:
    """A deck file as it is and as it should be, and the ids that were written into it.

    `old` and `new` are what the file holds and is to hold, `before` and `after` the same as texts
    with LF alone.
    """

    old: bytes
    new: bytes
    before: str
    after: str
    ids: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether there is anything to be written."""
        return self.old != self.new


def format_deck(content: bytes, path: str) -> Formatted:
    """Format the content of a deck file; `path` is for the problems.

    Raises `quiz.errors.ProblemsFound` where the deck has errors, or could not be kept as it is.
    """
    reading = read_deck_bytes(content, path)
    if reading.deck is None:
        raise ProblemsFound(tuple(one for one in reading.problems if one.is_error))
    from quiz.deck.parsing import missing_ids, parse

    document, data = read_document(content, path)
    parsed, _ = parse(data)
    ids = dict(missing_ids(parsed))
    text = _formatted(document.text, data, ids)
    for at, name in ids.items():
        _value(data, at)["id"] = name
    kept = _comments(text) == _comments(document.text)
    if not kept or _says(text, path) != _canonical(data):
        raise ProblemsFound((whole_file(path, _CHANGED, _CHANGED_HINT),))
    new = _bytes_like(content, text)
    return Formatted(content, new, document.text, text, tuple(ids.values()))


def _formatted(text: str, data: Mapping[str, Any], ids: Mapping[KeyPath, str]) -> str:
    statements = statements_of(text)
    placed = list(_placed(statements))
    under_header = {at: section for section, at in placed}
    for at, name in ids.items():
        if at in under_header:
            under_header[at].pairs.insert(0, Pair(("id",), f'"{name}"'))
    for section, at in placed:
        _sort(section, at, data)
    inline = [at for at in ids if at not in under_header]
    return _with_inline_ids(text_of(statements), {at: ids[at] for at in inline})


def _placed(statements: Statements) -> Iterator[tuple[Section, KeyPath]]:
    """Each section with the path of its table: of a list of tables, the last one begun."""
    lengths: dict[KeyPath, int] = {}
    for section in statements.sections:
        at: KeyPath = ()
        for number, part in enumerate(section.header):
            at = (*at, _bare(part))
            if section.of_list and number == len(section.header) - 1:
                lengths[at] = lengths.get(at, 0) + 1
            if at in lengths:
                at = (*at, lengths[at] - 1)
        yield section, at


def _bare(part: str) -> str:
    """A part of a key as data has it."""
    if part[0] not in "\"'":
        return part
    import tomli

    (name,) = tomli.loads(f"{part} = 0")
    return name


def _sort(section: Section, at: KeyPath, data: Mapping[str, Any]) -> None:
    """Bring the keys of a section in order; those of one table keep theirs."""
    from quiz.deck.key_order import key_order

    names = [part for part in at if isinstance(part, str)]
    order = key_order(names, _value(data, at))
    ranks = {key: rank for rank, key in enumerate(order)}
    ordered = sorted(section.pairs, key=lambda pair: ranks.get(_bare(pair.key[0]), len(ranks)))
    if ordered == section.pairs:
        return
    first = section.pairs[0]
    if not section.header and ordered[0] is not first:
        # What opens a file, such as the place of its schema, is about all of it.
        ordered[0].above[:0], first.above = first.above, []
    section.pairs = ordered


def _with_inline_ids(text: str, ids: Mapping[KeyPath, str]) -> str:
    """Write ids into cards and features that stand in braces."""
    if not ids:
        return text
    positions, lines = Positions(text), text.split("\n")
    places = [(positions.of_value(at), name) for at, name in ids.items()]
    # From the end of a line, so that what is written moves nothing that is still to come.
    for place, name in sorted(places, key=lambda one: one[0].column, reverse=True):
        line, brace = lines[place.line - 1], place.column
        lines[place.line - 1] = f'{line[:brace]} id = "{name}",{line[brace:]}'
    return text_of(statements_of("\n".join(lines)))


def _value(data: Any, at: KeyPath) -> Any:
    for part in at:
        data = data[part]
    return data


def _comments(text: str) -> Counter[str]:
    """How often each word stands in the comments of a text, wherever they are."""
    found: list[str] = []
    statements = statements_of(text)
    for section in statements.sections:
        found += (*section.above, section.comment)
        for pair in section.pairs:
            found += (*pair.above, pair.comment)
            found += (written for kind, written in tokens_of(pair.value) if kind == "comment")
    return Counter(" ".join((*found, *statements.below)).split())


def _says(text: str, path: str) -> str:
    try:
        _, data = read_document(text.encode(), path)
    except ProblemsFound:
        return ""
    return _canonical(data)


def _canonical(data: Mapping[str, Any]) -> str:
    """All that a deck says, the order of its keys included, where that is the author's to choose.

    Two that are equal have the same facts in the same order. Values are told apart by how they are
    written out, since `1`, `1.0` and `true` are equal to Python.
    """
    cards_first = [key for key in data if key in ("comparison", "card")]
    return repr((cards_first, _unordered(data, ())))


def _unordered(value: Any, path: Sequence[str]) -> Any:
    from quiz.deck.key_order import key_order

    if isinstance(value, dict):
        inner = {key: _unordered(one, (*path, key)) for key, one in value.items()}
        return dict(sorted(inner.items())) if key_order(path, value) else inner
    return [_unordered(one, path) for one in value] if isinstance(value, list) else value


def _bytes_like(content: bytes, text: str) -> bytes:
    """The text with the byte-order mark and the ends of lines that the content has."""
    mark = _BYTE_ORDER_MARK if content.startswith(_BYTE_ORDER_MARK) else b""
    ended_by_crlf = content[: content.find(b"\n")].endswith(b"\r") if b"\n" in content else False
    return mark + (text.replace("\n", "\r\n") if ended_by_crlf else text).encode()
