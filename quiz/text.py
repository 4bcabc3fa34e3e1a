"""Comparing what was typed with what was wanted, and making ids and digests out of text.

Forgiving where a keyboard or a habit differs, exact where a sign carries meaning: `multiple
sclerosis.` is `Multiple Sclerosis`, and neither `-5` is `5` nor `C++` is `C`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias
from unicodedata import category, decomposition, normalize


class Leniency(StrEnum):
    """One way in which an answer may differ and still be right, unless `strict` takes it away."""

    CASE = "case"
    ACCENTS = "accents"
    PUNCTUATION = "punctuation"
    SPELLING = "spelling"


Strict: TypeAlias = frozenset[Leniency]
"""The leniencies taken away."""

LENIENT: Strict = frozenset()
ALL_STRICT: Strict = frozenset(Leniency)


class Run(NamedTuple):
    """A stretch of two texts laid over each other: in both, only wanted, or only typed."""

    text: str
    kind: Literal["same", "missing", "extra"]


# Forms that no keyboard has, and marks that nobody sees: read as what they stand for.
_FORMS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | {"Ĳ": "IJ", "ĳ": "ij", "µ": "μ"}
    | dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-", strict=True))
    | dict.fromkeys("\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff", "")
    | dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "")
)
# Letters whose mark Unicode does not take off, to which a keyboard without them has one answer,
# and the Greek iota below, which case folding would turn into a letter of its own.
_STROKES = str.maketrans(
    dict(zip("ØøŁłĐđĦħŦŧı", "OoLlDdHhTti", strict=True))
    | {"Æ": "Ae", "æ": "ae", "Œ": "Oe", "œ": "oe", "\u0345": ""}
)
_ACCENTED = re.compile(
    "([A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u03e1\u03f0-\u03ff"
    "\u1d00-\u1dbf\u1e00-\u1fff\u2c60-\u2c7f\ua722-\ua7ff\uab30-\uab64])"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+"
)
_KINDS = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼʹ´‹›＇׳᾽", "'")
    | dict.fromkeys("“”„‟″«»＂״「」『』〝〞〟", '"')
    | dict.fromkeys("‐‑‒–—―⸺⸻−﹘﹣－־֊", "-")
    | {"…": "...", "‥": ".."}
)
_ENDS = " .,;:!?．，；：！？。、｡､﹐﹑﹒﹔﹕﹖﹗،؛؟۔।॥։׃።፣፤፧။၊។៕།༎‼‽⁇⁈⁉"
_STARTS = " ¿¡"

# Signs and operators count; the white space beside them does not, nor which hyphen is typed.
_OPERATORS = "+*^=<>≤≥≠≈±×÷"
_SPECIAL = re.compile(rf"[-!%‰°{_OPERATORS}]")
_HYPHENS = re.compile("-+")
_SPACED_OPERATOR = re.compile(rf" ?(-{{0,2}}[{_OPERATORS}][-{_OPERATORS}]*) ?(?!\u0338)")
_SPACED_UNIT = re.compile(r"(?<=\d) (?=[%‰°])")
_SPACED_MINUS = re.compile(rf"(?:^|(?<=[(\[{{{_OPERATORS}]))- (?=[.,]?\d)")
_LINKED = frozenset(")]}%‰'\"")
_OPENING = frozenset("([{/")
_SIGNED = re.compile(r"[.,]?\d|[(\[{]|[A-Za-zΑ-Ωα-ω](?![\w'])")
_FACTORIAL = re.compile(r"(?:[\d)]|(?<!\w)[A-Za-z])(!+)[^\w!]*\Z")

_CACHED_LENGTH = 200
_SHORTEST_NEAR_MISS = 6
_SHORTEST_WORD_IN_IT = 4
_LARGEST_COMPARISON = 250_000
_LONGEST_SLUG = 43


def normalise(text: str, strict: Strict = LENIENT) -> str:
    """The text as it is compared, so that what reads the same is the same.

    Case, accents of Latin and Greek letters, kinds of quote and dash, hyphen or space, white
    space, also beside an operator or a unit (`> 140`, `5 %`), and sentence marks at the end fall
    away, but for the leniencies in `strict`. Signs, operators, points, digits and superscripts
    stay. Where nothing would be left, all stays.
    """
    if len(text) > _CACHED_LENGTH:
        return _normalise(text, strict)
    return _normalise_cached(text, strict)


def _normalise(text: str, strict: Strict) -> str:
    if not text.isascii():
        plain = _letters(text, strict)
    elif strict and Leniency.CASE in strict:
        plain = text
    else:
        plain = text.lower()
    if strict and Leniency.PUNCTUATION in strict:
        plain = _collapsed(plain)
    else:
        plain = _without_marks(plain)
    return plain or _collapsed(normalize("NFC", text))


_normalise_cached = lru_cache(maxsize=1 << 14)(_normalise)


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _letters(text: str, strict: Strict) -> str:
    """Case and accents, on decomposed text: composed again only once all of it is done."""
    text = normalize("NFD", text.translate(_FORMS))
    if Leniency.ACCENTS not in strict:
        text = _ACCENTED.sub(r"\1", text).translate(_STROKES)
    if Leniency.CASE not in strict:
        text = text.casefold()
    return normalize("NFC", text)


def _without_marks(text: str) -> str:
    """Punctuation that says nothing, until no more of it is uncovered: so twice is as once."""
    if not text.isascii():
        text = text.translate(_KINDS)
    text = _collapsed(text)
    while _SPECIAL.search(text):
        fewer = _without_marks_once(text)
        if fewer == text:
            return text
        text = fewer
    return text.rstrip(_ENDS).lstrip(_STARTS)


def _without_marks_once(text: str) -> str:
    factorial = _FACTORIAL.search(text)
    text = text[: factorial.end(1)] if factorial else text.rstrip(_ENDS)
    text = _SPACED_OPERATOR.sub(r"\1", text.lstrip(_STARTS))
    text = _SPACED_MINUS.sub("-", _SPACED_UNIT.sub("", text))
    return _collapsed(_HYPHENS.sub(_sign_or_space, text))


def _sign_or_space(hyphens: re.Match[str]) -> str:
    """Hyphens kept where they are a sign, a space where they join or part words.

    A sign touches a symbol (`->`, `^-`); or stands free before a number, a bracket or a lone
    letter (`-5`, `-x`, yet `-itis`) or by itself (`(-)`, `+/-`); or ends a word of two letters
    or with a digit (`Cl-`, `HER2-`, yet `hypo-`).
    """
    text, start, end = hyphens.string, hyphens.start(), hyphens.end()
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if _is_symbol(before) or _is_symbol(after):
        return hyphens.group()
    if not _is_word(before) and before not in _LINKED:
        signed = _SIGNED.match(text, end) or (before in _OPENING and not _is_word(after))
        return hyphens.group() if signed else " "
    if after == " " or _is_word(after):
        return " "
    first = start
    while first and text[first - 1].isalnum():
        first -= 1
    word = text[first:start]
    charged = 1 <= len(word) <= 2 or any(map(str.isdigit, word))
    return hyphens.group() if charged else " "


def _is_symbol(char: str) -> bool:
    return char != "" and category(char)[0] == "S"


def _is_word(char: str) -> bool:
    return char != "" and category(char)[0] in "LMN"


def same(a: str, b: str, strict: Strict = LENIENT) -> bool:
    """Whether two texts are one answer, whichever of them is typed and which wanted."""
    return a == b or normalise(a, strict) == normalise(b, strict)


def is_near_miss(
    typed: str, wanted: str, others: Iterable[str] = (), strict: Strict = LENIENT
) -> bool:
    """Whether `typed` is so near `wanted` that it may be a slip of the fingers; a person decides.

    One letter, space or apostrophe is left out, put in or changed, or two have changed places, in
    an answer of six letters or more without digits. It is never so where `typed` is as near one
    of `others`, as those are the very things to be told apart; nor in a short word or a Roman
    numeral, where a letter is all there is (`T cells`, `factor VIII`).
    """
    if Leniency.SPELLING in strict:
        return False
    given, target = normalise(typed, strict), normalise(wanted, strict)
    place, touched = _one_edit(given, target)
    if not touched or not all(map(_can_slip, touched)):
        return False
    if any(map(str.isnumeric, target)) or sum(map(str.isalpha, target)) < _SHORTEST_NEAR_MISS:
        return False
    word = target[target.rfind(" ", 0, place) + 1 :].partition(" ")[0]
    if " " not in touched and (len(word) < _SHORTEST_WORD_IN_IT or not word.lower().strip("ivx")):
        return False
    rivals = {normalise(other, strict) for other in others} - {target}
    return not any(given == rival or _one_edit(given, rival)[1] for rival in rivals)


def _one_edit(a: str, b: str) -> tuple[int, str]:
    """Where the single edit between two texts is and the characters it touches, else none."""
    shorter = min(len(a), len(b))
    if max(len(a), len(b)) - shorter > 1:
        return 0, ""
    start = end = 0
    while start < shorter and a[start] == b[start]:
        start += 1
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    swapped = len(left) == 2 and left == right[::-1]
    return (start, left + right) if swapped or max(len(left), len(right)) <= 1 else (0, "")


def _can_slip(char: str) -> bool:
    """Whether a slip may touch it: no sign, no digit and no superscript, as those count."""
    if char in " '":
        return True
    return category(char)[0] in "LM" and not decomposition(char).startswith("<super>")


def differences(typed: str, wanted: str) -> tuple[Run, ...]:
    """Both texts in one row of runs, so that a face can mark what is missing and what is extra.

    The same and extra runs joined are `typed`, the same and missing ones `wanted`, both in NFC.
    Letters are not parted from their marks, and very long texts not compared letter by letter.
    """
    from difflib import SequenceMatcher

    ours, theirs = _clusters(normalize("NFC", typed)), _clusters(normalize("NFC", wanted))
    if len(ours) * len(theirs) > _LARGEST_COMPARISON:
        return Run("".join(ours), "extra"), Run("".join(theirs), "missing")
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("".join(ours[a:b]), "same"))
        else:
            runs += [Run("".join(ours[a:b]), "extra"), Run("".join(theirs[c:d]), "missing")]
    return tuple(run for run in runs if run.text)


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for char in text:
        if clusters and (category(char)[0] == "M" or char == "\u200d"):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def slug(text: str, words: int = 5) -> str:
    """The first words in a-z, 0-9 and hyphens, for an id that a person can read; may be empty."""
    plain = _letters(text, LENIENT).translate(_KINDS).replace("'", "")
    return "-".join(re.findall("[a-z0-9]+", plain)[:words])


def digest(text: str, length: int = 4) -> str:
    """Hex digits, at most 128, that stand for a text: the same on every machine and release."""
    from hashlib import blake2b

    composed = normalize("NFC", text).encode("utf-8", "surrogatepass")
    return blake2b(composed).hexdigest()[:length]


def provisional_id(text: str, fallback: str) -> str:
    """An id for what has none yet, of at most 48 characters, which `quiz fmt` may write down.

    It has the digest of the text, so that prompts that start alike do not share it; `fallback`,
    itself an id, takes the slug's place where the text has no letter for one.
    """
    readable = (slug(text) or fallback)[:_LONGEST_SLUG].rstrip("-")
    return f"{readable}-{digest(text)}"
