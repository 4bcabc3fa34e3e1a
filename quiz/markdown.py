"""Markdown as plain values: blocks of spans that a face can style, or read out as plain text.

The parser is markdown-it-py, which Textual needs anyway. Only what belongs on a card is taken, and
what is not taken is shown as it is written: HTML, images, reference definitions, code by
indentation (authors indent for their own eyes). A text of one line is one line, in which no block
begins: `1. FC Köln`, `- 5` and `> 140` are answers, neither list nor quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MARKS = "*_`[<&\\\n"
"""Text without any of these reads the same with and without a parser, and most text has none."""
LONGEST_READ = 20_000
"""In characters: what is longer is no text of a card, and is shown as it is written."""
LONGEST_RUN = 8
"""Of stars, underscores or opening brackets: more of them in a row are a line that was drawn.

The parser makes a token of each, or looks for its end, and weighs it against others.
"""
_PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# What a mark needs for a companion before it can be more than itself: one look along the text, and
# rows of brackets or a lone star never come to the parser, which takes 10 µs for each.
_READ = re.compile(
    r"\*[^*]*\*|_[^_]*_|`[^`]*`|\]\(|<[^<>\s]+>|&[#0-9A-Za-z]+;|\n"
    rf"|\\[{_PUNCTUATION}]"
)


class BlockKind(StrEnum):
    """What a block is, as far as a face shows it differently."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; `link` is where it leads, if anywhere."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or the like; `marker` is what a list item begins with."""

    kind: BlockKind
    spans: tuple[Span, ...]
    marker: str = ""
    depth: int = 0

    @property
    def text(self) -> str:
        """The block without its styles."""
        return "".join(span.text for span in self.spans)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    untaken = ["html_inline", "html_block", "reference", "lheading", "code"]
    parser = MarkdownIt("commonmark", {"html": False}).disable(untaken)
    parser.inline.ruler.before("emphasis", "long_run", _long_run)
    return parser


def _long_run(state: StateInline, silent: bool) -> bool:
    """A rule of the parser's: take a run of marks that is too long to mean any as its text."""
    marker = state.src[state.pos]
    if marker not in "*_[" or not state.src.startswith(marker * (LONGEST_RUN + 1), state.pos):
        return False
    begins = state.pos
    while state.pos < state.posMax and state.src[state.pos] == marker:
        state.pos += 1
    if not silent:
        state.pending += state.src[begins : state.pos]
    return True


@lru_cache(maxsize=512)
def blocks(markdown: str) -> tuple[Block, ...]:
    """Read Markdown into blocks; never fails, since all text is Markdown.

    Where nothing would be left to see (`[](x)`), the text is shown as it is written.
    """
    markdown = markdown.strip()
    found = [_line((Span(markdown),))]
    if not reads_as_written(markdown):
        if "\n" in markdown:
            found = _Reader().read(_parser().parse(markdown))
        else:
            found = [_line(_spans(_parser().parseInline(markdown)[0].children or ()))]
        if not any(block.marker or block.text.strip() for block in found):
            found = [_line((Span(markdown),))]
    return tuple(found)


def reads_as_written(markdown: str) -> bool:
    """Whether a text surely says the same with and without its Markdown being read."""
    return len(markdown) > LONGEST_READ or not _READ.search(markdown)


def plain(markdown: str) -> str:
    """The text alone, one block a line, list items with their markers."""
    if reads_as_written(markdown):
        return markdown.strip()
    return "\n".join(f"{block.marker} {block.text}".strip() for block in blocks(markdown))


def strong(markdown: str) -> str:
    """A text in bold, or as it is where marks around it would not be read as such."""
    bold = f"**{markdown}**"
    return bold if plain(bold) == plain(markdown) else markdown


def _line(spans: tuple[Span, ...]) -> Block:
    return Block(BlockKind.PARAGRAPH, spans)


class _Reader:
    """Walks the parser's tokens and keeps which list and which quote it is in."""

    def __init__(self) -> None:
        self._found: list[Block] = []
        self._lists: list[int | None] = []
        self._marker = ""
        self._quotes = 0
        self._heading = False

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        for token in tokens:
            match token.type:
                case "inline":
                    self._add(_spans(token.children or ()))
                case "fence":
                    self._add((Span(token.content.rstrip("\n"), code=True),), BlockKind.CODE)
                case "hr":
                    self._add((Span("---"),))
                case _:
                    self._enter(token)
        return self._found

    def _enter(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(None)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._mark(token)
            case "list_item_close" if self._marker:
                self._add(())
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "heading_open" | "heading_close":
                self._heading = token.type == "heading_open"
            case _:
                pass

    def _mark(self, item: Token) -> None:
        """Keep the marker for the item's first block; numbers count on from the first one."""
        marker, last = item.markup, self._lists[-1]
        if item.info:
            number = item.info if last is None else str(last + 1)
            self._lists[-1] = int(number)
            marker = number + marker
        self._marker = f"{self._marker} {marker}".strip()

    def _add(self, spans: tuple[Span, ...], kind: BlockKind | None = None) -> None:
        found = _line(spans)
        if self._lists:
            found = Block(BlockKind.ITEM, spans, self._marker, len(self._lists) - 1)
            self._marker = ""
        elif self._heading:
            found = Block(BlockKind.HEADING, spans)
        elif self._quotes:
            found = Block(BlockKind.QUOTE, spans)
        self._found.append(replace(found, kind=kind) if kind else found)


def _spans(tokens: Sequence[Token]) -> tuple[Span, ...]:
    found: list[Span] = []
    style = Span("")
    strongs = emphases = 0
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strongs += token.nesting
                style = replace(style, strong=strongs > 0)
            case "em_open" | "em_close":
                emphases += token.nesting
                style = replace(style, emphasis=emphases > 0)
            case "link_open" | "link_close":
                style = replace(style, link=str(token.attrGet("href") or ""))
            case "softbreak":
                found.append(replace(style, text=" "))
            case "hardbreak":
                found.append(replace(style, text="\n"))
            case "image":
                found.append(replace(style, text=f"![{token.content}]({token.attrGet('src')})"))
            case _ if token.content:
                code = token.type == "code_inline"
                found.append(replace(style, text=token.content, code=code))
            case _:
                pass
    return tuple(found)
