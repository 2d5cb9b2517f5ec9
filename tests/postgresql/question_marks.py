"""Statements of tests are written with SQLite's question marks; PostgreSQL's driver has its own."""

import re
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

_OF_THE_DRIVER = re.compile(r"%s\b(?!%)")


def understand() -> None:
    """In every connection of this process."""
    event.listen(Engine, "before_cursor_execute", _translated, retval=True)


def _translated(
    connection: Any, _cursor: object, statement: str, parameters: Any, context: Any, *_: object
) -> tuple[str, Any]:
    """Statements of the program itself are SQLAlchemy's, or in the driver's words."""
    is_plain = context.compiled is None and not _OF_THE_DRIVER.search(statement)
    if connection.dialect.name == "postgresql" and is_plain:
        statement = statement.replace("%", "%%").replace("?", "%s")
    return statement, parameters
