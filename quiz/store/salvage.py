"""What can still be read of a damaged log: its rows, page by page, wherever they lie.

SQLite finds rows by a tree, and gives up where a branch of it is broken. Here every page of the
file is looked at by itself, whether the tree still leads to it or not, as is every page of the
write-ahead log that was committed. All that is taken is a whole row of the log, of which each value
is what it should be; rows are never changed or removed, so each that was ever committed is true.

The format is that of https://www.sqlite.org/fileformat2.html, sections 1.6, 2.1 and 4.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from quiz.errors import DataError
from quiz.review import Event, Review
from quiz.store.ids import value_of
from quiz.store.rows import EVENT_COLUMNS, REVIEW_COLUMNS, event_of, review_of

_HEADER, _WAL_HEADER, _FRAME_HEADER = 100, 32, 24
_USUAL_PAGE = 4096
_PAGE_SIZES = frozenset(1 << power for power in range(9, 17))
_INTERIOR, _LEAF = 2, 10
"""The kinds of page that hold rows of a table WITHOUT ROWID, as all of the log are."""

_WHOLE_NUMBER_BYTES = (0, 1, 2, 3, 4, 6, 8)
_INTERVAL_DAYS = REVIEW_COLUMNS.index("interval_days")
_OPTIONS, _RESPONSE = REVIEW_COLUMNS.index("options"), REVIEW_COLUMNS.index("response")

_UNREADABLE = (IndexError, ValueError, TypeError, OverflowError, struct.error, DataError)
"""What comes of reading something that is not there, or is something else."""

Value = None | int | float | str | bytes


@dataclass(slots=True)
class Salvaged:
    """The rows that were found, by their ids; `machine` is the name of the data folder."""

    reviews: dict[str, Review] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    machine: str | None = None

    def take(self, row: Sequence[Value]) -> None:
        """Take in a row of the log; any other is passed over."""
        with suppress(*_UNREADABLE):
            match row:
                case [str(key), *_] if len(row) == len(REVIEW_COLUMNS):
                    self.reviews.setdefault(_an_id(key), _review(row))
                case [str(key), *_] if len(row) == len(EVENT_COLUMNS):
                    self.events.setdefault(_an_id(key), event_of(row))
                case ["machine", str(name)]:
                    self.machine = name
                case [str(digest), str(text)]:
                    self.answers.setdefault(digest, text)

    def used_answers(self) -> dict[str, str]:
        """The texts that a row speaks of: other tables have rows that look like them."""
        digests = {review.answer_digest for review in self.reviews.values()}
        return {digest: text for digest, text in self.answers.items() if digest in digests}


def salvaged(path: Path) -> Salvaged:
    """All rows that can be read of a log; raises DataError where the file itself cannot be."""
    try:
        pages = _Pages(path.read_bytes(), _side_file(path))
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error
    found = Salvaged()
    for page, start in pages.all():
        for row in pages.rows(page, start):
            found.take(row)
    return found


def _side_file(path: Path) -> bytes:
    with suppress(FileNotFoundError):
        return Path(f"{path}-wal").read_bytes()
    return b""


def _an_id(text: str) -> str:
    value_of(text)
    return text


def _review(row: Sequence[Value]) -> Review:
    values = list(row)
    values[_INTERVAL_DAYS] = float(values[_INTERVAL_DAYS])  # type: ignore[arg-type] # or it fails
    for place in (_OPTIONS, _RESPONSE):
        json.loads(values[place])  # type: ignore[arg-type] # or it fails
    return review_of(values)


class _Pages:
    """The pages of a file and of its write-ahead log."""

    def __init__(self, content: bytes, wal: bytes) -> None:
        self._content = content
        self._size = _page_size(content, wal)
        self._usable = self._size - (content[20] if len(content) > 20 and content[20] < 64 else 0)
        self._newer = dict(_committed(wal, self._size))

    def all(self) -> Iterator[tuple[bytes, int]]:
        """Each page, and where in it its header stands."""
        for number in range(1, -(-len(self._content) // self._size) + 1):
            yield self._of_file(number), _HEADER if number == 1 else 0
        for number, page in self._newer.items():
            yield page, _HEADER if number == 1 else 0

    def _of_file(self, number: int) -> bytes:
        return self._content[(number - 1) * self._size : number * self._size]

    def rows(self, page: bytes, start: int) -> Iterator[list[Value]]:
        """The rows on a page, those that go on elsewhere among them."""
        kind = page[start] if len(page) > start else 0
        if kind not in (_INTERIOR, _LEAF):
            return
        first = start + (12 if kind == _INTERIOR else 8)
        cells = int.from_bytes(page[start + 3 : start + 5])
        for place in range(first, min(first + 2 * cells, len(page) - 1), 2):
            with suppress(*_UNREADABLE):
                cell = int.from_bytes(page[place : place + 2])
                yield _values(self._payload(page, cell + (4 if kind == _INTERIOR else 0)))

    def _payload(self, page: bytes, at: int) -> bytes:
        length, at = _varint(page, at)
        if length > len(self._content) + len(self._newer) * self._size:
            raise ValueError("it is longer than all there is")
        most = (self._usable - 12) * 64 // 255 - 23
        if length <= most:
            return page[at : at + length]
        least = (self._usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (self._usable - 4)
        here = here if here <= most else least
        whole = bytearray(page[at : at + here])
        number = int.from_bytes(page[at + here : at + here + 4])
        while len(whole) < length:
            more = self._newer.get(number) or self._of_file(number)
            if number < 1 or len(more) < self._usable:
                raise ValueError("it goes on where there is nothing")
            whole += more[4 : self._usable]
            number = int.from_bytes(more[:4])
        return bytes(whole[:length])


def _page_size(content: bytes, wal: bytes) -> int:
    for told in (content[16:18], wal[8:12]):
        size = int.from_bytes(told)
        size = 1 << 16 if size == 1 else size
        if size in _PAGE_SIZES:
            return size
    return _USUAL_PAGE


def _committed(wal: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """The pages of a write-ahead log that belong to whole transactions, in their order."""
    salt, waiting = wal[16:24], []
    for at in range(_WAL_HEADER, len(wal) - size - _FRAME_HEADER + 1, size + _FRAME_HEADER):
        if wal[at + 8 : at + 16] != salt:
            return  # what an earlier round left behind
        page = wal[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        waiting.append((int.from_bytes(wal[at : at + 4]), page))
        if any(wal[at + 4 : at + 8]):
            yield from waiting
            waiting = []


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing stands."""
    value = 0
    for place in range(at, at + 8):
        byte = content[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | content[at + 8], at + 9


def _values(record: bytes) -> list[Value]:
    """The values of a record; raises one of `_UNREADABLE` where it is none."""
    end, at = _varint(record, 0)
    kinds = []
    while at < end:
        kind, at = _varint(record, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        length = _length(kind)
        content = record[at : at + length]
        if len(content) < length:
            raise ValueError("it ends too early")
        values.append(_value(kind, content))
        at += length
    return values


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return 8 if kind == 7 else 0 if kind in (8, 9) else _WHOLE_NUMBER_BYTES[kind]


def _value(kind: int, content: bytes) -> Value:
    if kind >= 12:
        return content.decode() if kind % 2 else content
    if kind == 7:
        return float(struct.unpack(">d", content)[0])
    if kind in (8, 9):
        return kind - 8
    return int.from_bytes(content, signed=True) if kind else None
