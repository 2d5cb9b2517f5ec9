"""Which key is looked at, and what a new one shall be allowed."""

from dataclasses import dataclass

from broadcast.model.outside.key import PER_MINUTE
from db.schema.states import ApiRight
from handlers.admin.dialog_data import DialogData

DAY = 86_400  # seconds
DAYS = (30, 90, 365, 0)  # that a key works, to choose from; 0: for ever


@dataclass(frozen=True, kw_only=True, slots=True)
class KeySession(DialogData):
    """A new one may do little, and ends, unless somebody says otherwise."""

    key_id: int | None = None
    offset: int = 0  # rows above the page; named as handlers/admin/paged_list.py has it
    name: str = ""
    rights: tuple[str, ...] = (ApiRight.DRAFT.value,)
    per_minute: int = PER_MINUTE[1]
    days: int = DAYS[1]
    refused: str | None = None  # why there is no new key; said once
    unseen: bool = False  # the key was made, and did not get through
