from __future__ import annotations

import itertools
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.text import (
    ALL_STRICT,
    LENIENT,
    Leniency,
    Run,
    Strict,
    differences,
    digest,
    is_near_miss,
    normalise,
    provisional_id,
    same,
    slug,
)

CASE = frozenset({Leniency.CASE})
ACCENTS = frozenset({Leniency.ACCENTS})
PUNCTUATION = frozenset({Leniency.PUNCTUATION})
SPELLING = frozenset({Leniency.SPELLING})
EVERY_STRICT: list[Strict] = [
    frozenset(taken) for size in range(5) for taken in itertools.combinations(Leniency, size)
]

ANY_TEXT = st.text(st.characters())
# What the rules look at, so that they meet one another far more often than in any text.
TRICKY_TEXT = st.text(
    "--- ..,!?:;5a bXiv+*^=<>≤°%(){}[]/'\"\t\n\xa0−–’«…¿¡ßİıéøΆςﬁæ₂²µनि。"
    "\u0301\u0338\u0345\u034f\u200b\u00ad\u202e",
    max_size=10,
)
TEXTS = ANY_TEXT | TRICKY_TEXT
STRICTS = st.sampled_from(EVERY_STRICT)
property_test = settings(max_examples=300)

EQUAL = [
    # case
    ("Multiple Sclerosis", "multiple sclerosis"),
    ("MS", "ms"),
    ("Straße", "STRASSE"),
    ("STRAẞE", "strasse"),
    ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
    ("ΜΆΓΟΣ", "μάγος"),
    ("МОЗГ", "мозг"),
    ("İstanbul", "istanbul"),
    ("DİYARBAKIR", "diyarbakır"),
    ("Ǆ", "ǆ"),
    ("և", "եւ"),
    # white space
    ("  myelin \t sheath\n", "myelin sheath"),
    ("10\xa0mg", "10 mg"),
    ("東京　大阪", "東京 大阪"),
    # accents of Latin and Greek, and what has no accent to take off but is typed without
    ("Sjögren", "Sjogren"),
    ("Guillain-Barré", "guillain barre"),
    ("Ménière", "Me\u0301nie\u0300re"),
    ("Việt Nam", "viet nam"),
    ("Łódź", "Lodz"),
    ("Tromsø", "Tromso"),
    ("Đorđe", "Dorde"),
    ("fœtus", "foetus"),
    ("Æsop", "Aesop"),
    ("diyarbakır", "diyarbakir"),
    ("ψυχή", "ψυχη"),
    ("ᾠδή", "ωδη"),
    ("Ναΐς", "ναις"),
    # one text in several encodings
    ("й", "и\u0306"),
    ("が", "か\u3099"),
    ("한", "\u1112\u1161\u11ab"),
    ("ﬁbre", "fibre"),
    ("Å", "\u212b"),
    ("5 µm", "5 μm"),
    ("H₂O", "H2O"),
    ("Ĳssel", "ijssel"),
    ("de\u00admy\u200belin", "demyelin"),
    ("\u200fשלום\u200f", "שלום"),
    ("\ufeffmyelin", "myelin"),
    # quotes
    ("Crohn’s disease", "Crohn's disease"),
    ("don´t", "don't"),
    ("5′ end", "5' end"),
    ("“self”", '"self"'),
    ("«soi»", '"soi"'),
    ("„selbst“", "“selbst”"),
    ("「自己」", '"自己"'),
    ("צה״ל", 'צה"ל'),
    # hyphens, dashes and spaces
    ("IL-2R", "IL 2R"),
    ("IL\u20112R", "IL-2R"),
    ("T-cell", "t cell"),
    ("T -cell", "T cell"),
    ("10–20", "10-20"),
    ("10 — 20", "10-20"),
    ("20%–30%", "20% 30%"),
    ("5'-3'", "5'–3'"),
    ("yes – in part", "yes in part"),
    ("-itis", "itis"),
    ("hypo-", "hypo"),
    ("תל־אביב", "תל אביב"),
    ("T- and B-cells", "t and b cells"),
    ("and -", "and"),
    ("कि-५", "कि ५"),
    # sentence marks at the ends
    ("Myelin.", "myelin"),
    ("Myelin...", "myelin…"),
    ("wait…what", "wait...what"),
    ("3.", "3"),
    ("Really?!", "really"),
    ("Stop!", "stop"),
    ("Option B !", "option B"),
    ("axons, ", "axons"),
    ("¿Qué?", "que"),
    ("¡Sí!", "si"),
    ("脳。", "脳"),
    ("脳！", "脳"),
    ("لماذا؟", "لماذا"),
    ("मस्तिष्क।", "मस्तिष्क"),
    ("Rh-.", "Rh-"),
    ("foo. -", "foo"),
    # signs and what goes with them
    ("−5", "-5"),
    ("–5", "-5"),
    ("- 5", "-5"),
    ("x = - 5", "x=-5"),
    ("−.5", "-.5"),
    ("5 %", "5%"),
    ("37 °C", "37°C"),
    ("> 140", ">140"),
    ("a + b", "a+b"),
    ("C ++", "C++"),
    ("a − b", "a - b"),
    ("foo → bar", "Foo → bar"),
    ("foo -> bar", "foo->bar"),
    # nothing but marks
    ("...", " ... "),
    ("", "  "),
]

UNEQUAL = [
    ("C", "C++"),
    ("C++", "C#"),
    ("C", "C#"),
    ("C", "C--"),
    ("-5", "5"),
    ("−5", "5"),
    ("- 5", "5"),
    ("x = -5", "x = 5"),
    ("(-5)", "(5)"),
    ("-.5", ".5"),
    (".5", "5"),
    ("-x", "x"),
    ("−∞", "∞"),
    ("-(a)", "(a)"),
    ("10^-5", "10^5"),
    ("(-)-menthol", "(+)-menthol"),
    ("(-)", "()"),
    ("+/-", "+/"),
    ("Cl-", "Cl"),
    ("Cl−", "Cl"),
    ("(Cl-)", "(Cl)"),
    ("HER2-", "HER2"),
    ("Rh+", "Rh-"),
    ("HIV+", "HIV-"),
    ("i--", "i++"),
    ("a->b", "a>b"),
    ("1.5", "15"),
    ("1,5", "15"),
    ("1.5", "1,5"),
    ("x²", "x2"),
    ("xⁿ", "xn"),
    ("Ca²⁺", "Ca"),
    ("5!", "5"),
    ("n!", "n"),
    ("(n-1)!", "(n-1)"),
    ("5%", "5"),
    ("<5", ">5"),
    ("≤5", "<5"),
    ("a ≠ b", "a = b"),
    ("½", "12"),
    ("5' end", '5" end'),
    ("IL-2R", "IL2R"),
    ("IL-1R", "IL-2R"),
    ("PNS", "CNS"),
    ("Crohn's", "Crohns"),
    (".NET", "NET"),
    ("Node.js", "Nodejs"),
    ("/etc /home", "/etc/home"),
    # what looks like an accent and is none
    ("й", "и"),
    ("ё", "е"),
    ("が", "か"),
    ("ぱ", "ば"),
    ("שָׁלוֹם", "שלום"),
    ("كِتاب", "كتاب"),
    ("कि", "क"),
    ("한", "하"),
    ("ü", "ue"),
    ("þ", "th"),
    # nothing but marks
    ("?", "!"),
    ("-", "–"),
    ("...", ""),
    ("...", ".."),
    # words
    ("afferent", "efferent"),
    ("none", "no"),
    ("", "no"),
]

TAKEN_AWAY = [
    (CASE, "MS", "ms"),
    (CASE, "Straße", "strasse"),
    (CASE, "İstanbul", "istanbul"),
    (CASE, "λόγος", "λόγοΣ"),
    (ACCENTS, "Sjögren", "Sjogren"),
    (ACCENTS, "Łódź", "Lodz"),
    (ACCENTS, "ψυχή", "ψυχη"),
    (ACCENTS, "ı", "i"),
    (ACCENTS, "fœtus", "foetus"),
    (PUNCTUATION, "Crohn’s", "Crohn's"),
    (PUNCTUATION, "T-cell", "T cell"),
    (PUNCTUATION, "10–20", "10-20"),
    (PUNCTUATION, "−5", "-5"),
    (PUNCTUATION, "Myelin.", "Myelin"),
    (PUNCTUATION, "5 %", "5%"),
    (PUNCTUATION, "¿Qué", "Qué"),
]

STILL_THERE = [
    (CASE, "Ménière’s.", "Meniere's"),
    (CASE, "Æsop", "Aesop"),
    (CASE, "myelin  sheath", "myelin sheath"),
    (ACCENTS, "MÉNIÈRE’S.", "ménière's"),
    (ACCENTS, "Me\u0301nie\u0300re", "ménière"),
    (PUNCTUATION, " MÉNIÈRE  disease ", "meniere disease"),
    (SPELLING, "MÉNIÈRE’S.", "meniere's"),
    (ALL_STRICT, " Ménière \n disease", "Me\u0301nière disease"),
    (ALL_STRICT, "ﬁbre", "fibre"),
    (ALL_STRICT, "", " "),
]


def test_the_tables_are_large_enough_and_of_several_scripts() -> None:
    assert len(EQUAL) >= 60
    assert len(UNEQUAL) >= 60


@pytest.mark.parametrize(("a", "b"), EQUAL)
def test_what_reads_the_same_is_the_same(a: str, b: str) -> None:
    assert normalise(a) == normalise(b)
    assert same(a, b)
    assert same(b, a)


@pytest.mark.parametrize(("a", "b"), UNEQUAL)
def test_what_means_something_else_differs(a: str, b: str) -> None:
    for strict in EVERY_STRICT:
        assert not same(a, b, strict)
        assert not same(b, a, strict)


@pytest.mark.parametrize(("strict", "a", "b"), TAKEN_AWAY)
def test_strict_takes_a_leniency_away(strict: Strict, a: str, b: str) -> None:
    assert same(a, b)
    assert not same(a, b, strict)
    assert not same(a, b, ALL_STRICT)


@pytest.mark.parametrize(("strict", "a", "b"), STILL_THERE)
def test_strict_leaves_the_other_leniencies(strict: Strict, a: str, b: str) -> None:
    assert same(a, b, strict)


def test_normalised_texts_as_they_are_compared() -> None:
    assert normalise("Yes, matching the damaged site.") == "yes, matching the damaged site"
    assert normalise("IL–2R") == "il 2r"
    assert normalise("—") == "—"
    assert normalise("\u200b") == "\u200b"
    assert normalise("...", ALL_STRICT) == "..."


def test_a_long_text_is_compared_like_a_short_one() -> None:
    assert normalise("Ménière–Foo, " * 100 + "-5 %!") == "meniere foo, " * 100 + "-5%"
    assert normalise("MYELIN " * 100, CASE) == ("MYELIN " * 100).strip()


def has_other_forms(char: str) -> bool:
    return char.casefold() != char or unicodedata.normalize("NFD", char) != char


# Every letter with another case or an accent, without the thousands of Hangul syllables.
LETTERS = [
    char
    for char in map(chr, itertools.chain(range(0xAC00), range(0xD7A4, sys.maxunicode + 1)))
    if has_other_forms(char) and not unicodedata.name(char, "").startswith("CJK")
]


@pytest.mark.parametrize("strict", [LENIENT, CASE, ACCENTS, CASE | ACCENTS])
def test_normalising_any_letter_twice_is_as_once(strict: Strict) -> None:
    for char in LETTERS:
        once = normalise(f"{char}\u0345\u034f\u0301", strict)
        assert normalise(once, strict) == once


@property_test
@given(TEXTS, STRICTS)
@example("-- - 5", LENIENT)
@example("a - - 5", LENIENT)
@example("= \u0338 b", LENIENT)
@example("\u05d0\u0345\u034f\u0301", LENIENT)
def test_normalising_twice_is_as_once(text: str, strict: Strict) -> None:
    once = normalise(text, strict)
    assert normalise(once, strict) == once
    assert unicodedata.normalize("NFC", once) == once
    assert same(text, once, strict)


@property_test
@given(TEXTS, TEXTS, STRICTS)
def test_sameness_has_no_direction(a: str, b: str, strict: Strict) -> None:
    assert same(a, a, strict)
    assert same(a, b, strict) == same(b, a, strict)


@property_test
@given(TEXTS, STRICTS)
def test_only_empty_text_is_the_same_as_nothing(text: str, strict: Strict) -> None:
    assert (normalise(text, strict) == "") == (not text.split())


@property_test
@given(TEXTS, STRICTS)
def test_encoding_and_white_space_never_matter(text: str, strict: Strict) -> None:
    assert same(unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text), strict)
    assert same(f"\t{text}\n", text, strict)


@property_test
@given(st.integers(), st.integers(), STRICTS)
def test_numbers_are_the_same_only_if_equal(a: int, b: int, strict: Strict) -> None:
    assert same(str(a), str(b), strict) == (a == b)
    assert not same(f"{a}.{abs(b)}", f"{a}{abs(b)}", strict)


NEAR = [
    ("demyelinaton", "demyelination"),
    ("demyelinattion", "demyelination"),
    ("demyelinetion", "demyelination"),
    ("demyelinatoin", "Demyelination."),
    ("afferent", "efferent"),
    ("Alzheimers disease", "Alzheimer's disease"),
    ("myelinsheath", "myelin sheath"),
    ("post-synaptic", "postsynaptic"),
    ("myeli nsheath", "myelin sheath"),
    ("xmyelin", "myelin"),
    ("myelinx", "myelin"),
    ("миелен", "миелин"),
    ("コンピュータ", "コンピューター"),
    ("मस्तष्क रोग सूची", "मस्तिष्क रोग सूची"),
]

NOT_NEAR = [
    ("demyelination", "demyelination"),
    ("DEMYELINATION", "demyelination"),
    ("dimyelinaton", "demyelination"),
    ("demyel", "demyelination"),
    ("dmeyelinatoin", "demyelination"),
    ("", "demyelination"),
    ("...", "demyelination"),
    # too short, or with digits
    ("PNS", "CNS"),
    ("axxon", "axon"),
    ("myeli", "myeln"),
    ("IL-1R", "IL-2R"),
    ("IL2R", "IL-2R"),
    ("interleukin 1", "interleukin 2"),
    ("interleukim 2", "interleukin 2"),
    ("五月天的故事会", "三月天的故事会"),
    # one letter is all the difference
    ("B cells", "T cells"),
    ("RNA polymerase", "DNA polymerase"),
    ("factor VII", "factor VIII"),
    ("factor xiii", "factor viii"),
    ("hepatitis B", "hepatitis C"),
    # signs and superscripts count
    ("sodium+", "sodium"),
    ("sodium-", "sodium+"),
    ("a/bcdefg", "a bcdefg"),
    ("length", "lengthⁿ"),
    ("lengthª", "length"),
    ("abcdef.ghi", "abcdefghi"),
]


@pytest.mark.parametrize(("typed", "wanted"), NEAR)
def test_a_slip_is_a_near_miss(typed: str, wanted: str) -> None:
    assert is_near_miss(typed, wanted)
    assert is_near_miss(typed, wanted, ["something", "else entirely"])
    assert not is_near_miss(typed, wanted, [typed])
    assert not is_near_miss(typed, wanted, strict=SPELLING)
    assert not is_near_miss(typed, wanted, strict=ALL_STRICT)


@pytest.mark.parametrize(("typed", "wanted"), NOT_NEAR)
def test_other_differences_are_no_near_miss(typed: str, wanted: str) -> None:
    assert not is_near_miss(typed, wanted)


def test_what_is_as_near_another_answer_is_no_near_miss() -> None:
    assert not is_near_miss("Efferent", "afferent", ["efferent", "deferent"])
    assert not is_near_miss("hyperkalemia", "hyperkalaemia", iter(["hypokalaemia", "Hyperkalemia"]))
    assert not is_near_miss("uferent", "aferent", ["eferent"])
    assert not is_near_miss("afferents", "afferent", ["afferents+"])
    assert is_near_miss("aferent", "afferent", ["efferent"])


def test_another_answer_that_means_the_same_does_not_spoil_a_near_miss() -> None:
    assert is_near_miss("demyelinaton", "demyelination", ["Demyelination.", "DEMYELINATION"])


def test_a_near_miss_heeds_the_other_leniencies() -> None:
    assert is_near_miss("Myelinn", "myelin")
    assert not is_near_miss("Myelinn", "myelin", strict=CASE)
    assert is_near_miss("Myelin", "myelin", strict=CASE)
    assert not is_near_miss("factor VII", "factor VIII", strict=CASE)


WORDS = st.text("abcdefgh", min_size=6, max_size=16)


@property_test
@given(WORDS, st.integers(0, 15), st.sampled_from("opqrst"))
def test_any_single_slip_is_a_near_miss_both_ways(word: str, place: int, letter: str) -> None:
    place %= len(word)
    changed = word[:place] + letter + word[place + 1 :]
    longer = word[:place] + letter + word[place:]
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    for typed in {changed, longer, swapped} - {word}:
        assert is_near_miss(typed, word)
        assert is_near_miss(word, typed)
        assert not is_near_miss(typed, word, [word + "z", typed])
    assert not is_near_miss(letter + letter + word, word)


@property_test
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3), STRICTS)
def test_a_near_miss_is_neither_the_same_nor_far(
    typed: str, wanted: str, others: list[str], strict: Strict
) -> None:
    if is_near_miss(typed, wanted, others, strict):
        assert not same(typed, wanted, strict)
        assert abs(len(normalise(typed, strict)) - len(normalise(wanted, strict))) <= 1
        assert not any(same(typed, other, strict) for other in others)
    assert not is_near_miss(wanted, wanted, others, strict)


def test_differences_mark_what_is_missing_and_what_is_extra() -> None:
    assert differences("myelin", "myelin") == (Run("myelin", "same"),)
    assert differences("", "") == ()
    assert differences("", "axon") == (Run("axon", "missing"),)
    assert differences("axon", "") == (Run("axon", "extra"),)
    assert differences("myalin", "myelin") == (
        Run("my", "same"),
        Run("a", "extra"),
        Run("e", "missing"),
        Run("lin", "same"),
    )


def test_differences_do_not_part_a_letter_from_its_marks() -> None:
    assert differences("कि", "का") == (Run("कि", "extra"), Run("का", "missing"))
    assert differences("👩\u200d🔬", "👩") == (Run("👩\u200d🔬", "extra"), Run("👩", "missing"))
    assert differences("\u0301a", "a") == (Run("\u0301", "extra"), Run("a", "same"))


def test_very_long_texts_are_told_apart_as_a_whole() -> None:
    typed, wanted = "a" * 1000, "a" * 999 + "b"
    assert differences(typed, wanted) == (Run(typed, "extra"), Run(wanted, "missing"))


@property_test
@given(TEXTS, TEXTS)
def test_differences_hold_both_texts(typed: str, wanted: str) -> None:
    runs = differences(typed, wanted)
    assert all(run.text for run in runs)
    ours = "".join(run.text for run in runs if run.kind != "missing")
    theirs = "".join(run.text for run in runs if run.kind != "extra")
    assert ours == unicodedata.normalize("NFC", typed)
    assert theirs == unicodedata.normalize("NFC", wanted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does the myelin sheath surround?", "what-does-the-myelin-sheath"),
        ("  Guillain-Barré syndrome  ", "guillain-barre-syndrome"),
        ("Crohn’s disease", "crohns-disease"),
        ("Straße Łódź Tromsø æther", "strasse-lodz-tromso-aether"),
        ("CO₂ > 45", "co2-45"),
        ("α-synuclein", "synuclein"),
        ("脳とは何か", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_slug_is_made_of_the_first_words(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_slug_has_as_many_words_as_asked_for() -> None:
    assert slug("one two three", words=2) == "one-two"
    assert slug("one two three", words=0) == ""


def test_a_digest_never_changes() -> None:
    assert digest("") == "786a"
    assert digest("", 16) == "786a02f742015903"
    assert digest("Ménière") == digest("Me\u0301nie\u0300re") == "dbd8"
    assert len(digest("myelin", 128)) == 128
    assert digest("\ud800") != digest("\udfff")


def test_a_provisional_id_is_readable_short_and_valid() -> None:
    assert provisional_id("", "card") == "card-786a"
    assert provisional_id("脳", "feature").startswith("feature-")
    assert provisional_id("What is it?", "card") != provisional_id("What is it!", "card")
    assert len(provisional_id("x" * 300, "card")) == 48
    assert "--" not in provisional_id("x" * 42 + " yyy", "card")


@property_test
@given(TEXTS)
def test_every_text_gives_an_id(text: str) -> None:
    made = provisional_id(text, "card")
    assert len(made) <= 48
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made[0] != "-"
    assert made == provisional_id(unicodedata.normalize("NFD", text), "card")


def test_importing_loads_nothing_that_comparing_does_not_need() -> None:
    code = "import sys, quiz.text, quiz.terminal_text; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert loaded.isdisjoint({"difflib", "hashlib", "pydantic", "textual", "dataclasses"})


def test_all_strict_is_every_leniency() -> None:
    assert frozenset(Leniency) == ALL_STRICT
    assert frozenset() == LENIENT
    assert {str(leniency) for leniency in Leniency} == {
        "case",
        "accents",
        "punctuation",
        "spelling",
    }
