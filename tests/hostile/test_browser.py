"""`quiz show --html` in a real browser: nothing of a deck runs, and nothing is fetched."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import count
from pathlib import Path

import pytest

from quiz.deck.deck import read_deck
from quiz.handout import handout
from tests.hostile.wild import Writer

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")

RUNS = "document.documentElement.lang='ran'"
EVIL = (
    f'"\'><script>{RUNS}</script><img src=x onerror="{RUNS}"><svg onload="{RUNS}"></svg>'
    f'<iframe src="javascript:parent.{RUNS}"></iframe></style><meta http-equiv=refresh content=0>'
    f'[l](javascript:{RUNS}) <https://example.org/"onmouseover={RUNS}>'
)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--dump-dom",
)


def seen(page: str, folder: Path) -> str:
    """The page as it stands once a browser has loaded it and run what it would run."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    assert BROWSER
    command = [BROWSER, *FLAGS, f"--user-data-dir={folder / 'profile'}", path.as_uri()]
    for _ in range(3):
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        if done.stdout:  # a browser on a busy machine may leave before there is anything to tell
            break
    return done.stdout


def test_nothing_of_a_deck_runs(tmp_path: Path) -> None:
    numbers = count()
    deck, findings = read_deck(Writer(lambda: f"n{next(numbers)} {EVIL}").deck())
    assert deck is not None, findings
    page = seen(handout(deck), tmp_path)
    assert '<html lang="en">' in page
    assert not re.search(r"<(script|img|svg|iframe|object|embed|link|base)\b", page)
    assert page.count("<meta http-equiv") == 1
    assert not re.search(r"<[a-z][^>]*\son\w+=", page)
    assert not re.search(r'<[a-z][^>]*\s(href|src)="(?!https?://)', page)
    assert page.count("&lt;script&gt;") > 100


def test_the_browser_would_have_run_it(tmp_path: Path) -> None:
    lasting = EVIL.replace("<meta http-equiv=refresh content=0>", "")  # else it never comes to rest
    page = f"<!DOCTYPE html><html lang=en><title>t</title><body><p>{lasting}</p></body></html>"
    assert '<html lang="ran">' in seen(page, tmp_path)
