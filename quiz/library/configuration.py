"""The person's configuration: a TOML file, checked like a deck, and what can be told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from quiz.errors import Finding, KeyPath, ProblemsFound
from quiz.library.options import DEADLINE, FACES, LIMITS, SCORES, STUDY, Option, Unfit
from quiz.study.settings import NO_CONTRAST, Contrast, Limits, Settings

_DECK_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_SECTIONS = ("study", "scores", "deck", "keys")


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings that hold, and the names of those that the file sets."""

    settings: Settings = field(default_factory=Settings)
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """A setting as `quiz config` shows it; its value is written as in the file."""

    name: str
    value: str
    is_default: bool
    says: str


@dataclass(slots=True)
class _Checked:
    """What was sound in the file, and what was not."""

    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def take(self, table: Mapping[str, Any], at: KeyPath, options: Iterable[Option]) -> None:
        """Read the options out of a table, and complain about the rest of it."""
        known = {option.name: option for option in options}
        sections = () if at else _SECTIONS
        for key, value in table.items():
            path = (*at, key)
            if key in known:
                self._take(known[key], path, value)
            elif key not in sections:
                hint = _nearest(key, (*known, *sections))
                message = f"`{key}` is not a setting that is known here"
                self.findings.append(Finding(path, message, hint, at_key=True))

    def _take(self, option: Option, path: KeyPath, value: object) -> None:
        try:
            self.values[_name(path)] = option.read(value)
        except Unfit as unfit:
            message = f"`{option.name}` {unfit.message}"
            self.findings.append(Finding((*path, *unfit.inside), message, unfit.hint))

    def table(self, parent: Mapping[str, Any], key: str, at: KeyPath = ()) -> dict[str, Any]:
        """The table under a key, empty where there is none or something else."""
        value = parent.get(key, {})
        if isinstance(value, dict):
            return value
        hint = f"Write [{_name((*at, key))}] above its settings."
        self.findings.append(Finding((*at, key), f"`{key}` must be a table", hint, at_key=True))
        return {}


def _any_name(_: str) -> bool:
    return True


def read_configuration(
    path: Path, actions: Collection[str] = (), is_key: Callable[[str], bool] = _any_name
) -> Configuration:
    """Read the configuration from its file; one that is not there sets nothing.

    `actions` are the ids of bindings that `[keys]` may have; without them any id will do, and
    without `is_key` any name of a key. Raises `quiz.errors.ProblemsFound` with all mistakes, each
    at its place.
    """
    if not path.exists():
        return Configuration()
    from quiz.library.documents import read_document
    from quiz.library.files import read_bytes

    document, data = read_document(read_bytes(path), str(path))
    checked = _Checked()
    checked.take(data, (), FACES)
    checked.take(checked.table(data, "study"), ("study",), STUDY)
    checked.take(checked.table(data, "scores"), ("scores",), SCORES)
    decks = checked.table(data, "deck")
    for deck_id in decks:
        _check_deck(decks, deck_id, checked)
    table = checked.table(data, "keys")
    keys = dict(_keys(table, ("keys",), actions, is_key, checked.findings))
    if checked.findings:
        raise ProblemsFound(document.problems(checked.findings))
    return Configuration(_settings(checked.values, tuple(decks), keys), frozenset(checked.values))


def _check_deck(decks: dict[str, Any], deck_id: str, checked: _Checked) -> None:
    at = ("deck", deck_id)
    if not _DECK_ID.fullmatch(deck_id):
        hint = "It is the `id` at the top of the deck's file."
        checked.findings.append(
            Finding(at, f"{deck_id!r} is not the id of a deck", hint, at_key=True)
        )
    checked.take(checked.table(decks, deck_id, ("deck",)), at, (*LIMITS, DEADLINE))


def _keys(
    table: Mapping[str, Any],
    at: KeyPath,
    actions: Collection[str],
    is_key: Callable[[str], bool],
    findings: list[Finding],
) -> Iterator[tuple[str, str]]:
    """The keys by the ids of what they do; an id has points in it, which TOML takes for tables."""
    for part, value in table.items():
        path = (*at, part)
        action = _name(path[1:])
        if isinstance(value, dict):
            yield from _keys(value, path, actions, is_key, findings)
        elif actions and action not in actions:
            message = f"`{action}` is nothing that a key could do"
            findings.append(Finding(path, message, _nearest(action, actions), at_key=True))
        elif isinstance(value, str) and all(names := [key.strip() for key in value.split(",")]):
            findings += [_no_key(path, name) for name in names if not is_key(name)]
            yield action, value
        else:
            hint = 'Such as "q", or several: "q,escape".'
            findings.append(Finding(path, f"`{action}` must be the name of a key", hint))


def _no_key(path: KeyPath, name: str) -> Finding:
    hint = "`quiz config --keys` shows how keys are written."
    return Finding(path, f"`{name}` is not the name of a key", hint)


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = sorted(known)
    near = get_close_matches(name, known, 1)
    return f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."


def _name(path: Iterable[str | int]) -> str:
    return ".".join(str(part) for part in path)


def _settings(
    values: Mapping[str, Any], deck_ids: Iterable[str], keys: Mapping[str, str]
) -> Settings:
    study, scores = _section(values, "study"), _section(values, "scores")
    faces = {name: value for name, value in values.items() if "." not in name}
    limits = _limits(study, Limits())
    for option in LIMITS:
        study.pop(option.name, None)
    come_back = study.pop("come_back", False)
    if "contrast" in study or come_back:
        on = study.pop("contrast", True)
        study["contrast"] = Contrast(promoted_pairs=come_back) if on else NO_CONTRAST
    decks = {
        deck_id: _limits(
            {option.name: values.get(f"deck.{deck_id}.{option.name}") for option in LIMITS}, limits
        )
        for deck_id in deck_ids
    }
    found = {deck_id: values.get(f"deck.{deck_id}.{DEADLINE.name}") for deck_id in deck_ids}
    deadlines = {deck_id: by for deck_id, by in found.items() if by is not None}
    chosen = {**study, **scores, **faces, "keys": dict(keys)}
    return replace(Settings(), limits=limits, decks=decks, deadlines=deadlines, **chosen)


def _section(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What is set in one section, which a deck may be named after."""
    parted = ((path.partition("."), value) for path, value in values.items())
    return {key: value for (section, _, key), value in parted if section == name}


def _limits(values: Mapping[str, Any], otherwise: Limits) -> Limits:
    """Limits from what is set of them; a deck's are otherwise those of the whole."""
    wanted = {option.name: values.get(option.name) for option in LIMITS}
    return replace(otherwise, **{key: value for key, value in wanted.items() if value is not None})


def describe(configuration: Configuration) -> list[Row]:
    """Every setting with its value, whether that is the default, and what it does."""
    settings, named = configuration.settings, configuration.named
    rows = [
        Row(name, option.write(option.value(settings)), name not in named, option.says)
        for section, options in (((), FACES), (("study",), STUDY), (("scores",), SCORES))
        for option in options
        for name in [_name((*section, option.name))]
    ]
    for deck_id, limits in settings.decks.items():
        for option in LIMITS:
            name = f"deck.{deck_id}.{option.name}"
            if name in named:
                value = str(getattr(limits, option.name))
                rows.append(Row(name, value, False, f"For {deck_id}: {option.says}"))
    for deck_id, by in settings.deadlines.items():
        says = f"For {deck_id}: {DEADLINE.says}"
        rows.append(Row(f"deck.{deck_id}.{DEADLINE.name}", DEADLINE.write(by), False, says))
    for action, keys in settings.keys.items():
        rows.append(Row(f"keys.{action}", f'"{keys}"', False, "The keys of this action."))
    return rows


def default_config() -> str:
    """A configuration to begin with: every setting with its default, taken back by a #."""
    lines = [
        "# The configuration of quiz: take the # away before a setting to change it.",
        *_commented(FACES),
        "",
        "[study]",
        *_commented(STUDY),
        "",
        "[scores]",
        *_commented(SCORES),
        "",
        "# Limits of a single deck, by its id; those of [study] hold for all decks together.",
        "# [deck.ivig]",
        "# new_per_day = 5",
        "#",
        f"# {DEADLINE.says}",
        "# by = 2026-12-05",
        "",
        "# Other keys, by what they do; `?` in the app shows the names and keys that there are.",
        "# [keys]",
        '# "decks.quit" = "q,ctrl+q"',
    ]
    return "\n".join(lines) + "\n"


def _commented(options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        yield from ("", f"# {option.says}")
        yield f"# {option.name} = {option.write(option.value(Settings()))}"
