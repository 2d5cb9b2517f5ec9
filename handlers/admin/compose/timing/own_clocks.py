"""10:00 their time: whether everybody gets it when their own clock shows the time that was chosen.

The button stands in the question before the launch, where a time was chosen and the time zone of
anybody who would get it is known.
"""

from datetime import datetime
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Case

from broadcast.doors.hours.zones import WHOSE_IS_KNOWN
from db.audience.audience import Audience
from db.people.whom import Matching
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext
from handlers.admin.navigation import Group, show_groups
from handlers.admin.wording.text import T


def own_clock_buttons() -> tuple[Button, Button]:
    turn = Case({True: T("own-clocks-on"), False: T("own-clocks-off")}, selector="own")
    return (
        Button(turn, id="own", on_click=_turn, when="own_known"),
        Button(T("zones-known", count="own_known"), id="zones", on_click=_show, when="own_known"),
    )


async def own_clocks(manager: DialogManager, audience: Audience, recipients: int) -> dict[str, Any]:
    """What the window shows of it. Raises CannotAsk."""
    admin, session = AdminContext.at(manager), DraftSession.of(manager)
    if session.at is None or not recipients:
        return {"own": False, "own_known": 0, "own_time": ""}
    known = sum((await admin.doors.zones.among(audience)).values())
    own = session.own and known > 0
    time = await _said(session.at, known, recipients, admin) if own else ""
    return {"own": own, "own_known": known, "own_time": time}


async def _said(at: int, known: int, recipients: int, admin: AdminContext) -> str:
    own = await admin.doors.zones.own_clocks(at)
    clock = datetime.fromisoformat(own.local_time).strftime("%H:%M")
    lines = [admin.i18n.get("own-clocks-time", clock=clock, time=admin.when(own.begins))]
    if unknown := recipients - known:
        lines.append(admin.i18n.get("own-clocks-unknown", count=unknown, zone=admin.timezone.key))
    return " ".join(lines)


async def _turn(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    session = DraftSession.of(manager)
    await (await OpenDraft.at(manager)).put_off(session.at, own=not session.own)


async def _show(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    stored = await (await OpenDraft.at(manager)).stored()
    whom = Matching(audience=Audience.load(stored.audience), within=WHOSE_IS_KNOWN)
    await show_groups(manager, [Group("", whom)])
