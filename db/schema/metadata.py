"""What the tables have in common.

Moments are whole Unix seconds (UTC). `HEAD` is the newest migration; a test compares both it and
the tables with what the migrations really make.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Integer, MetaData, TextClause

HEAD = "0015"

# Moments, keys and counts. SQLite's INTEGER has 64 bits, and is the only one that it numbers by
# itself; PostgreSQL's has 32, which a moment outgrows in 2038.
Whole = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def numbered() -> Column[int]:
    """The key `id`, which the database gives. (Not SERIAL: its sequences are things of their own,
    that nobody but the table's owner may read.)"""
    return Column("id", Whole, Identity(), primary_key=True, autoincrement=True)


def of_rows(condition: TextClause) -> dict[str, Any]:
    """Arguments of an index that holds these rows only."""
    return {"sqlite_where": condition, "postgresql_where": condition}


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """The column holds one of these words."""
    quoted = ",".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({quoted})", name=column)
