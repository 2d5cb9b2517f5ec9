"""Small rooms, short lists of collaborators, and no import that comes back to where it began."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
SANDBOX = ROOT / "sandbox"
FLOORS = (
    *("herald", "bot", "handlers", "broadcast", "botapi", "db", "runtime"),
    *("sandbox/botapi_sandbox", "bench"),
)
MOST_ARGUMENTS = 8  # of a constructor: whoever needs more does more than one thing
MOST_FILES = 11  # modules of a folder: more have a subject that wants a room of its own
CHAIN = "db/migrations/versions"  # of migrations: it grows by one with each version


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


FILES = [file for floor in FLOORS for file in sorted((ROOT / floor).rglob("*.py"))]


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_constructor_takes_more_than_eight_collaborators() -> None:
    taken = {f"{shown(file)}:{line}": names for file in FILES for line, names in constructors(file)}
    assert {place: names for place, names in taken.items() if len(names) > MOST_ARGUMENTS} == {}


def test_no_room_is_crowded() -> None:
    rooms = Counter(shown(file.parent) for file in FILES if file.name != "__init__.py")
    assert {
        room: count for room, count in rooms.items() if count > MOST_FILES and room != CHAIN
    } == {}


def test_a_package_says_in_one_line_what_it_is() -> None:
    packages = [file for file in FILES if file.name == "__init__.py"]
    said = {shown(file): ast.get_docstring(parsed(file)) or "" for file in packages}
    assert {file: text for file, text in said.items() if not text or "\n" in text} == {}


def test_no_module_imports_itself_by_way_of_others() -> None:
    imports = {name_of(file): set(imported(file)) for file in FILES}
    assert list(circles(imports)) == []


def test_a_circle_is_found_wherever_it_begins() -> None:
    ways = {"a": {"b"}, "b": {"c"}, "c": {"d", "b"}, "d": set[str]()}
    assert list(circles(ways)) == [["b", "c", "b"]]


def constructors(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Line and arguments of each, those that go by name too; a record's fields are none."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            given = node.args
            names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
            yield node.lineno, names[1:]


def name_of(file: Path) -> str:
    base = SANDBOX if SANDBOX in file.parents else ROOT
    parts = file.relative_to(base).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(file) for file in FILES}


def imported(file: Path) -> Iterator[str]:
    """Our own modules that this one imports, whenever it does; of a package's its `__init__` too,
    where something is taken from there."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name in NAMES)
        elif isinstance(node, ast.ImportFrom) and node.module in NAMES:
            for one in node.names:
                inner = f"{node.module}.{one.name}"
                yield inner if inner in NAMES else node.module


def circles(imports: dict[str, set[str]]) -> Iterator[list[str]]:
    """Every way that comes back to where it began, found by walking each module once."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> Iterator[list[str]]:
        if name in way:
            yield [*way[way.index(name) :], name]
        elif name not in done:
            for following in sorted(imports[name]):
                yield from walk(following, [*way, name])
            done.add(name)

    for name in sorted(imports):
        yield from walk(name, [])
