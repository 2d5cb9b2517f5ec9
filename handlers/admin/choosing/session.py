"""What the dialog remembers: whose audience it is, and what is being chosen."""

from dataclasses import dataclass, replace
from typing import Self

from handlers.admin.dialog_data import DialogData


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoosingSession(DialogData):
    draft_id: int | None = None  # else it is a segment's, or a series'
    segment_id: int | None = None
    series_id: int | None = None
    excluding: bool = False  # which list a tap adds to: Must not, else Must
    kind: str | None = None  # of handlers/admin/choosing/kinds/registry.py
    field: str | None = None  # whose values are shown
    negated: bool = False  # of a field: is not
    broadcast: int | None = None  # whose recipients are asked for
    wanted: str | None = None  # words of the titles that are shown; None: all of them
    above: int = 0  # broadcasts before those that are shown
    said: str | None = None  # once, in the admin's words
    displaced: bool = False  # something was sent below the draft's preview

    def at_kind(self, kind: str | None) -> Self:
        """Begin with another kind, or with none."""
        return replace(
            self, kind=kind, field=None, negated=False, broadcast=None, wanted=None, above=0
        )
