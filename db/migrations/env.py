"""Runs the migrations on the connection that db.migrate hands over.

There is no alembic.ini: the program migrates itself, and needs no second place for its settings.
"""

from alembic import context

from db.schema import (  # noqa: F401 - the tables themselves
    admins,
    broadcasts,
    certainty,
    knowledge,
    ledger,
    subscribers,
)
from db.schema.automation import api, caps, clicks, outgoing, repeating, series  # noqa: F401
from db.schema.metadata import metadata
from db.schema.studio import answers, composing, inbox, links, notices, planning  # noqa: F401

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # All of them or none: a power cut in the middle leaves the old version.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
