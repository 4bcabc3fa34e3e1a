"""What stood in deck files: a deck whose file is spoilt can then be read as it was before."""

from __future__ import annotations

from collections.abc import Collection

from quiz.library.files import digest_of

MOST_BYTES = 32 * 1024 * 1024
"""All of them together: far more than one person writes, and little beside what a screen takes."""


class Contents:
    """The contents of files by their digests; what would be too much is not taken in."""

    def __init__(self) -> None:
        self._by_digest: dict[str, bytes] = {}
        self._room = MOST_BYTES

    def put(self, content: bytes) -> None:
        """Take in what stands in a file."""
        digest = digest_of(content)
        if digest not in self._by_digest and len(content) <= self._room:
            self._by_digest[digest] = content
            self._room -= len(content)

    def get(self, digest: str) -> bytes | None:
        """What stood in a file of that digest, None where it is not known."""
        return self._by_digest.get(digest)

    def keep_only(self, digests: Collection[str]) -> None:
        """Forget all others."""
        for digest in self._by_digest.keys() - set(digests):
            self._room += len(self._by_digest.pop(digest))
