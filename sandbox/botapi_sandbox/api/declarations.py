"""Reads TypeScript declarations of the plain kind a generator writes: interfaces and type names.

Not a TypeScript parser: it knows what `@gramio/types` uses, and raises DeclarationError for the
rest, so that a change of style over there is seen and not guessed at.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
INTERFACE = re.compile(
    r"^export interface (\w+) \{(.*?)(?:\n|(?<=\{))\}$", re.DOTALL | re.MULTILINE
)
ALIAS = re.compile(r"^export type (\w+) =(.*?)(?=^export |\Z)", re.DOTALL | re.MULTILINE)
ANSWER = re.compile(r"^ {4}(\w+): CallAPI\w*<(?:\s*Params\.\w+,)?(.*?)>$", re.DOTALL | re.MULTILINE)
METHOD = re.compile(r"^ {4}(\w+): CallAPI\w*<\s*(?:Params\.(\w+))?", re.MULTILINE)
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+|[\w.]+|[\[\]{}()<>|?:,=]')

PREFIX = "Telegram"  # of every object over there
SCALARS = {
    "number": "Integer",
    "string": "String",
    "boolean": "Boolean",
    "true": "Boolean",
    "false": "Boolean",
}

Type = Any
"""A name, {"array": Type}, {"enum": [str or int, ...]} or {"any": [Type, ...]}."""


class DeclarationError(ValueError):
    """Something is written in a way that this reader does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    type: Type
    required: bool


class Declarations:
    """What one file declares; bodies are read when they are asked for."""

    def __init__(self, source: str) -> None:
        bare = COMMENT.sub("", source)
        self._interfaces = dict(INTERFACE.findall(bare))
        self._aliases = dict(ALIAS.findall(bare))

    def fields(self, name: str) -> dict[str, Field] | None:
        """The fields of an interface; None when no interface has that name."""
        body = self._interfaces.get(name)
        return None if body is None else dict(Reader(body).fields())

    def alias(self, name: str) -> Type | None:
        body = self._aliases.get(name)
        return None if body is None else Reader(body).type()


def methods(source: str) -> dict[str, str | None]:
    """Method name -> the interface of its parameters, None where it takes none."""
    return {name: params or None for name, params in METHOD.findall(COMMENT.sub("", source))}


def answers(source: str) -> dict[str, Type]:
    """Method name -> the type of what it answers."""
    return {name: Reader(kind).type() for name, kind in ANSWER.findall(COMMENT.sub("", source))}


class Reader:
    """Walks through the tokens of one declaration."""

    def __init__(self, body: str) -> None:
        self._tokens = TOKEN.findall(body)
        self._at = 0

    def fields(self) -> Iterator[tuple[str, Field]]:
        while self._peek():
            name = self._take()
            optional = self._skip("?")
            self._expect(":")
            yield name, Field(type=self.type(), required=not optional)

    def type(self) -> Type:
        self._skip("|")
        members = [self._member()]
        while self._skip("|"):
            members.append(self._member())
        return union([each for each in members if each is not None])

    def _member(self) -> Type:
        """None for `{ toString(): string }` and its like, which say nothing about JSON."""
        word = self._take()
        if word == "{":
            self._past("{", "}")
            return None
        if word == "(":
            found = self.type()
            self._expect(")")
        elif word == "Exclude":  # of the keys of an object: any of them is a text
            self._expect("<")
            self._past("<", ">")
            found = "String"
        elif word[0] in '"-0123456789':
            found = {"enum": [json.loads(word)]}
        else:
            found = _named(word)
        while self._skip("["):
            self._expect("]")
            found = {"array": found}
        return found

    def _past(self, opening: str, closing: str) -> None:
        depth = 1
        while depth:
            token = self._take()
            depth += (token == opening) - (token == closing)

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        if not token:
            raise DeclarationError("a declaration ends too early")
        self._at += 1
        return str(token)

    def _skip(self, wanted: str) -> bool:
        found = self._peek() == wanted
        self._at += found
        return found

    def _expect(self, wanted: str) -> None:
        token = self._take()
        if token != wanted:
            raise DeclarationError(f"{wanted!r} expected, not {token!r}")


def union(members: list[Type]) -> Type:
    """One type out of several: literals become one enum, what is there twice stays once."""
    literals = [each["enum"] for each in members if isinstance(each, dict) and "enum" in each]
    rest: list[Type] = []
    for each in members:
        if not (isinstance(each, dict) and "enum" in each) and each not in rest:
            rest.append(each)
    if literals:
        rest.append({"enum": [value for values in literals for value in values]})
    if not rest:
        raise DeclarationError("a type of nothing that JSON can carry")
    return rest[0] if len(rest) == 1 else {"any": rest}


def _named(token: str) -> str:
    name = token.removeprefix("Objects.")
    if name in SCALARS:
        return SCALARS[name]
    return name.removeprefix(PREFIX)
