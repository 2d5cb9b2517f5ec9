"""What the person at the terminal sees: sentences, and one line that is rewritten."""

from contextlib import suppress
from typing import TextIO

BAR_CELLS = 24
PLAIN_STEPS = 10  # lines per progress where no line can be rewritten
# Marks around names that may be written from right to left; not every terminal knows them.
ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


class Terminal:
    """Writes to `stream`; a terminal gets a live line, a file or a pipe a few plain ones."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._open = False  # a live line stands there, without its end
        self._step = -1

    def say(self, words: str = "") -> None:
        """A line of its own."""
        self.end_line()
        self._write(f"{words}\n")

    def quote(self, text: str) -> None:
        """A message as somebody sees it."""
        self.end_line()
        for line in text.translate(ISOLATES).splitlines():
            self._write(f"      │ {line}\n")

    def progress(self, done: int, total: int, words: str) -> None:
        """The live line: a bar and a few words."""
        if not self._live:
            self._plain_progress(done, total, words)
            return
        cells = BAR_CELLS * done // max(1, total)
        bar = "█" * cells + "·" * (BAR_CELLS - cells)
        self._write(f"\r\x1b[2K   {bar}  {words}")
        self._open = True

    def end_line(self) -> None:
        """Leave the live line as it stands."""
        if self._open:
            self._write("\n")
        self._open = False
        self._step = -1

    def _plain_progress(self, done: int, total: int, words: str) -> None:
        step = PLAIN_STEPS * done // max(1, total)
        if step != self._step:
            self._step = step
            self._write(f"   {words}\n")

    def _write(self, text: str) -> None:
        with suppress(OSError):  # it was closed; whoever ends because of that must get through
            self._stream.write(text)
            self._stream.flush()
