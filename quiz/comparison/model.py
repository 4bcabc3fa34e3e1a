"""What an author writes of a comparison: subjects, features, and a cell where they meet."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from quiz.authoring import (
    Authored,
    ComparisonAliases,
    Id,
    InnerAliases,
    Key,
    Line,
    NoAdvice,
    OneOrMore,
    References,
    Strictness,
    Text,
    Texts,
    kind_of,
    list_or_table,
)


class SubjectEntry(Authored):
    """One of the things compared: a column of the table."""

    name: Line
    """The full name, as it stands in a question."""
    short: Line | None = None
    """A short name for narrow places; without it the full name is used."""
    aliases: InnerAliases = ()
    """Earlier ids of this subject, or `deck/comparison/subject` where it was elsewhere."""


class CellEntry(Authored):
    """A cell written as a table, where a bare text or list does not say enough."""

    text: OneOrMore
    """The value, or several values that are each to be named."""
    accept: (
        Annotated[
            Annotated[Texts, Tag("list")] | Annotated[dict[Key, Texts], Tag("table")],
            Discriminator(list_or_table),
        ]
        | None
    ) = None
    """Other wordings that are right; a table by value where `text` is a list."""
    strict: Strictness | None = None
    """What typed answers to this cell are not let off; wins over the feature's."""
    because: Text | None = None
    """Why the value is so; wins over the feature's."""
    source: References | None = None
    """Where the value comes from; wins over the feature's."""

    @property
    def values(self) -> tuple[str, ...]:
        """The values, one or several."""
        return (self.text,) if isinstance(self.text, str) else self.text


AnyCell = Annotated[
    Annotated[Text, Tag("text")]
    | Annotated[Texts, Tag("list")]
    | Annotated[CellEntry, Tag("table")],
    Discriminator(kind_of),
]


class FeatureEntry(Authored):
    """One respect in which the subjects are compared: a row of the table."""

    id: Id | None = None
    """What identifies the feature in this comparison for ever."""
    name: Line
    """The name of the feature, as it heads its row and stands in a default question."""
    ask: Text | None = None
    """The question, with `{subject}` for the subject's name; a default is built without it."""
    key: bool = False
    """Whether this feature is what tells the subjects apart."""
    cell: Annotated[dict[Id, AnyCell], Field(min_length=1)]
    """The value for each subject; a subject left out means that the source does not say."""
    alike: Annotated[
        tuple[Annotated[tuple[Id, ...], Field(strict=False, min_length=2)], ...],
        Field(strict=False),
    ] = ()
    """Groups of subjects whose cells mean the same in different words."""
    because: Text | None = None
    """Why the values are so, shown with the verdict, in Markdown."""
    source: References | None = None
    """Where the values come from."""
    tags: Texts | None = None
    """Words to find and choose by."""
    aliases: InnerAliases = ()
    """Earlier ids of this feature, or `deck/comparison/feature` where it was elsewhere."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Raise it when the feature asks something new: its facts are then due at once."""
    strict: Strictness = False
    """What typed answers are not let off: `true`, or some of the four leniencies."""
    no_advice: NoAdvice = False
    """What `quiz check --advice` is not to say here: `true` for all, or the names of rules."""


class ComparisonHead(Authored):
    """A comparison without its features, so that one bad feature does not hide the others."""

    id: Id
    """What identifies the comparison in this deck for ever."""
    title: Line
    """The title of the table."""
    subject: Annotated[dict[Id, SubjectEntry], Field(min_length=1)]
    """The things compared, by id; the order written is the order of the columns."""
    tags: Texts | None = None
    """Words to find and choose by."""
    aliases: ComparisonAliases = ()
    """Earlier ids of this comparison, or `deck/comparison` where it was in another deck."""
    no_advice: NoAdvice = False
    """What `quiz check --advice` is not to say here: `true` for all, or the names of rules."""


class Comparison(ComparisonHead):
    """A table of easily confused subjects; each filled cell is a fact."""

    feature: Annotated[tuple[FeatureEntry, ...], Field(strict=False, min_length=1)]
    """The respects in which the subjects are compared; the order written is the order of rows."""
