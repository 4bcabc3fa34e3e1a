"""Markdown from a deck as lines of styled text.

Deck text never meets a parser of terminal markup: it goes through `quiz.markdown`, is stripped of
all that a terminal would obey, and becomes `Content` with our own styles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from textual.content import Content

from quiz.markdown import Block, BlockKind, blocks
from quiz.shapes import GAP
from quiz.terminal_text import printable
from quiz.tui.page import BLANK, Line, hang

_OPEN_GAP = "_____"

_TAB = 4
"""The columns of code that is indented by tabs."""


# What is on screen is laid out anew at each key: a text that was read and wrapped stays so.
@lru_cache(maxsize=512)
def inline(markdown: str, style: str = "") -> Content:
    """Markdown on one line: options, cells, titles of cards."""
    parts: list[Content] = []
    for block in blocks(markdown):
        if parts:
            parts.append(Content(" "))
        if block.marker:
            parts.append(Content(f"{block.marker} "))
        parts.append(_styled(block, one_line_only=True))
    return _under(Content("").join(parts), style)


def lines(
    markdown: str,
    width: int,
    *,
    indent: int = 0,
    style: str = "",
    gaps: Sequence[Content] = (),
) -> list[Line]:
    """Markdown as wrapped lines, `indent` cells from the left, paragraphs a blank line apart.

    `gaps` fill the gaps of a cloze in turn; without them they stand open.
    """
    if gaps:  # contents are equal where their texts are, whatever their styles
        return _lines(markdown, width, indent, style, gaps)
    return list(_kept_lines(markdown, width, indent, style))


@lru_cache(maxsize=128)
def _kept_lines(markdown: str, width: int, indent: int, style: str) -> tuple[Line, ...]:
    return tuple(_lines(markdown, width, indent, style, ()))


def _lines(
    markdown: str, width: int, indent: int, style: str, gaps: Sequence[Content]
) -> list[Line]:
    found: list[Line] = []
    filling = iter(gaps)
    previous: Block | None = None
    for block in blocks(markdown):
        if previous is not None and not (previous.kind is block.kind is BlockKind.ITEM):
            found.append(Line(BLANK))
        body = _under(_filled(_styled(block), filling), style)
        found += _block(block, body, width, indent)
        previous = block
    return found


def _block(block: Block, body: Content, width: int, indent: int) -> list[Line]:
    lead = " " * (indent + 2 * block.depth)
    match block.kind:
        case BlockKind.ITEM:
            marker = "•" if block.marker == "-" else block.marker
            return hang(Content(f"{lead}{marker or ' '} "), body, width)
        case BlockKind.QUOTE:
            bar = Content.assemble(lead, ("│ ", "$quiet"))
            wrapped = hang(Content(" " * bar.cell_length), body, width)
            return [Line(bar + line.text[bar.cell_length :]) for line in wrapped]
        case BlockKind.CODE:
            rows = body.split("\n", allow_blank=True)
            return [line for row in rows for line in hang(Content(f"{lead}  "), row, width)]
        case BlockKind.PARAGRAPH | BlockKind.HEADING:
            return hang(Content(lead), body, width)


@lru_cache(maxsize=512)
def _styled(block: Block, one_line_only: bool = False) -> Content:
    clean = _flat if one_line_only else _spaced
    heading = "bold" if block.kind is BlockKind.HEADING else ""
    parts = [
        Content.styled(
            clean(span.text),
            " ".join(
                filter(
                    None,
                    (
                        heading or ("bold" if span.strong else ""),
                        "italic" if span.emphasis else "",
                        "$code" if span.code else "",
                    ),
                )
            ),
        )
        for span in block.spans
    ]
    return Content("").join(parts)


def _spaced(string: str) -> str:
    # A tab has no width of its own: what is measured with one in it is not what a terminal shows.
    return printable(string).expandtabs(_TAB)


def _flat(string: str) -> str:
    return printable(string).replace("\n", " ").replace("\t", " ")


def _under(content: Content, style: str) -> Content:
    return content.stylize_before(style) if style else content


def _filled(content: Content, filling: Iterator[Content]) -> Content:
    if GAP not in content.plain:
        return content
    parts: list[Content] = []
    rest = content.split(GAP, allow_blank=True)
    open_gap = Content.styled(_OPEN_GAP, "$accent")
    for index, part in enumerate(rest):
        if index:
            parts.append(next(filling, open_gap))
        parts.append(part)
    return Content("").join(parts)
