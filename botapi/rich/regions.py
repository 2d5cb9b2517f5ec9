"""Where in a source something stands: in its words, in code, in a formula, or in no text at all.

Each place that is asked about is marked by a character that nobody writes, the source is read as a
checker reads it, and what the mark is found in tells. So whatever stands there counts as a word of
one letter: the bar of `{name|you}` ends no cell.
"""

from collections.abc import Sequence

from botapi.rich.html import read_html
from botapi.rich.limits import NONE, TELEGRAMS, Limits
from botapi.rich.markdown import Markdown
from botapi.rich.source import Form
from botapi.rich.structure import Part, Structure

FIRST_MARK = 0xF0000  # Unicode: the supplementary private use areas
MOST_MARKS = 0x1FFFD

Place = tuple[int, int]  # its beginning and its end


def parts_at(source: str, form: Form, places: Sequence[Place]) -> list[Part | None]:
    """Of each place; None: it stands in a tag, a link, a comment. Raises BadRich."""
    marks = _unused(source, len(places))
    structure = read(_marked(source, places, marks), form)
    found = {
        mark: part
        for part, pieces in structure.heard.items()
        for mark in {*marks} & {*"".join(pieces)}
    }
    return [found.get(mark) for mark in marks]


def read(source: str, form: Form, limits: Limits = NONE) -> Structure:
    """Raises BadRich."""
    structure = Structure(None, limits=limits)
    if form is Form.HTML:
        read_html(source, structure)
    else:
        Markdown(structure).read(source)
    return structure


def too_long_by(source: str, form: Form) -> int:
    """Characters beyond what Telegram takes; 0: it fits. Raises BadRich."""
    return max(0, read(source, form).characters - TELEGRAMS.characters)


def as_letters(source: str, places: Sequence[Place]) -> str:
    """With a letter in each place."""
    return _marked(source, places, "x" * len(places))


def _marked(source: str, places: Sequence[Place], marks: Sequence[str]) -> str:
    parts, last = [], 0
    for (start, end), mark in zip(places, marks, strict=True):
        parts += [source[last:start], mark]
        last = end
    return "".join([*parts, source[last:]])


def _unused(source: str, count: int) -> list[str]:
    """So many characters that do not stand in it."""
    there = {ord(sign) for sign in set(source) if ord(sign) >= FIRST_MARK}
    free = (code for code in range(FIRST_MARK, FIRST_MARK + MOST_MARKS) if code not in there)
    return [chr(code) for code, _ in zip(free, range(count), strict=False)]
