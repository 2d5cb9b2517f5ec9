"""What the windows of a draft's versions show."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.content import Content
from broadcast.model.versions.measured import measure_of
from broadcast.model.versions.plan import MOST_VERSIONS
from broadcast.model.versions.verdict import Measure
from handlers.admin.compose.capture.getters import take_unusable
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.session import DraftSession
from handlers.admin.compose.versions.actions import BY_HAND, most_percent
from handlers.admin.context import AdminContext
from handlers.admin.wording.durations import HOUR, shown_wait
from handlers.admin.wording.titles import letter, message_title

MEASURE_KEYS: Mapping[Measure, str] = {
    Measure.ANSWERS: "versions-by-answers",
    Measure.STAYED: "versions-by-leaving",
}
QUICK_SHARES = (5, 10, 20, 25, 50)  # percent
QUICK_TIMES = (HOUR, 4 * HOUR, 24 * HOUR)  # seconds


async def versions_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    content, opened = await draft.content(), draft.focus.version
    count = content.versions
    several = count > 1
    waits = content.test.holds_back(count)
    by_hand = waits and content.test.seconds is None
    return {
        "several": several,
        "by_itself": waits and not by_hand,
        "lines": "\n".join(plan_lines(content, admin)) if several else "",
        "shown": [(n, _label(content, n, opened, admin)) for n in range(count)] if several else [],
        "next": letter(count) if count < MOST_VERSIONS else "",
        "opened": letter(opened) if several else "",
        "share": str(content.test.share_of_each(count)),
        "duration": _wait(content, admin) if waits else "",
        "by_hand": by_hand,
    }


async def new_version_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    draft = await OpenDraft.at(dialog_manager)
    count = (await draft.content()).versions
    return {
        "letter": letter(min(count, MOST_VERSIONS - 1)),
        "unusable": take_unusable(dialog_manager),
    }


async def share_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    i18n = AdminContext.at(dialog_manager).i18n
    content = await (await OpenDraft.at(dialog_manager)).content()
    most = most_percent(content)
    return {
        "bad": _take_bad(dialog_manager),
        "most": str(most),
        "count": str(content.versions),
        "shares": [
            (percent, i18n.get("versions-percent", share=str(percent)))
            for percent in QUICK_SHARES
            if percent <= most
        ],
    }


async def time_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    times = [(one, shown_wait(one, admin.texts, admin.i18n.locale)) for one in QUICK_TIMES]
    return {
        "bad": _take_bad(dialog_manager),
        "times": [*times, (BY_HAND, admin.i18n.get("versions-by-hand"))],
    }


def plan_lines(content: Content, admin: AdminContext) -> list[str]:
    """Who gets them and when, and what decides which is better."""
    i18n, plan, count = admin.i18n, content.test, content.versions
    if not plan.holds_back(count):
        return [i18n.get("versions-nobody-waits", count=count)]
    share = plan.share_of_each(count)
    lines = [
        i18n.get("versions-each", count=count, share=str(share), rest=str(100 - share * count))
    ]
    if plan.seconds is None:
        lines.append(i18n.get("versions-when-by-hand"))
    else:
        lines.append(i18n.get("versions-when", duration=_wait(content, admin)))
    lines.append(i18n.get(MEASURE_KEYS[measure_of(content)]))
    return lines


def _wait(content: Content, admin: AdminContext) -> str:
    seconds = content.test.seconds
    return "" if seconds is None else shown_wait(seconds, admin.texts, admin.i18n.locale)


def _label(content: Content, version: int, opened: int, admin: AdminContext) -> str:
    message = content.said(content.number_of(None, version)).message
    title = message_title(message[0], admin.texts, admin.i18n.locale)
    mark = "👁 " if version == opened else ""
    return f"{mark}{letter(version)} · {title}"


def _take_bad(manager: DialogManager) -> bool:
    """Whether what was typed could not be read; it is not said again."""
    session = DraftSession.of(manager)
    replace(session, bad_typed=False).save(manager)
    return session.bad_typed
