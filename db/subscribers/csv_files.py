"""A file that is to be read as CSV: all of it is looked at before the first row of it is used.

Half a file in the database is worse than none: a spreadsheet that writes Windows-1251 or UTF-16
breaks every name, and it may take thousands of lines until one shows it. What cannot be read twice,
a pipe say, is kept in a temporary file meanwhile, which has no name and ends with the process.
"""

import codecs
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO, TextIO

MOST_BYTES = 2**30  # of a whole file: some ten million people
CHUNK = 65_536  # bytes


class BadFile(ValueError):
    """The file as a whole cannot be read."""


class NotText(BadFile):
    """Some program wrote it in another encoding."""

    def __init__(self, line: int) -> None:
        super().__init__(
            f"line {line} is not UTF-8 text: save the file as UTF-8 (in a spreadsheet: "
            "“CSV UTF-8”) and import it again; nothing was imported"
        )


@contextmanager
def checked(file: BinaryIO, *, most: int = MOST_BYTES) -> Iterator[TextIO]:
    """Its text, from the start; raises BadFile when it is none in UTF-8, or does not end.

    Lines end as on any system (LF, CR LF, or CR alone) and are given out with LF.
    """
    if file.seekable():
        start = file.tell()
        for _ in _checking(file, most):
            pass
        file.seek(start)
        with _text(file) as text:
            yield text
        return
    with tempfile.TemporaryFile() as kept:
        for chunk in _checking(file, most):
            kept.write(chunk)
        kept.seek(0)
        with _text(kept) as text:
            yield text


@contextmanager
def _text(file: BinaryIO | IO[bytes]) -> Iterator[TextIO]:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline=None)
    try:
        yield text
    finally:
        text.detach()  # or it would close the file, which is not ours


def _checking(file: BinaryIO, most: int) -> Iterator[bytes]:
    text = _Text()
    size = 0
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > most:
            raise BadFile(f"larger than {most} bytes: split it, and repeat the header in each part")
        text.feed(chunk)
        yield chunk
    text.feed(b"", final=True)


class _Text:
    """Takes bytes that must be UTF-8, and knows in which line they are."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._feeds = self._returns = 0

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        """Raises NotText; a zero is none either: UTF-16 without its mark is UTF-8 with many."""
        try:
            self._decoder.decode(chunk, final)
            wrong = chunk.find(b"\0")
        except UnicodeDecodeError as error:
            # The decoder may have kept the first bytes of a character from the chunk before.
            wrong = max(0, error.start - (len(error.object) - len(chunk)))
        self._count(chunk if wrong < 0 else chunk[:wrong])
        if wrong >= 0:
            raise NotText(1 + max(self._feeds, self._returns))

    def _count(self, chunk: bytes) -> None:
        """Lines end with LF, CR LF or CR, and in one file all alike."""
        self._feeds += chunk.count(b"\n")
        self._returns += chunk.count(b"\r")
