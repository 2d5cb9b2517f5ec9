"""What the source of a rich message says of its reader.

Only what people read can be filled in: its words, and what tags format as code. Where a source has
code by the signs of Markdown nothing could be escaped, and a formula has braces of its own.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from botapi.personal.syntax import Syntax
from botapi.rich.limits import BadRich
from botapi.rich.regions import as_letters, parts_at
from botapi.rich.source import Form
from botapi.rich.structure import Part
from broadcast.model.formatting.placeholders import scan
from broadcast.model.personal.uses import Use, uses

FILLED = frozenset({Part.TEXT, Part.LITERAL})
REMEMBERED = 32  # sources: a draft's windows ask again and again
# Whatever stands before it on its line opens a block; or it is a sign that a letter completes.
_LINE = re.compile(r"(?:^|\n)[ \t>*+\-0-9.)]*\Z")
_GLUED = frozenset("<&/#")
_LOOK_BACK = 64  # characters of the line before it
_IN_ADDRESS = re.compile(r"(?:://|\bwww\.)[^\s<>\"'|]*\Z")
_SIGNS = re.compile(r"<[^<>]*>|\*|~~|==|`|\\|__")


def uses_in_source(source: str, form: Form) -> list[Use]:
    """Those that can be filled in; none of a source that cannot be read."""
    try:
        return [use for use, part in parts_of(source, form) if part in FILLED]
    except BadRich:
        return []


@lru_cache(maxsize=REMEMBERED)
def parts_of(source: str, form: Form) -> tuple[tuple[Use, Part | None], ...]:
    """Whatever stands in braces as a name does, and where; what a backslash takes the meaning from
    is left out. Raises BadRich."""
    found = uses(source)
    if form is Form.MARKDOWN:
        found = [use for use in found if not _is_escaped(use, source)]
    where = [(use.placeholder.start, use.placeholder.end) for use in found]
    return tuple(zip(found, parts_at(source, form, where) if found else (), strict=True))


def with_letters(source: str, form: Form) -> str:
    """As a checker is to read it: what is filled in is a word, whatever its fallback looks like.

    Raises BadRich.
    """
    found = [use.placeholder for use in uses_in_source(source, form) if use.literal is None]
    return as_letters(source, [(one.start, one.end) for one in found])


def syntax_of(use: Use, source: str, form: Form) -> Syntax:
    if form is Form.HTML:
        return Syntax.HTML
    start = use.placeholder.start
    before = source[max(0, start - _LOOK_BACK) : start]
    if before[-1:] in _GLUED:
        return Syntax.MARKDOWN_GLUED
    return Syntax.MARKDOWN_LINE if _LINE.search(before) else Syntax.MARKDOWN


def in_address(use: Use, source: str) -> bool:
    """Whether it belongs to a link that is written out."""
    start = use.placeholder.start
    line = source[source.rfind("\n", 0, start) + 1 : start]
    return _IN_ADDRESS.search(line) is not None


def broken_names(source: str) -> Iterator[str]:
    """What would be a name but for the signs of formatting within it."""
    for one in scan(source):
        written = one.words.partition("|")[0]
        bare = _SIGNS.sub("", written)
        if bare != written:
            yield bare.strip()


def _is_escaped(use: Use, source: str) -> bool:
    """`\\{name}`; of two backslashes the first takes the meaning from the second."""
    before = source[: use.placeholder.start]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
