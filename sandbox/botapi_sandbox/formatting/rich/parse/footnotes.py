"""Footnotes of rich Markdown: `text[^name]`, and somewhere a line `[^name]: what it says`."""

from botapi_sandbox.formatting.rich.parse.tree import Element, Node


class Footnotes:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._texts: dict[str, list[Node]] = {}

    def refer(self, name: str) -> Element:
        """A link to a note; they are numbered as they are first referred to."""
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        return Element("a", {"href": f"#{name}"}, [f"[{number}]"])

    def define(self, name: str, text: list[Node]) -> None:
        """The first definition of a name counts, as in GitHub's Markdown."""
        self._texts.setdefault(name, text)

    def listed(self) -> list[Node]:
        """The notes that something refers to, as an ordered list for the end of the message."""
        items: list[Node] = [
            Element("li", {"value": str(number)}, [Element("tg-reference", {"name": name}, text)])
            for name, number in self._numbers.items()
            if (text := self._texts.get(name)) is not None
        ]
        return [Element("ol", {}, items)] if items else []
