"""The chain of migrations, and Alembic, which walks it on a connection that is handed in.

Alembic takes a while to import: nothing here does before there is something to do.
"""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from db.errors import DatabaseTooNew
from db.schema.metadata import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parents[1] / "migrations"
VERSION_TABLE = "alembic_version"
ONE_AT_A_TIME = threading.Lock()  # Alembic keeps what it works on in one place for the process
VERSION_QUERY = f"SELECT version_num FROM {VERSION_TABLE}"  # noqa: S608 - our own words


def alembic_config() -> "Config":
    """Alembic's settings, made in memory."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: Connection) -> None:
    """To the newest version, in the transaction that the connection is in."""
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    with ONE_AT_A_TIME:
        command.upgrade(config, "head")


def refuse_unknown(stored: str) -> None:
    """Raises DatabaseTooNew for a version that is in no migration here."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(alembic_config())
    if stored not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseTooNew(stored, HEAD)
