"""What a source of a rich message is read into, before it becomes blocks: tags and texts."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from botapi_sandbox.ground.errors import ApiError, bad_request

# Bot API: rich message limits
MOST_LEVELS = 16  # of nested formatting and blocks
MOST_BLOCKS = 500  # nested ones, list items and rows of tables included
MOST_OPEN = 64  # tags waiting for their end: a level of a list or a table takes three

INLINE = frozenset(
    {
        *("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "mark", "sub"),
        *("sup", "tg-spoiler", "a", "tg-reference", "tg-emoji", "tg-time", "tg-math", "br"),
        "tg-button",
    }
)
BLOCKS = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "footer", "hr", "ul", "ol"),
        *("blockquote", "aside", "img", "video", "audio", "tg-document", "figure", "tg-map"),
        *("tg-collage", "tg-slideshow", "table", "details", "tg-math-block", "tg-button-row"),
        "tg-thinking",
    }
)
PARTS = frozenset(
    {
        *("li", "input", "cite", "figcaption", "caption", "summary", "tr", "th", "td"),
        *("thead", "tbody", "tfoot"),
    }
)
"""Tags that have a meaning inside certain others only."""

TAGS = INLINE | BLOCKS | PARTS
VOID = frozenset({"br", "hr", "img", "input"})
RAW = frozenset({"tg-math", "tg-math-block"})
"""Bot API: formula source is treated as raw LaTeX."""


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)

    def elements(self, *tags: str) -> "Iterator[Element]":
        """Direct children with one of these tags."""
        return (each for each in self.children if isinstance(each, Element) and each.tag in tags)

    def without(self, *tags: str) -> "list[Node]":
        return [e for e in self.children if not (isinstance(e, Element) and e.tag in tags)]


Node = Element | str


def text_of(nodes: "list[Node]") -> str:
    """All text inside, as it was written, however deep: emphasis nests without limit."""
    out: list[str] = []
    waiting = nodes[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            out.append(node)
        else:
            waiting += node.children[::-1]
    return "".join(out)


def whole(text: str | None, default: int) -> int:
    """An attribute as a number; the default for nonsense, too: the checks that follow know what
    is allowed."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default


def unreadable(why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why}")


def too_many() -> ApiError:
    return bad_request(f"rich message must have at most {MOST_BLOCKS} blocks")


def too_deep() -> ApiError:
    return unreadable(f"a rich message has at most {MOST_LEVELS} levels of nested content")
