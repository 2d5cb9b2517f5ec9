"""Every language says everything, with the same variables, and nothing is said in vain."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from handlers.language.texts import Texts

ROOT = Path(__file__).parents[3]
LOCALES = ROOT / "locales"
LANGUAGES = sorted(folder.name for folder in LOCALES.iterdir() if any(folder.glob("*.ftl")))

# Unicode CLDR: the plural forms of whole numbers.
PLURALS = {"en": {"one", "other"}, "ru": {"one", "few", "many"}}
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}
NOT_VALUES = {"when"}  # of the text widget T: not handed on to the text


@dataclass
class Message:
    """What a text needs to be shown."""

    file: str
    variables: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    plurals: list[set[str]] = field(default_factory=list)


class _Reader(Visitor):
    """Its methods are named as the visitor looks for them."""

    def __init__(self, message: Message) -> None:
        self.message = message

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.message.variables.add(node.id.name)

    def visit_FunctionReference(self, node: ftl.FunctionReference) -> None:  # noqa: N802
        for argument in node.arguments.positional:
            if node.id.name == "NUMBER" and isinstance(argument, ftl.VariableReference):
                self.message.numbers.add(argument.id.name)
        self.generic_visit(node)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        keys = {
            variant.key.name for variant in node.variants if isinstance(variant.key, ftl.Identifier)
        }
        if keys <= CATEGORIES:
            self.message.plurals.append(keys)
            if isinstance(node.selector, ftl.VariableReference):
                self.message.numbers.add(node.selector.id.name)
        self.generic_visit(node)


@cache
def messages(language: str) -> dict[str, Message]:
    found: dict[str, Message] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {language}"
                message = found[entry.id.name] = Message(path.name)
                _Reader(message).visit(entry)
    return found


@dataclass(frozen=True)
class Use:
    """A text asked for in the program; `values` is None where they cannot be told."""

    key: str
    where: str
    values: frozenset[str] | None


@cache
def sources() -> dict[Path, list[ast.AST]]:
    """What is written in each of them, read when the first test asks: every worker of the tests
    imports this file, and one of them runs it."""
    return {
        path: list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        for floor in ("handlers", "bot")
        for path in sorted((ROOT / floor).rglob("*.py"))
    }


@cache
def uses() -> list[Use]:
    return [
        use
        for path, nodes in sources().items()
        for use in _uses(path.relative_to(ROOT).as_posix(), nodes)
    ]


@cache
def named() -> set[str]:
    """Handed on to whoever asks for the text, or chosen between before it is asked for."""
    return {
        node.value
        for nodes in sources().values()
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _uses(file: str, nodes: list[ast.AST]) -> Iterator[Use]:
    for node in nodes:
        where = f"{file}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call) and node.args and _asks_for_text(node.func):
            names = [keyword.arg for keyword in node.keywords]
            known = None if None in names else frozenset(n for n in names if n) - NOT_VALUES
            for key in _strings(node.args[0]):
                yield Use(key, where, known)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(_names_keys(target) for target in targets) and node.value is not None:
                for key in _mapped_strings(node.value):
                    yield Use(key, where, None)


def _asks_for_text(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id == "T"
    if not isinstance(function, ast.Attribute) or function.attr != "get":
        return False
    owner = function.value
    name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
    return name.endswith(("i18n", "texts"))


def _names_keys(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id.endswith(("_KEYS", "_KEY"))


def _strings(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _strings(node.body) + _strings(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _mapped_strings(node: ast.expr) -> list[str]:
    """The strings of a constant: of a mapping its values, not its keys."""
    if isinstance(node, ast.Dict):
        return [key for value in node.values for key in _mapped_strings(value)]
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return [key for value in node.elts for key in _mapped_strings(value)]
    return _strings(node)


def test_there_are_languages_and_uses() -> None:
    assert {"en", "ru"} <= set(LANGUAGES)
    assert len(uses()) > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_keys_in_the_same_files(language: str) -> None:
    places = {key: message.file for key, message in messages(language).items()}
    assert places == {key: message.file for key, message in messages("en").items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_variables(language: str) -> None:
    variables = {key: message.variables for key, message in messages(language).items()}
    assert variables == {key: message.variables for key, message in messages("en").items()}


def test_no_text_is_missing() -> None:
    assert [(use.key, use.where) for use in uses() if use.key not in messages("en")] == []


def test_no_text_is_unused() -> None:
    assert set(messages("en")) - {use.key for use in uses()} - named() == set()


def test_every_use_gives_exactly_the_variables() -> None:
    wrong = [
        (use.key, use.where, set(use.values) ^ messages("en")[use.key].variables)
        for use in uses()
        if use.values is not None
        and use.key in messages("en")
        and use.values != messages("en")[use.key].variables
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_all_their_forms(language: str) -> None:
    for key, message in messages(language).items():
        for forms in message.plurals:
            assert PLURALS[language] <= forms, f"{key} in {language} has only {forms}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 1, 2, 5, 21, 1_000_000])
def test_every_text_can_be_shown(language: str, number: int) -> None:
    texts = Texts("en")
    for key, message in messages(language).items():
        values = {name: number if name in message.numbers else "x" for name in message.variables}
        shown = texts.get(key, language, **values)
        assert shown.strip()
        assert "1,000" not in shown, f"{key} groups digits"
        assert "1\u00a0000" not in shown, f"{key} groups digits"


def test_english_has_the_printers_apostrophe() -> None:
    """One sign everywhere: a quick hand types the straight one."""
    straight = re.compile(r"(?m)^(?!\s*#).*[A-Za-z]'[a-z]")
    found = {
        path.name: straight.findall(path.read_text("utf-8"))
        for path in (LOCALES / "en").glob("*.ftl")
    }
    assert {name: lines for name, lines in found.items() if lines} == {}
