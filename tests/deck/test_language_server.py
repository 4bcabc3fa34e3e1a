"""The schema in an editor's hands: what a language server tells and offers where a deck is written.

Tombi's is asked. Taplo's tells nothing of keys in an array of tables (its issue 278), and a deck is
made of those.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

SCHEMA = Path(__file__).parents[2] / "decks" / "deck.schema.json"
ENTRIES = json.loads(SCHEMA.read_text("utf-8"))["$defs"]
TOMBI = shutil.which("tombi", path=str(Path(sys.executable).parent)) or shutil.which("tombi")

pytestmark = pytest.mark.skipif(TOMBI is None, reason="Tombi is not installed: pip install tombi")

DECK = """\
#:schema ./deck.schema.json
format = 1
id = "d"
title = "T"

[[card]]
id = "c"
form = "choice"
prompt = "p"
answer = "a"
wrong = ["b"]

[source.s]
title = "S"
year = 2000

[[comparison]]
id = "t"
title = "Table"
subject.a = { name = "A" }
subject.b = { name = "B" }

[[comparison.feature]]
id = "f"
name = "f"
because = "why"
cell.a = "x"
cell.b = "y"
"""


class Editor:
    """As much of an editor as opens one deck and asks the server about places in it."""

    def __init__(self, server: subprocess.Popen[bytes], folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.deck = (folder / "d.toml").as_uri()
        self.asked = 0

    def open(self, text: str) -> None:
        self.ask("initialize", processId=None, rootUri=self.folder.as_uri(), capabilities={})
        self.send(method="initialized", params={})
        document = {"uri": self.deck, "languageId": "toml", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": document})
        while self.received().get("method") != "textDocument/publishDiagnostics":
            pass

    def at(self, question: str, line: int) -> Any:
        place = {"line": line, "character": 0}
        return self.ask(f"textDocument/{question}", textDocument={"uri": self.deck}, position=place)

    def ask(self, method: str, **params: Any) -> Any:
        self.asked += 1
        self.send(id=self.asked, method=method, params=params)
        while "method" in (answer := self.received()) or answer["id"] != self.asked:
            pass
        return answer["result"]

    def received(self) -> dict[str, Any]:
        """The next message; one that asks something of the editor is answered with nothing."""
        length = 0
        while header := self.server.stdout.readline().strip():
            name, value = header.split(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message = json.loads(self.server.stdout.read(length))
        if {"id", "method"} <= message.keys():
            self.send(id=message["id"], result=None)
        return message

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """An editor and its server, which knows no settings of this user and ends with the test."""
    shutil.copy(SCHEMA, tmp_path)
    own = {f"XDG_{what}_HOME": str(tmp_path / what) for what in ("CONFIG", "CACHE", "STATE")}
    with subprocess.Popen(
        [str(TOMBI), "lsp", "--offline"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | own,
    ) as server:
        late = Timer(60, server.kill)
        late.start()
        try:
            yield Editor(server, tmp_path)
        finally:
            late.cancel()
            server.kill()


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ('prompt = "p"', "Choice"),
        ("year = 2000", "Source"),
        ('title = "Table"', "Comparison"),
        ('because = "why"', "FeatureEntry"),
    ],
)
def test_a_key_is_explained_in_the_words_of_the_schema(editor, line, entry) -> None:
    editor.open(DECK)
    told = editor.at("hover", DECK.splitlines().index(line))
    assert ENTRIES[entry]["properties"][line.split()[0]]["description"] in told["contents"]["value"]


@pytest.mark.parametrize(
    ("line", "entry", "there"),
    [
        ('wrong = ["b"]', "Choice", {"id", "form", "prompt", "answer", "wrong"}),
        ("year = 2000", "Source", {"title", "year"}),
        ('title = "Table"', "Comparison", {"id", "title"}),
        ('because = "why"', "FeatureEntry", {"id", "name", "because"}),
    ],
)
def test_the_keys_that_are_not_there_yet_are_offered_and_explained(
    editor, line, entry, there
) -> None:
    editor.open(DECK.replace(line, f"{line}\n"))
    items = editor.at("completion", DECK.splitlines().index(line) + 1)
    offered = {item["label"]: item["documentation"]["value"] for item in items}
    keys = ENTRIES[entry]["properties"]
    assert offered.keys() == keys.keys() - there
    assert [
        key for key, told in offered.items() if keys[key].get("description", "") not in told
    ] == []
