"""Decks with far too much of something, each near what a file may hold at most."""

from __future__ import annotations

from collections.abc import Callable, Iterator

HEAD = 'format = 1\nid = "bulk"\ntitle = "T"\n'
MIB = 1024 * 1024
LARGEST = 16 * MIB - 1000


def _filled(before: str, one: str, behind: str = "") -> str:
    """As many of something as a file may hold."""
    return before + one * ((LARGEST - len(before) - len(behind)) // len(one)) + behind


def _numbered(before: str, one: Callable[[int], str], behind: str = "", most: int = 10**9) -> str:
    def parts() -> Iterator[str]:
        room = LARGEST - len(before) - len(behind)
        for number in range(most):
            part = one(number)
            room -= len(part)
            if room < 0:
                return
            yield part

    return before + "".join(parts()) + behind


def _card(form: str, rest: str) -> str:
    return f'{HEAD}[[card]]\nid = "c"\nform = "{form}"\nprompt = "p"\n{rest}'


def _table(subjects: int, features: int) -> str:
    lines = [f'{HEAD}[[comparison]]\nid = "t"\ntitle = "T"']
    lines += [f'subject.s{one}.name = "S{one}"' for one in range(subjects)]
    for row in range(features):
        lines.append(f'[[comparison.feature]]\nid = "f{row}"\nname = "F{row}"')
        lines += [f'cell.s{one} = "v{row} {one % 7}"' for one in range(subjects)]
    return "\n".join(lines)


BULK: dict[str, Callable[[], str]] = {
    "brackets within brackets": lambda: _filled("a = ", "["),
    "braces within braces": lambda: _filled("a = ", "{a="),
    "a key of a million parts": lambda: _filled("a", ".a", " = 1"),
    "a header of a million parts": lambda: _filled("[a", ".a", "]"),
    "a million keys": lambda: _numbered(HEAD, lambda n: f"k{n} = {n}\n"),
    "a million headers": lambda: _numbered(HEAD, lambda n: f"[k{n}]\n"),
    "a million unsound cards": lambda: _filled(HEAD, "[[card]]\n"),
    "a number of millions of digits": lambda: _filled("a = ", "1"),
    "a decimal of millions of digits": lambda: _filled("a = 1.", "1"),
    "an exponent of millions of digits": lambda: _filled("a = 1e", "9"),
    "a number in hex": lambda: _filled("a = 0x", "f"),
    "millions of numbers": lambda: _filled("a = [", "1,", "]"),
    "millions of tables": lambda: _filled("a = [", "{},", "]"),
    "a comment": lambda: _filled(HEAD + "#", "x"),
    "blank lines": lambda: _filled(HEAD, "\n"),
    "a quote that never ends": lambda: _filled('a = """', "x\n"),
    "escapes": lambda: _filled('a = "', "\\u0041", '"'),
    "escaped controls": lambda: _filled('a = "', "\\u001b", '"'),
    "controls": lambda: _filled("a = '", "\x1b", "'"),
    "conflict marks": lambda: _filled(HEAD, "<<<<<<< HEAD\n"),
    "a title": lambda: _filled('format = 1\nid = "d"\ntitle = "', "x", '"'),
    "a prompt": lambda: _filled(_card("typed", 'answer = "a"\nbecause = "'), "x ", '"'),
    "a prompt of brackets": lambda: _filled(_card("typed", 'answer = "a"\nbecause = "'), "[", '"'),
    "an answer": lambda: _filled(_card("typed", 'answer = "'), "x ", '"'),
    "an answer of stars": lambda: _filled(_card("typed", 'answer = "'), "*", '"'),
    "an answer of marks": lambda: (
        _filled(_card("flashcard", 'answer = "a'), "\u0301", '"')[: LARGEST // 2] + '"'
    ),
    "a word": lambda: _filled(_card("flashcard", 'answer = "'), "x", '"'),
    "wrong options": lambda: _numbered(
        _card("choice", 'answer = "a"\nwrong = ['), lambda n: f'"w{n}",', "]"
    ),
    "other wordings": lambda: _numbered(
        _card("typed", 'answer = "a"\naccept = ['), lambda n: f'"w{n}",', "]"
    ),
    "answers to list": lambda: _numbered(_card("list", "answers = ["), lambda n: f'"w{n}",', "]"),
    "items to order": lambda: _numbered(_card("order", "items = ["), lambda n: f'"w{n}",', "]"),
    "pairs to match": lambda: _numbered(
        _card("match", "pairs = ["), lambda n: f'["l{n}","r{n}"],', "]"
    ),
    "groups to sort": lambda: _numbered(
        _card("sort", "groups = {"), lambda n: f'g{n}=["i{n}"],', "z=['zz'] }"
    ),
    "clues": lambda: _numbered(
        _card("vignette", 'answer = "a"\nclues = ['), lambda n: f'"w{n}",', "]"
    ),
    "gaps": lambda: _numbered(
        f'{HEAD}[[card]]\nid = "c"\nform = "cloze"\nprompt = "', lambda n: f"{{{{g{n}}}}} ", '"'
    ),
    "tags": lambda: _numbered(f"{HEAD}tags = [", lambda n: f'"t{n}",', "]"),
    "aliases": lambda: _numbered(f"{HEAD}aliases = [", lambda n: f'"t{n}",', "]"),
    "sources": lambda: _numbered(HEAD, lambda n: f'source.s{n}.title = "t"\n'),
    "ten thousand subjects": lambda: _table(10_000, 2),
    "a table of 300 by 300": lambda: _table(300, 300),
    "ten thousand features": lambda: _table(2, 10_000),
}
