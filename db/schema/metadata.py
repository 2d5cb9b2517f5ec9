"""What the tables have in common.

Moments are whole Unix seconds (UTC). `HEAD` is the newest migration; a test compares both it and
the tables with what the migrations really make.
"""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, MetaData

HEAD = "0012"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """The column holds one of these words."""
    quoted = ",".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({quoted})", name=column)
