"""Markdown as plain values: blocks of spans that a face can style, or read out as plain text.

The parser is markdown-it-py, which Textual needs anyway. Only what belongs on a card is taken;
HTML and images are shown as the text they are written in, so nothing in a deck can act.
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
    from markdown_it.token import Token

_MARKS = re.compile(r"[*_`\[\]<>#&\\|~]|\n|^\s*(?:[-+]|\d+[.)])\s|  $|^ {4}")
"""Text without any of these reads the same with and without a parser, and most text has none."""


class BlockKind(StrEnum):
    """What a block is, as far as a face shows it differently."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False


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

    return MarkdownIt("commonmark", {"html": False}).disable(["html_inline", "html_block", "image"])


@lru_cache(maxsize=512)
def blocks(markdown: str) -> tuple[Block, ...]:
    """Read Markdown into blocks; never fails, since all text is Markdown."""
    if not _MARKS.search(markdown):
        return (Block(BlockKind.PARAGRAPH, (Span(markdown),)),)
    return tuple(_Reader().read(_parser().parse(markdown)))


def plain(markdown: str) -> str:
    """The text alone, one block a line, list items with their markers."""
    return "\n".join(f"{block.marker} {block.text}".strip() for block in blocks(markdown))


class _Reader:
    """Walks the parser's tokens and keeps which list and which quote it is in."""

    def __init__(self) -> None:
        self._lists: list[int | None] = []
        self._quotes = 0
        self._heading = False
        self._fresh_item = False

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        found: list[Block] = []
        for token in tokens:
            self._enter(token)
            if token.type == "inline":
                found.append(self._block(tuple(_spans(token.children or ()))))
            elif token.type in {"fence", "code_block"}:
                code = Span(token.content.rstrip("\n"), code=True)
                found.append(replace(self._block((code,)), kind=BlockKind.CODE))
        return found

    def _enter(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrGet("start") or 1) - 1)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._fresh_item = True
                number = self._lists[-1]
                self._lists[-1] = None if number is None else number + 1
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "heading_open" | "heading_close":
                self._heading = token.type == "heading_open"
            case _:
                pass

    def _block(self, spans: tuple[Span, ...]) -> Block:
        if self._lists:
            number = self._lists[-1]
            marker = "-" if number is None else f"{number}."
            marker = marker if self._fresh_item else ""
            self._fresh_item = False
            return Block(BlockKind.ITEM, spans, marker, len(self._lists) - 1)
        if self._heading:
            return Block(BlockKind.HEADING, spans)
        return Block(BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH, spans)


def _spans(tokens: Sequence[Token]) -> list[Span]:
    found: list[Span] = []
    strong = emphasis = 0
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "softbreak":
                found.append(Span(" ", strong > 0, emphasis > 0))
            case "hardbreak":
                found.append(Span("\n", strong > 0, emphasis > 0))
            case "text" | "text_special" | "code_inline":
                if token.content:
                    code = token.type == "code_inline"
                    found.append(Span(token.content, strong > 0, emphasis > 0, code))
            case _:
                pass
    return found
