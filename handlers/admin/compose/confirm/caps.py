"""What the confirm window says about the cap: how many of them have had enough this week, and
whether they get it all the same."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Keyboard
from aiogram_dialog.widgets.text import Case

from db.audience.audience import Audience
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.context import AdminContext
from handlers.admin.wording.text import T


def cap_button() -> Keyboard:
    """What it says is done by a tap."""
    return Button(
        Case({True: T("capped-write-later"), False: T("capped-send-all")}, selector="over_cap"),
        id="over_cap",
        on_click=_turn,
        when="capped",
    )


async def cap_lines(admin: AdminContext, audience: Audience, draft_id: int) -> dict[str, Any]:
    """Nothing where no cap is set, or nobody has had enough. Raises CannotAsk."""
    most = admin.doors.caps.most
    count = 0 if most is None else await admin.doors.caps.over(draft_id, audience)
    if most is None or not (count or audience.over_cap):
        return {"capped": "", "over_cap": audience.over_cap}
    key = "capped-get-it" if audience.over_cap else "capped-miss-it"
    return {
        "capped": admin.i18n.get(key, count=count, most=most),
        "over_cap": audience.over_cap,
    }


async def _turn(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The window, shown anew, says what holds now."""
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    audience = Audience.load((await draft.stored()).audience)
    turned = replace(audience, over_cap=not audience.over_cap)
    await admin.doors.drafts.choose(draft.draft_id, turned, by=await admin.actor())
