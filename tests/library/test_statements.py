import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from quiz.library.layout import laid_out, text_of
from quiz.library.statements import Pair, Section, statements_of


def test_comments_and_blank_lines_belong_to_what_is_below_them() -> None:
    found = statements_of("# a\nx = 1 # b\n\n# c\n[[ t . 'u v' ]]   # d\n\n\ny.z=[1]\n# e\n")
    assert found.sections == [
        Section(pairs=[Pair(("x",), "1", ["# a"], "# b")]),
        Section(("t", "'u v'"), True, ["", "# c"], "# d", [Pair(("y", "z"), "[1]", ["", ""])]),
    ]
    assert found.below == ["# e"]


@pytest.mark.parametrize(
    "value",
    [
        '"a # no comment"',
        "'C:\\'",
        '"\\""',
        '"""a\n[b]\n"quoted""""',
        "'''a\n# b\n''''",
        "2026-01-31 10:00:00",
        "[1, # one\n 2]",
        '{ a = "}" }',
        '""',
        "''",
        '""""""',
    ],
)
def test_a_value_ends_where_it_ends(value: str) -> None:
    found = statements_of(f"a = {value}# c\nb = 1").sections[0].pairs
    assert [(pair.key, pair.value, pair.comment) for pair in found] == [
        (("a",), value, "# c"),
        (("b",), "1", ""),
    ]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("1.50", "1.50"),
        ("[ ]", "[]"),
        ("[\n]", "[]"),
        ("{ }", "{}"),
        ("['a',\"b\" , 'c',]", "['a', \"b\", 'c']"),
        ('{a="1",b . c=[1,2],"d" . e = 3}', '{ a = "1", b . c = [1, 2], "d" . e = 3 }'),
        ("[2026-01-31  10:00:00]", "[2026-01-31 10:00:00]"),
        ('["a",\n"b"]', '[\n    "a",\n    "b",\n]'),
        ('[["a","b"],\n  ["c"]]', '[\n    ["a", "b"],\n    ["c"],\n]'),
        ('[["a",\n"b"],\n["c"]]', '[\n    [\n        "a",\n        "b",\n    ],\n    ["c"],\n]'),
        ('[["a",\n"b"]]', '[[\n    "a",\n    "b",\n]]'),
        ("[1 # one\n,2,# two\n# three\n]", "[\n    1,  # one\n    2,  # two\n    # three\n]"),
        ("[# none\n# more\n\n1]", "[\n    # none\n    # more\n\n    1,\n]"),
        ("[\n\n# why\n\n]", "[\n    # why\n]"),
        ("[1, # one\n# and\n# more\n2]", "[\n    1,  # one\n    # and\n    # more\n    2,\n]"),
        ("[1,\n\n\n2\n\n]", "[\n    1,\n\n    2,\n]"),
        ('["""a\n  b""",1]', '["""a\n  b""", 1]'),
        ("{a = [1,\n2], b = 3}", "{ a = [\n    1,\n    2,\n], b = 3 }"),
    ],
)
def test_a_value_is_laid_out(written: str, wanted: str) -> None:
    assert laid_out(written) == wanted
    assert laid_out(wanted) == wanted


_SCALARS = st.sampled_from(['"a"', "'b'", '"""c\n d"""', "1", "2026-01-31 10:00:00", '"#,]"'])
_GAPS = st.sampled_from(["", " ", "\n", "\n\n", " # c\n", "\n# c\n  # d\n"])


@st.composite
def _arrays(draw: st.DrawFn, depth: int = 2) -> str:
    inner = st.one_of(_SCALARS, _arrays(depth - 1)) if depth else _SCALARS
    items = draw(st.lists(inner, max_size=3))
    parts = [draw(_GAPS) + item + draw(_GAPS) for item in items]
    end = "," + draw(_GAPS) if items and draw(st.booleans()) else draw(_GAPS)
    return "[" + ",".join(parts) + end + "]"


@given(_arrays())
def test_any_array_keeps_its_values_and_comments_and_comes_to_rest(written: str) -> None:
    made = laid_out(written)
    assert tomli.loads(f"a = {made}") == tomli.loads(f"a = {written}")
    assert made.count("# c") == written.count("# c")
    assert made.count("# d") == written.count("# d")
    assert laid_out(made) == made


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("a=1", "a = 1\n"),
        ("\n\na=1\n\n\n\n  b = 2\n\n\n", "a = 1\n\nb = 2\n"),
        ("[a]\n\n\nx=1\n[b]\n", "[a]\nx = 1\n\n[b]\n"),
        ("x=1\n# of a\n[a]\n", "x = 1\n\n# of a\n[a]\n"),
        (
            "x=1\n# of x\n\n# of a\n[a]#c\n",
            "x = 1\n# of x\n\n# of a\n[a]  # c\n".replace("# c", "#c"),
        ),
        ("\n\n# first\n\n\n[a]\n", "# first\n\n[a]\n"),
        ("a=1\n\n# end\n\n", "a = 1\n\n# end\n"),
        ("", ""),
        ("a = 1\n \t", "a = 1\n"),
        ("s.a = 1\ns.long = 2\nt.x = 3", "s.a    = 1\ns.long = 2\nt.x = 3\n"),
        ("s.a = 1\n\ns.long = 2", "s.a = 1\n\ns.long = 2\n"),
        ("s.a = 1\n# c\ns.long = 2", "s.a = 1\n# c\ns.long = 2\n"),
        ("s.a = [\n1]\ns.long = 2", "s.a = [\n    1,\n]\ns.long = 2\n"),
        ("s.a.b = 1\ns.a.long = 2", "s.a.b = 1\ns.a.long = 2\n"),
        ("a = 1\nlong = 2", "a = 1\nlong = 2\n"),
        ("s.'中' = 1\ns.abcd = 2", "s.'中' = 1\ns.abcd = 2\n"),
    ],
)
def test_a_text_is_laid_out(written: str, wanted: str) -> None:
    assert text_of(statements_of(written)) == wanted
    assert text_of(statements_of(wanted)) == wanted
