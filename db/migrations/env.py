"""Runs the migrations on the connection that db.migrate hands over.

There is no alembic.ini: the program migrates itself, and needs no second place for its settings.
"""

from alembic import context

from db.migrating.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # All of them or none: a power cut in the middle leaves the old version.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
