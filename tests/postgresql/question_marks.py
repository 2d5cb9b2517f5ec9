"""Statements of tests are written with SQLite's question marks; PostgreSQL's driver has its own."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


def understand() -> None:
    """In every connection of this process."""
    event.listen(Engine, "before_cursor_execute", _translated, retval=True)


def _translated(
    connection: Any, _cursor: object, statement: str, parameters: Any, *_: object
) -> tuple[str, Any]:
    """Statements of the program itself name their parameters."""
    several = parameters[:1] if isinstance(parameters, list) else [parameters]
    if connection.dialect.name == "postgresql" and several and isinstance(several[0], tuple):
        statement = statement.replace("%", "%%") if "?" in statement else statement
        statement = statement.replace("?", "%s")
    return statement, parameters
