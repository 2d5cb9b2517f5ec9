"""A source of a rich message, checked before anything is sent."""

from collections.abc import Collection
from enum import StrEnum

from botapi.rich.html import read_html
from botapi.rich.limits import MOST_SOURCE, BadRich, Why
from botapi.rich.markdown import Markdown
from botapi.rich.structure import Structure


class Form(StrEnum):
    """Bot API: the fields of InputRichMessage."""

    HTML = "html"
    MARKDOWN = "markdown"


def checked(source: str, form: Form, files: Collection[str] = ()) -> list[str]:
    """The ids of the files that it shows, in the order in which it does.

    `files`: the ids of those that there are. Raises BadRich at the first thing that is wrong.
    """
    if len(source) > MOST_SOURCE:
        raise BadRich(Why.TOO_LONG, source.count("\n", 0, MOST_SOURCE) + 1)
    if not source.strip():
        raise BadRich(Why.EMPTY, 1)
    structure = Structure(files)
    if form is Form.HTML:
        read_html(source, structure)
    else:
        Markdown(structure).read(source)
    return structure.used
