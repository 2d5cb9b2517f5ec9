"""What the buttons' window shows: how to write them, the mistakes, what there is now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager
from aiogram_i18n import I18nContext

from broadcast.model.button import Rows
from handlers.admin.compose.buttons.lines import Mistake, describe
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext
from handlers.language.names import isolated

MISTAKE_KEYS: Mapping[Mistake, str] = {
    Mistake.NO_LINK: "buttons-mistake-no-link",
    Mistake.NO_TEXT: "buttons-mistake-no-text",
    Mistake.LONG_TEXT: "buttons-mistake-long-text",
    Mistake.BAD_LINK: "buttons-mistake-bad-link",
    Mistake.BAD_APP: "buttons-mistake-bad-app",
    Mistake.NO_CODE: "buttons-mistake-no-code",
    Mistake.LONG_CODE: "buttons-mistake-long-code",
    Mistake.NO_ANSWER: "buttons-mistake-no-answer",
    Mistake.LONG_ANSWER: "buttons-mistake-long-answer",
    Mistake.LONG_TAG: "buttons-mistake-long-tag",
    Mistake.LONG_ROW: "buttons-mistake-long-row",
    Mistake.TOO_MANY: "buttons-mistake-too-many",
    Mistake.BAD_FIELD: "placeholder-in-button",
}
SHOWN_MISTAKES = 12  # lines; more would not fit in a message
SHOWN_LINE = 40  # characters of a line that is wrong
SHOWN_PRESENT = 1_500  # characters of the buttons' lines; Fluent takes no value above 2500


async def buttons_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What is sent next fills the gaps only right after these were named."""
    draft = await OpenDraft.at(dialog_manager)
    content = await draft.content()
    variant = draft.variant_of(content)
    buttons = content.said(variant).buttons
    session = DraftSession.of(dialog_manager)
    told = bool(session.mistakes)
    replace(session, mistakes=(), gaps=session.gaps if told else ()).save(dialog_manager)
    return {
        "nothing_taken": told and not session.gaps,
        "some_taken": told and bool(session.gaps),
        "mistakes": mistake_lines(session.mistakes, AdminContext.at(dialog_manager).i18n),
        # Not both: together they may be too long for a message.
        "present": "" if told else shown_rows(buttons),
        "plain": not told,
        "removable": bool(buttons),
        "answers": bool(content.answers(variant)),
        "shares": content.options.shares,
    }


def mistake_lines(mistakes: Sequence[tuple[int, str, str]], i18n: I18nContext) -> str:
    """Of lines that describe no buttons: number, mistake, and what the line says."""
    lines = [
        i18n.get(
            "buttons-line",
            number=str(number),
            mistake=i18n.get(MISTAKE_KEYS[Mistake(name)]),
            line=isolated(line, SHOWN_LINE),
        )
        for number, name, line in mistakes[:SHOWN_MISTAKES]
    ]
    if more := len(mistakes) - len(lines):
        lines.append(i18n.get("buttons-more-lines", count=more))
    return "\n".join(lines)


def shown_rows(rows: Rows) -> str:
    """As they would be typed."""
    text = describe(rows)
    return text if len(text) <= SHOWN_PRESENT else f"{text[: SHOWN_PRESENT - 1]}…"
