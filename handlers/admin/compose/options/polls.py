"""What Telegram does not tell bots of a poll, and its author may say again here."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Case

from botapi.call import Call
from broadcast.model.content import Content
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.wording.text import T

# Bot API: parameters of sendPoll; the buttons are called like them.
SHUFFLED = "shuffle_options"
HIDDEN = "hide_results_until_closes"


def poll_buttons() -> tuple[Button, Button]:
    return (
        _toggle(SHUFFLED, T("options-shuffled-on"), T("options-shuffled-off"), when="is_poll"),
        _toggle(HIDDEN, T("options-hidden-on"), T("options-hidden-off"), when="poll_closes"),
    )


def poll_options(content: Content) -> dict[str, Any]:
    """What the window shows of them."""
    poll = content.poll
    params = {} if poll is None else poll.params
    return {
        "is_poll": poll is not None,
        # Hidden for ever they would be of no use.
        "poll_closes": bool(params.get("close_date") or params.get("open_period")),
        SHUFFLED: bool(params.get(SHUFFLED)),
        HIDDEN: bool(params.get(HIDDEN)),
    }


async def toggle_of_poll(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    draft = await OpenDraft.at(manager)
    content, name = await draft.content(), str(button.widget_id)
    message = tuple(_toggled(call, name) for call in content.message)
    await draft.change(content.with_message(message))
    manager.show_mode = BELOW


def _toggled(call: Call, name: str) -> Call:
    if call.method != "sendPoll":
        return call
    rest = {key: value for key, value in call.params.items() if key != name}
    return replace(call, params=rest if call.params.get(name) else {**rest, name: True})


def _toggle(name: str, when_on: T, when_off: T, *, when: str) -> Button:
    text = Case({True: when_on, False: when_off}, selector=name)
    return Button(text, id=name, on_click=toggle_of_poll, when=when)
