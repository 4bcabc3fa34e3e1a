"""A deck as one HTML file, to print or to pass on: its tables, questions, answers and sources.

The file needs nothing else and asks for nothing: no script, no font, no picture, and a policy that
forbids a browser to load any. All text of the deck is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from itertools import groupby

from quiz.comparison.table import Row, Table
from quiz.deck.deck import Deck
from quiz.deck.specimens import Asked, Specimen, Together, cards_of, cells_of, together_of
from quiz.markdown import Block, BlockKind, Span, blocks
from quiz.shapes import GAP, Assign, Citation, Order, Part, Pick, Reveal, Type
from quiz.terminal_text import one_line, printable

GENERATOR = '<meta name="generator" content="differential-quiz">'
"""By this a file is known to be a handout, which may be written anew."""

_STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, h4 { line-height: 1.2; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #8888; padding: .3rem .6rem; text-align: start; vertical-align: top; }
article { break-inside: avoid; border-top: 1px solid #8884; margin-top: 1.5rem; }
section section { margin: .75rem 0; }
.form, .key, .also, .never, footer, .absent { opacity: .7; font-size: .85em; }
.right { font-weight: bold; }
ul.options { list-style: none; padding-inline-start: 1rem; }
pre { white-space: pre-wrap; }
@media print { body { max-width: none; margin: 0; font-size: 10pt; } a { color: inherit; } }
"""
_TAGS = {
    BlockKind.PARAGRAPH: "p",
    BlockKind.HEADING: "p",
    BlockKind.QUOTE: "blockquote",
    BlockKind.CODE: "pre",
}
_BLANK = "_____"
_ABSENT = '<td class="absent">the source does not say</td>'


def handout(deck: Deck) -> str:
    """The deck as an HTML document."""
    body = "\n".join(filter(None, _body(deck)))
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = escape(one_line(deck.title))
    return f"""\
<!DOCTYPE html>
<html lang="{escape(deck.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
{GENERATOR}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"""


def _body(deck: Deck) -> Iterator[str]:
    yield f'<h1 dir="auto">{_line(deck.title)}</h1>'
    yield _prose(deck.summary)
    for table in deck.tables:
        yield f'<section>\n<h2 dir="auto">{_line(table.title)}</h2>'
        yield from _table(table)
        for cell in cells_of(deck, table):
            yield from _asked(cell)
        for together in together_of(deck, table):
            yield from _together(together)
        yield "</section>"
    cards = list(cards_of(deck))
    if cards:
        yield "<section>\n<h2>Cards</h2>"
        for card in cards:
            yield from _asked(card)
        yield "</section>"


def _table(table: Table) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_line(one.name)}</th>' for one in table.subjects)
    yield f"<table>\n<thead><tr><td></td>{heads}</tr></thead>\n<tbody>"
    for row in table.rows:
        mark = "◆ " if row.key else ""
        cells = "".join(_cell(row, subject.id) for subject in table.subjects)
        yield f'<tr><th scope="row">{mark}{_line(row.name)}</th>{cells}</tr>'
    yield "</tbody>\n</table>\n<p>◆ tells them apart</p>"


def _cell(row: Row, subject: str) -> str:
    cell = row.by_subject.get(subject)
    return f'<td dir="auto">{_line(cell.text)}</td>' if cell else _ABSENT


def _together(together: Together) -> Iterator[str]:
    yield f'<article>\n<h3 dir="auto">At once: {_line(together.heading)}</h3>'
    for specimen in together.questions:
        yield from _question(specimen)
    yield from map(_citation, together.citations)
    yield "</article>"


def _asked(asked: Asked) -> Iterator[str]:
    yield f'<article>\n<h3 dir="auto">{_text(one_line(asked.heading))}</h3>'
    yield f'<p class="key">{escape(asked.fact.key)}</p>'
    for specimen in asked.questions:
        yield from _question(specimen)
    yield _prose(asked.explanation.because)
    yield from map(_citation, asked.explanation.citations)
    yield "</article>"


def _question(specimen: Specimen) -> Iterator[str]:
    shape = specimen.shape
    yield f'<section dir="auto">\n<span class="form">{escape(specimen.form)}</span>'
    yield _prose(shape.prompt)
    match shape:
        case Pick():
            yield _items("ol", shape.clues)
            yield _options(specimen, shape)
        case Type():
            yield _items("ol", shape.clues)
            yield _answers(specimen)
        case Reveal():
            yield _prose(shape.answer)
        case Order():
            yield _items("ul", shape.items)
            yield _answers(specimen)
        case Assign():
            yield _items("ul", shape.groups)
            yield _answers(specimen)
    yield "</section>"


def _options(specimen: Specimen, shape: Pick) -> str:
    right = [specimen.is_right(option) for option in shape.options]
    shown = (
        f'<li class="{"right" if one else "wrong"}">{"✓" if one else "✗"} {_line(option)}</li>'
        for option, one in zip(shape.options, right, strict=True)
    )
    return f'<ul class="options">{"".join(shown)}</ul>'


def _answers(specimen: Specimen) -> str:
    shown = [_answer(part, also) for part, also in specimen.answers]
    shown += [f'<li class="never">✗ {_line(one)}</li>' for one in specimen.never]
    return f'<ul class="options">{"".join(shown)}</ul>'


def _answer(part: Part, also: Iterable[str]) -> str:
    label = f"{_line(part.label)}: " if part.label else ""
    more = "".join(f' <span class="also">✓ {_line(one)}</span>' for one in also)
    return f'<li class="right">{label}{_line(part.right)}{more}</li>'


def _items(tag: str, texts: Iterable[str]) -> str:
    shown = "".join(f"<li>{_line(text)}</li>" for text in texts)
    return f"<{tag}>{shown}</{tag}>" if shown else ""


def _citation(citation: Citation) -> str:
    cited = _text(one_line(citation.text))
    return f"<footer>{_link(cited, citation.link) if citation.link else cited}</footer>"


# Markdown ----------------------------------------------------------------------------------------


def _prose(markdown: str) -> str:
    """Markdown as blocks; items that follow each other make a list."""
    parts: list[str] = []
    by_kind = groupby(blocks(markdown), lambda block: block.kind is BlockKind.ITEM)
    for is_list, run in by_kind if markdown.strip() else ():
        shown = [_block(block) for block in run]
        parts += [f'<ul class="options">{"".join(shown)}</ul>'] if is_list else shown
    return "\n".join(parts)


def _block(block: Block) -> str:
    inner = "".join(map(_span, block.spans))
    if block.kind is BlockKind.ITEM:
        return f"<li>{_text(block.marker)} {inner}</li>"
    tag = _TAGS[block.kind]
    return f"<{tag}>{inner}</{tag}>"


def _line(markdown: str) -> str:
    """Markdown within a line."""
    return " ".join("".join(map(_span, block.spans)) for block in blocks(markdown))


def _span(span: Span) -> str:
    shown = _text(span.text).replace("\n", "<br>")
    if span.code:
        shown = f"<code>{shown}</code>"
    if span.emphasis:
        shown = f"<em>{shown}</em>"
    if span.strong:
        shown = f"<strong>{shown}</strong>"
    return _link(shown, span.link) if span.link else shown


def _link(shown: str, target: str) -> str:
    """A link to the web; any other may run something, and is not taken over."""
    if not target.lower().startswith(("https://", "http://")):
        return shown
    return f'<a href="{escape(one_line(target))}" rel="noreferrer noopener">{shown}</a>'


def _text(text: str) -> str:
    return escape(printable(text)).replace(GAP, _BLANK)
