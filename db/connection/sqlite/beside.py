"""The file for a program beside the bot."""

from sqlalchemy import Connection
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from db.connection.beside import Beside
from db.connection.sqlite.database import BUSY_TIMEOUT_MS, database_file, plain_engine, trouble
from db.connection.sqlite.file_identity import Standing


class SqliteBeside(Beside):
    """The file must be there."""

    def __init__(self, url: URL) -> None:
        standing = Standing(database_file(url))
        super().__init__(
            plain_engine(url, BUSY_TIMEOUT_MS, standing, writer=False),
            plain_engine(url, BUSY_TIMEOUT_MS, standing, writer=True),
        )

    def _enter(self, connection: Connection) -> None:
        """It begins with BEGIN IMMEDIATE."""

    def _trouble(self, error: DBAPIError) -> Exception:
        return trouble(error)
