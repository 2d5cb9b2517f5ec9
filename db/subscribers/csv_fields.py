"""The subscribers file: what its columns may hold.

A CSV file in UTF-8 (with or without a byte order mark) that begins with a header line. Only the
column chat_id is required and order is free. Columns of other names are
custom fields (csv_columns.py).

The column language says which one is spoken with the person: written, it is the one chosen in the
chat or else Telegram's; read, it stands for Telegram's, so that it follows the person's own app
from then on and nobody is held to a choice that was never theirs.

No text in it runs as a formula (csv_formulas.py).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from db.knowledge import zones
from db.knowledge.fields import LONGEST_VALUE
from db.knowledge.names import Name
from db.schema.states import SubscriberState
from db.subscribers import csv_tags
from db.subscribers.csv_columns import FurtherColumns
from db.subscribers.csv_files import BadFile
from db.subscribers.csv_formulas import guarded, in_one_line, unguarded
from db.subscribers.csv_moments import NoMoment, moment, rounded
from db.subscribers.csv_tags import TagNames

COLUMNS = ("chat_id", "first_name", "username", "language", "source", "state", "joined_at")
KNOWN = (*COLUMNS, csv_tags.COLUMN)  # columns that are no custom fields
STATES = frozenset(SubscriberState)

LARGEST_ID = 2**52  # Bot API: Chat.id has at most 52 significant bits
SUPERGROUPS_BELOW = -1_000_000_000_000  # Bot API dialog ids: -100… are supergroups and channels
LONGEST_NAME = 256  # characters; Telegram allows 64 for people, 128 for titles
LONGEST_SOURCE = 64  # as in a deep link
LATEST_JOIN = 86_400  # seconds that another machine's clock may be ahead

_ID = re.compile(r"(-?[0-9]{1,16})(?:\.0{1,6})?")  # a column with gaps is often kept as 12.0
_USERNAME = re.compile(r"[A-Za-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}")

Row = tuple[int, str, str, str | None, str | None, str | None, str, int, int]
"""chat_id, kind, first_name, username, language_code, source, state, joined_at, changed_at"""


class BadRow(ValueError):
    """One row cannot be taken; the others can. `kind` is the same for all rows with that fault."""

    def __init__(self, kind: str, value: object = None) -> None:
        super().__init__(kind if value is None else f"{kind}: {value}")
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Header:
    """Where the known columns stand in a row."""

    positions: Mapping[str, int]
    width: int
    further: FurtherColumns

    @classmethod
    def read(cls, fields: Sequence[str]) -> "Header":
        """Raises BadFile."""
        names = [field.strip().lower() for field in fields]
        known = KNOWN
        doubled = sorted({name for name in names if name in known and names.count(name) > 1})
        if doubled:
            raise BadFile(f"the header names {', '.join(doubled)} twice")
        if "chat_id" not in names:
            raise BadFile("the first line must be a header with the column chat_id")
        return cls(
            positions={name: names.index(name) for name in known if name in names},
            width=len(names),
            further=FurtherColumns.read(fields, known),
        )

    def row(self, fields: Sequence[str], now: int) -> Row:
        """A row as the table takes it; `now` stands in for a missing date. Raises BadRow."""
        if len(fields) > self.width and any(fields[self.width :]):
            raise BadRow(f"more fields than the {self.width} of the header", len(fields))

        def value(name: str) -> str:
            position = self.positions.get(name)
            return "" if position is None else _cell(fields, position)

        chat_id = _chat_id(value("chat_id"))
        return (
            chat_id,
            _kind(chat_id),
            _words("first_name", value("first_name"), LONGEST_NAME),
            _username(value("username")),
            _language(value("language")),
            _words("source", value("source"), LONGEST_SOURCE) or None,
            _state(value("state")),
            _moment(value("joined_at"), now),
            now,
        )

    def tags(self, fields: Sequence[str], names: TagNames) -> list[Name]:
        """Raises BadRow."""
        position = self.positions.get(csv_tags.COLUMN)
        if position is None:
            return []
        try:
            return names.read(_cell(fields, position))
        except ValueError as error:
            raise BadRow(str(error)) from None

    def values(self, fields: Sequence[str]) -> list[tuple[str, str]]:
        """What a row says of custom fields, by their folded names. Raises BadRow."""
        found = []
        for column in self.further.columns:
            name = column.name
            if text := _words(name.text, _cell(fields, column.position), LONGEST_VALUE).strip():
                found.append((name.folded, _zone(text) if name.folded == zones.FIELD else text))
        return found


def exported(row: Sequence[Any], values: Sequence[str | None] = ()) -> tuple[Any, ...]:
    """A subscriber, in the order of COLUMNS, as the file holds it: moments are ISO 8601 in UTC.

    `values`: of the custom fields, which come behind.
    """
    chat_id, *texts, state, joined_at = row
    moment = datetime.fromtimestamp(joined_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (chat_id, *map(guarded, texts), state, moment, *map(guarded, values))


def _cell(fields: Sequence[str], position: int) -> str:
    if position >= len(fields):  # spreadsheets leave out empty ones at the end of a line
        return ""
    text = fields[position].strip()
    return unguarded(text)


def _chat_id(text: str) -> int:
    if not text:
        raise BadRow("chat_id is empty")
    if rounded(text):
        raise BadRow("chat_id was rounded by a spreadsheet, its last digits are lost", text)
    number = _ID.fullmatch(text)
    if number is None:
        raise BadRow("chat_id is not a number", _quoted(text))
    chat_id = int(number[1])
    if chat_id == 0:
        raise BadRow("chat_id is zero")
    if abs(chat_id) >= LARGEST_ID:
        raise BadRow("chat_id is too large", text)
    return chat_id


def _kind(chat_id: int) -> str:
    if chat_id > 0:
        return "private"
    return "supergroup" if chat_id < SUPERGROUPS_BELOW else "group"


def _words(column: str, text: str, longest: int) -> str:
    if len(text) > longest:
        raise BadRow(f"{column} is longer than {longest} characters")
    return in_one_line(text)


def _username(text: str) -> str | None:
    name = text.removeprefix("@")
    if name and not _USERNAME.fullmatch(name):
        raise BadRow("username is none of Telegram's", _quoted(text))
    return name or None


def _language(text: str) -> str | None:
    if text and (len(text) > 16 or not _LANGUAGE.fullmatch(text)):
        raise BadRow("language is not a code like en or pt-br", _quoted(text))
    return text.replace("_", "-").lower() or None


def _state(text: str) -> str:
    state = text.lower() or SubscriberState.ACTIVE
    if state not in STATES:
        raise BadRow("unknown state", _quoted(text))
    return state


def _moment(text: str, now: int) -> int:
    if not text:
        return now
    try:
        return moment(text, latest=now + LATEST_JOIN)
    except NoMoment as error:
        raise BadRow(f"joined_at {error}", _quoted(text)) from None


def _zone(text: str) -> str:
    zone = zones.zone_named(text)
    if zone is None:
        raise BadRow("there is no such time zone, write it like Europe/Lisbon", _quoted(text))
    return zone


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
