"""Writes the table of verbs in README.md anew: `python -m botapi_sandbox.verbs.describe`.

A test says when that is needed.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from botapi_sandbox.verbs.described import ANY_OF, verbs

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- verbs: python -m botapi_sandbox.verbs.describe -->\n", "<!-- end of verbs -->\n"
HEAD = "| verb | its fields | what it does |\n| --- | --- | --- |\n"


def table() -> str:
    return HEAD + "".join(_rows())


def _rows() -> Iterator[str]:
    for name, verb in verbs().items():
        fields = "; ".join(_field(each, told) for each, told in verb["fields"].items())
        yield f"| `{name}` | {fields} | {verb['about'].replace('|', '/')} |\n"


def _field(name: str, told: dict[str, Any]) -> str:
    if name == ANY_OF:
        return str(told["type"])
    if "default" not in told:
        return f"`{name}` {told['type']}"
    default = told["default"]
    if default is None or default == "":
        return f"`{name}`? {told['type']}"
    return f"`{name}`? {told['type']}, else {json.dumps(default)}"


def renewed(text: str) -> str:
    """README.md with the table as it should be."""
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return before + BEGIN + table() + END + after


def main() -> int:
    if not README.is_file():
        sys.exit("README.md is in the sandbox's own folder: install that with pip install -e")
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
