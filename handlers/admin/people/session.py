"""Whose names are shown, and which page of them."""

from dataclasses import dataclass

from handlers.admin.dialog_data import DialogData


@dataclass(frozen=True, kw_only=True, slots=True)
class PeopleSession(DialogData):
    audience: str = "{}"  # JSON of db.audience.audience.Audience
    offset: int = 0  # people above the page
