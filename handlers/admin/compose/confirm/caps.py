"""What the confirm window says about the cap: how many of them have had enough this week, and
whether they get it all the same."""

from dataclasses import replace
from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Keyboard
from aiogram_dialog.widgets.text import Case

from db.audience.audience import Audience
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.timing.actions import open_time
from handlers.admin.context import AdminContext
from handlers.admin.wording.text import T


def cap_buttons() -> tuple[Keyboard, ...]:
    """What it says is done by a tap. Where all have had enough it is written to them later: at
    another time."""
    return (
        Button(
            Case({True: T("capped-leave-out"), False: T("capped-send-all")}, selector="over_cap"),
            id="over_cap",
            on_click=_turn,
            when="capped",
        ),
        Button(
            T("capped-write-later"),
            id="write_later",
            on_click=open_time,
            when=F["all_capped"] & ~F["data"]["later"],
        ),
    )


async def cap_lines(
    admin: AdminContext, audience: Audience, draft_id: int, recipients: int, *, at: int | None
) -> dict[str, Any]:
    """Nothing where no cap is set, or nobody has had enough. `missing`: how many of the recipients
    do not get it; `at`: when it goes out. Raises CannotAsk."""
    most, over_cap = admin.doors.caps.most, audience.over_cap
    found = 0 if most is None else await admin.doors.caps.over(draft_id, audience, at=at)
    count = min(found, recipients)
    if most is None or not (count or over_cap):
        return {"capped": "", "over_cap": over_cap, "missing": 0, "all_capped": False}
    missing = 0 if over_cap else count
    everybody = missing > 0 and missing == recipients
    key = "capped-all" if everybody else "capped-get-it" if over_cap else "capped-miss-it"
    then = "now" if at is None else "then"
    return {
        "capped": admin.i18n.get(key, count=count, most=most, when=then),
        "over_cap": over_cap,
        "missing": missing,
        "all_capped": everybody,
    }


async def _turn(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The window, shown anew, says what holds now."""
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    audience = Audience.load((await draft.stored()).audience)
    turned = replace(audience, over_cap=not audience.over_cap)
    await admin.doors.drafts.choose(draft.draft_id, turned, by=await admin.actor())
