"""The documents tell of every command and every option, and their examples are sound."""

import importlib
import importlib.util
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
import tomli

from quiz.commands.front_page import OVERVIEW
from quiz.commands.parser import parse as parse_words
from quiz.commands.told import COMMANDS
from quiz.comparison import CELL_FORMS, JOINT_FORMS
from quiz.deck.advice import RULES, advise
from quiz.deck.deck import read_deck
from quiz.deck.forms import CARD_MODELS
from quiz.deck.parsing import parse
from quiz.errors import Severity
from quiz.library.formatting import format_deck

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
COMMAND_DOCUMENT = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "app"])
def test_each_command_of_help_stands_in_the_docs(command):
    assert re.search(rf"`quiz {command}[` ]", COMMAND_DOCUMENT)
    assert f"quiz {command}" in OVERVIEW


@pytest.mark.parametrize("command", COMMANDS)
def test_each_option_of_a_command_stands_in_the_docs(command, capsys):
    with pytest.raises(SystemExit):
        parse_words([command, "--help"], {})
    told = "\n".join(re.findall(rf"^\| `quiz {command}[` ].*", COMMAND_DOCUMENT, re.MULTILINE))
    options = re.findall(r"^  (--\w+)", capsys.readouterr().out, re.MULTILINE)
    assert not [one for one in options if one != "--decks" and one not in told]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_help_names_to_read_on_is_there(command):
    document, _, heading = COMMANDS[command].read_on.partition(" (")
    text = (ROOT / document).read_text(encoding="utf-8")
    assert f"# {heading.removesuffix(')')}" in text


@pytest.mark.parametrize(
    "option", ["--data", "--decks", "--seed", "--plain", "--version", "--help"]
)
def test_each_option_that_holds_everywhere_stands_in_the_docs(option):
    assert f"`{option}" in COMMAND_DOCUMENT
    assert option in OVERVIEW


def toml_examples():
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for number, example in enumerate(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)):
            yield pytest.param(example, id=f"{document.stem}-{number}")


@pytest.mark.parametrize("example", toml_examples())
def test_each_toml_example_can_be_read(example):
    assert tomli.loads(example)


def test_the_deck_of_the_readme_is_a_sound_deck():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    deck, findings = read_deck(tomli.loads(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)[0]))
    assert deck is not None
    assert findings == []


def test_the_reference_is_that_of_the_models():
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PAGE.read_text(encoding="utf-8") == script.reference()


def test_the_first_deck_is_sound_and_needs_no_advice():
    text = (ROOT / "docs" / "first-deck.md").read_text(encoding="utf-8")
    whole = "\n".join(re.findall(r"```toml\n(.*?)```", text, re.DOTALL))
    deck, findings = read_deck(tomli.loads(whole))
    assert deck is not None
    assert findings == []
    assert list(advise(parse(tomli.loads(whole))[0])) == []
    formatted = format_deck(whole.encode(), "first.toml")
    assert formatted.after == whole


def test_every_rule_of_advice_is_told():
    text = (ROOT / "docs" / "good-questions.md").read_text(encoding="utf-8")
    assert all(f"**{rule}**" in text for rule in RULES)


def test_the_examples_of_the_guide_make_one_sound_deck():
    text = (ROOT / "docs" / "decks.md").read_text(encoding="utf-8")
    whole = "\n".join(re.findall(r"```toml\n(.*?)```", text, re.DOTALL))
    deck, findings = read_deck(tomli.loads(whole))
    assert deck is not None
    assert [one for one in findings if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("form", [*CELL_FORMS, *JOINT_FORMS])
def test_what_each_form_of_cells_needs_stands_in_the_guide(form):
    guide = (ROOT / "docs" / "decks.md").read_text(encoding="utf-8")
    assert f"\n| {form} | " in guide


def test_links_between_documents_lead_somewhere():
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document.name}: {target}"


def texts(picture: Path) -> list[str]:
    """What is to be read on a picture, line by line, but for figures, which the engine decides."""
    shown = re.findall(r"<text[^>]*>(.*?)</text>", picture.read_text(encoding="utf-8"))
    words = (re.sub(r"[\d█░]+", "0", unescape(text)).split() for text in shown)
    return [" ".join(line) for line in words if line]


@pytest.fixture
def pictures(monkeypatch):
    """The script that takes the pictures."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    return importlib.import_module("pictures")


def test_every_picture_is_taken_by_the_one_script(pictures):
    source = (ROOT / "docs" / "pictures.py").read_text(encoding="utf-8")
    named = set(re.findall(r'folder / "(.*?)"', source))
    named |= {f"scores-{tab}.svg" for tab in re.findall(r'\("\d", "(\w{2,})"\)', source)}
    assert named == {path.name for path in (ROOT / "docs").glob("*.svg")}


@pytest.mark.usefixtures("berlin")  # where it is the same day as in UTC
@pytest.mark.parametrize("kind", ["study", "gallery"])
def test_pictures_show_the_app_as_it_is(pictures, tmp_path, kind):
    """Those of the scores, which take a season, are taken by the same script."""
    if kind == "study":
        pictures.take_study(tmp_path)
        kept = pictures.HERE
    else:
        pictures.gallery.take_all(tmp_path)
        kept = pictures.gallery.PICTURES
    taken = sorted(tmp_path.glob("*.svg"))
    assert len(taken) == (4 if kind == "study" else len(list(kept.iterdir())))
    for picture in taken:
        assert texts(picture) == texts(kept / picture.name), (
            f"{picture.name} is not as the app is now: python docs/pictures.py takes all anew"
        )


def test_the_gallery_is_that_of_its_deck_and_shows_every_form():
    spec = importlib.util.spec_from_file_location("gallery", ROOT / "docs" / "gallery.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PAGE.read_text(encoding="utf-8") == script.page()
    deck, _ = read_deck(tomli.loads(script.DECK.read_text(encoding="utf-8")))
    shown = set(re.findall(r"\(gallery/(.*?)\.svg\)", script.page()))
    assert shown == {path.stem for path in script.PICTURES.iterdir()}
    assert shown == set(script.places(script.Tryout(deck, "", datetime(2026, 3, 2, tzinfo=UTC))))


@pytest.mark.parametrize(
    "name", ["CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/decisions.md"]
)
def test_the_files_that_are_named_are_there(name: str) -> None:
    told = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:quiz|tests|docs|benchmarks|\.ci)/[\w./-]*?)(?:::[\w:]+)?`", told))
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


@pytest.mark.parametrize(
    "form", [*CELL_FORMS, *JOINT_FORMS, *(f"`{form}`" for form in CARD_MODELS)]
)
def test_every_form_is_told_of_where_decks_are(form):
    told = (ROOT / "docs" / "decks.md").read_text(encoding="utf-8")
    assert f"\n| {form} | " in told
