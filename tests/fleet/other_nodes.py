"""Nodes that are not as the others: of the next version, or with a clock of their own.

Each of these is called in the child, before anything of Herald runs.
"""

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from db.migrating.chain import MIGRATIONS
from db.schema.metadata import HEAD

NEXT = "9000"
MIGRATION = f'''
from alembic import op

revision, down_revision = "{NEXT}", "{HEAD}"


def upgrade() -> None:
    op.execute("DO $$ BEGIN ASSERT (SELECT node IS NOT NULL FROM owner), 'taken first'; END $$")
    op.execute("ALTER TABLE runs ADD COLUMN of_the_next BIGINT")
'''
RENAMED = """
    ALTER TABLE nodes RENAME TO machines;
    CREATE SCHEMA the_next;
    CREATE VIEW the_next.nodes AS SELECT * FROM machines;
"""


def migrations_of_the_next(folder: Path) -> Path:
    """This version's, and one more."""
    made = folder / "migrations"
    shutil.copytree(MIGRATIONS, made)
    (made / "versions" / f"{NEXT}_next.py").write_text(MIGRATION, encoding="utf-8")
    return made


def next_version(migrations: Path, change: Callable[[object, str, object], None] = setattr) -> None:
    """This tree, and a migration more."""
    from db.migrating import chain

    change(chain, "MIGRATIONS", migrations)
    for name, module in tuple(sys.modules.items()):
        if name.startswith(("bot.", "db.")) and getattr(module, "HEAD", None) == HEAD:
            change(module, "HEAD", NEXT)


def next_tables() -> None:
    """The nodes are called otherwise there; this version's words still do for itself alone."""
    from bot.fleet.register import line, tables

    tables.CHANGES.append(RENAMED)
    changed = line.OPTIONS.replace("search_path=herald", "search_path=herald,the_next")
    setattr(line, "OPTIONS", changed)  # noqa: B010


def clock_ahead(seconds: float, besides: Callable[[], None]) -> None:
    """Somebody has set this machine's clock."""
    besides()
    real = time.time
    setattr(time, "time", lambda: real() + seconds)  # noqa: B010
