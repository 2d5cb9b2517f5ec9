"""A defence that can be taken out: where it stands, what stands there then, which tests must fail.

A place is a module, or a module and a function or class of it (`db.ledger.runs:move`); the text to
be replaced must stand exactly once there. So the table follows a function wherever its file goes,
and a defence that was rewritten makes its line wrong: then take the new one out instead.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SANDBOX = "botapi_sandbox"


class Stale(Exception):
    """What the table names is not there, or more than once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    where: str  # package.module or package.module:Class.function; a path for what is no Python
    old: str
    new: str

    @property
    def file(self) -> str:
        """From the root of the tree."""
        module = self.where.partition(":")[0]
        if "/" in module:
            return module
        path = module.replace(".", "/")
        return f"sandbox/{path}.py" if module.startswith(SANDBOX) else f"{path}.py"

    def path(self, tree: Path) -> Path:
        file = tree / self.file
        return file if file.exists() else file.with_suffix("") / "__init__.py"

    def apply(self, tree: Path) -> str:
        """The file without the defence; raises Stale."""
        file = self.path(tree)
        if not file.exists():
            raise Stale(f"there is no {self.where}")
        text = file.read_text(encoding="utf-8")
        name = self.where.partition(":")[2]
        begin, end = _span(text, name, self.where) if name else (0, len(text))
        times = text[begin:end].count(self.old)
        if times != 1:
            raise Stale(f"{self.where} has this {times} times, not once: {self.old.strip()!r}")
        return text[:begin] + text[begin:end].replace(self.old, self.new) + text[end:]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutant:
    """`without`: the defence that is taken out; each of the tests must fail."""

    without: str
    edits: tuple[Edit, ...]
    tests: tuple[str, ...]


def mutant(without: str, where: str, old: str, new: str, *tests: str) -> Mutant:
    return Mutant(without=without, edits=(Edit(where=where, old=old, new=new),), tests=tests)


def _span(text: str, name: str, where: str) -> tuple[int, int]:
    """Where a function or class begins and ends, decorators and all."""
    found = [node for path, node in _definitions(ast.parse(text), "") if path == name]
    if len(found) != 1:
        raise Stale(f"there are {len(found)} of {where}, not one")
    (node,) = found
    lines = text.splitlines(keepends=True)
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    begin = sum(len(line) for line in lines[: first - 1])
    return begin, begin + sum(len(line) for line in lines[first - 1 : node.end_lineno])


def _definitions(
    parent: ast.AST, above: str
) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield above + node.name, node
            yield from _definitions(node, f"{above}{node.name}.")
        else:
            yield from _definitions(node, above)
