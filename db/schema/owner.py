"""Who serves the bot whose schema it is: a table that only PostgreSQL has.

A file is locked by the process that serves its bot. A schema may be reached from many machines:
whoever takes the bot over writes a higher epoch, and every transaction of the bot asks for its own
(db/connection/postgresql/database.py).
"""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, MetaData, Table, Text, true

from db.schema.metadata import metadata

only_postgresql = MetaData(naming_convention=metadata.naming_convention)

owner = Table(
    "owner",
    only_postgresql,
    Column("one", Boolean, primary_key=True, server_default=true()),  # row, and never a second
    Column("epoch", BigInteger, nullable=False),
    Column("node", Text),  # its name; NULL: nobody
    Column("address", Text),  # where other nodes reach it
    Column("since", BigInteger),
    CheckConstraint("one", name="one"),
)
