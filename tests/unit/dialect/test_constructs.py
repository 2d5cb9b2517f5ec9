"""What the databases say in different words means the same on both."""

from typing import Any

import pytest
from sqlalchemy import ColumnElement, func, literal, select, true
from sqlalchemy.engine import make_url

from db.connection.database import Database
from db.dialect import lists
from db.dialect.comparing import (
    by_bytes,
    caseless,
    larger,
    position_in,
    smaller,
    unindexed,
)
from db.dialect.json_fields import integer_in, stands_in, text_in

DOCUMENT = (
    '{"must": [], "topic": 7, "since": null, "name": "Ü \\"x\\"", "options": {"at": 4000000000}}'
)


async def value_of(database: Database, asked: ColumnElement[Any]) -> Any:
    async with database.read() as connection:
        return await connection.scalar(select(asked))


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (integer_in(literal(DOCUMENT), "topic"), 7),
        (integer_in(literal(DOCUMENT), "options.at"), 4_000_000_000),
        (integer_in(literal(DOCUMENT), "since"), None),
        (integer_in(literal(DOCUMENT), "options.nothing"), None),
        (integer_in(literal(DOCUMENT), "nothing.at.all"), None),
        (integer_in(literal(""), "topic"), None),
        (integer_in(literal(DOCUMENT), "topic") == 7, True),
        (text_in(literal(DOCUMENT), "name"), 'Ü "x"'),
        (text_in(literal(DOCUMENT), "must"), "[]"),
        (text_in(literal(DOCUMENT), "since"), None),
        (stands_in(literal(DOCUMENT), "must"), True),
        (stands_in(literal(DOCUMENT), "since"), True),
        (stands_in(literal(DOCUMENT), "nothing"), False),
        (stands_in(literal(""), "must"), False),
        (caseless(literal("pt-BR")) == "pt-br", True),
        (caseless(literal("PT")).between("pt", "pt`"), True),
        (caseless(literal("É")) == "é", False),  # but a-z no letter has a case, on either
        (by_bytes(literal("a")) < by_bytes(literal("Z")), False),
        (func.min(by_bytes(literal("a"))), "a"),
        (position_in(literal("añb"), "b"), 3),
        (position_in(literal("a"), "b"), 0),
        (func.substr("a-b", 1, position_in(literal("a-b"), "-") - 1), "a"),
        (larger(literal(3), 4_000_000_000), 4_000_000_000),
        (smaller(literal(3), 4), 3),
        (unindexed(literal("x")) == "x", True),
    ],
)
async def test_a_value(database: Database, asked: ColumnElement[Any], value: object) -> None:
    assert await value_of(database, asked) == value


async def test_lists_are_rows(database: Database) -> None:
    for rows, given in (
        (lists.numbers("asked"), [5, -(10**13), 5]),
        (lists.words("asked"), ["ü", 'a "b" \\', "{x,y}", ""]),
        (lists.numbers("asked"), []),
    ):
        async with database.read() as connection:
            found = await connection.execute(select(rows.c.value), {"asked": given})
            assert list(found.scalars()) == given


async def test_lists_are_joined(database: Database) -> None:
    """In the order of the left one, where nothing else is asked."""
    left, right = lists.numbers("some"), lists.numbers("others")
    query = select(left.c.value, right.c.value).select_from(left.join(right, true()))
    async with database.read() as connection:
        found = await connection.execute(query, {"some": [1, 2], "others": [3]})
        assert [tuple(row) for row in found] == [(1, 3), (2, 3)]


def test_a_path_is_written_in_code() -> None:
    with pytest.raises(ValueError, match="not a path"):
        text_in(literal(DOCUMENT), "x' OR '1")


def test_statements_of_both_are_kept_apart() -> None:
    """The same statement, put into words once for each and kept, as SQLAlchemy keeps them."""
    query = select(position_in(literal("a"), "b"))
    for url, word in (("sqlite+aiosqlite://", "instr("), ("postgresql+psycopg://", "strpos(")):
        assert word in str(query.compile(dialect=make_url(url).get_dialect()()))
    one, other = (text_in(literal("{}"), path)._generate_cache_key() for path in ("one", "other"))
    assert one is not None
    assert one != other
