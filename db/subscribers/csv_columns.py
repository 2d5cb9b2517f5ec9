"""The further columns of a subscribers file: each becomes a custom field.

A column that is named nearly as a known one is no field: it would be taken for the other, so the
file is refused until it has another name. One whose name cannot stand in braces in a text is left
alone, and told.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from db.knowledge import zones
from db.knowledge.fields import LONGEST_NAME, MOST, RESERVED, is_name
from db.knowledge.names import Name
from db.schema.knowledge import fields
from db.subscribers.csv_files import BadFile

_BLANKS = re.compile(r"[\s_.\-]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is a field, and where it stands in a row."""

    position: int
    name: Name


@dataclass(frozen=True, kw_only=True, slots=True)
class FurtherColumns:
    columns: tuple[Column, ...] = ()
    left: tuple[str, ...] = ()  # names that no field can have

    @classmethod
    def read(cls, header: Sequence[str], known: Collection[str]) -> "FurtherColumns":
        """`known`: the columns that are no fields. Raises BadFile."""
        names = [(place, Name.read(text)) for place, text in enumerate(header)]
        others = [(place, name) for place, name in names if name.folded not in known]
        for _, name in others:
            _check_apart(name, known)
        columns = tuple(Column(place, name) for place, name in others if _can_be_one(name))
        folded = [column.name.folded for column in columns]
        doubled = sorted({name for name in folded if folded.count(name) > 1})
        if doubled:
            raise BadFile(f"the header names {', '.join(doubled)} twice")
        left = tuple(name.text for _, name in others if not _can_be_one(name) and name.text)
        return cls(columns=columns, left=left)

    @property
    def told(self) -> str:
        """A sentence about those that are left alone; "" where there are none."""
        if not self.left:
            return ""
        names = ", ".join(f"“{name}”" for name in self.left)
        return (
            f"no fields are made of the columns {names}: a field's name begins with a letter and "
            f"has at most {LONGEST_NAME} letters, digits, blanks, dots and dashes"
        )


def add_fields(connection: Connection, columns: Iterable[Column], now: int) -> dict[str, int]:
    """Their ids by folded name, new ones for those that are not known. Raises BadFile."""
    known = connection.execute(select(fields.c.folded, fields.c.id))
    ids = {str(folded): int(number) for folded, number in known}
    new = [column.name for column in columns if column.name.folded not in ids]
    if new and len(ids) + len(new) > MOST:
        raise BadFile(
            f"there are at most {MOST} fields, and with the columns of this file there would "
            f"be {len(ids) + len(new)}: take some of them out; nothing was imported"
        )
    for name in new:
        row = insert(fields).values(name=name.text, folded=name.folded, created_at=now)
        ids[name.folded] = connection.execute(row.returning(fields.c.id)).scalar_one()
    return ids


def _can_be_one(name: Name) -> bool:
    return is_name(name.text) and name.fits(LONGEST_NAME)


def _check_apart(name: Name, known: Collection[str]) -> None:
    other = None if name.folded == zones.FIELD else taken_for(name, (*known, zones.FIELD))
    if other == RESERVED:
        raise BadFile(
            f"the column “{name.text}” would be taken for the moments that texts can say, "
            f"{{{RESERVED} …}}: call it something else; nothing was imported"
        )
    if other is not None:
        raise BadFile(
            f"the column “{name.text}” would be taken for {other}: call it {other} if it is "
            "that, or else something different; nothing was imported"
        )


def taken_for(name: Name, known: Collection[str]) -> str | None:
    """What a column of that name would be taken for, which is no field."""
    squeezed = _BLANKS.sub("", name.folded)
    return next((one for one in (*known, RESERVED) if squeezed == _BLANKS.sub("", one)), None)
