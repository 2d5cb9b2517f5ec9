"""The list of templates, the card of one, and the windows that wait for a name."""

from aiogram import F
from aiogram.enums import ContentType
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Row, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.paged_list import page_buttons, rows
from handlers.admin.states import TemplateWindows
from handlers.admin.templates import actions, getters
from handlers.admin.templates.page import on_start
from handlers.admin.wording.text import T


def templates_dialog() -> Dialog:
    return Dialog(_list(), _card(), _name(), _rename(), _remove(), on_start=on_start)


def _list() -> Window:
    return Window(
        T("templates-title", when="total", page="page", pages="pages", paged="paged"),
        T("templates-empty", when=~F["total"]),
        rows(actions.open_card),
        page_buttons(T("questions-back"), T("questions-more")),
        Cancel(T("admin-back")),
        state=TemplateWindows.list,
        getter=getters.list_window,
    )


def _card() -> Window:
    return Window(
        Multi(
            T("templates-card", name="name"),
            Format("{words}", when="words"),
            sep="\n\n",
        ),
        Button(T("templates-use"), id="use", on_click=actions.use),
        Row(
            SwitchTo(T("templates-rename"), id="rename", state=TemplateWindows.rename),
            SwitchTo(T("templates-remove"), id="remove", state=TemplateWindows.remove),
        ),
        SwitchTo(T("admin-back"), id="list", state=TemplateWindows.list),
        state=TemplateWindows.card,
        getter=getters.card_window,
    )


def _name() -> Window:
    return Window(
        Multi(
            Format("{refused}", when="refused"),
            T("templates-how", longest="longest"),
            sep="\n\n",
        ),
        MessageInput(actions.save, content_types=ContentType.ANY),
        Button(T("admin-back"), id="back", on_click=actions.leave_name),
        state=TemplateWindows.name,
        getter=getters.name_window,
    )


def _rename() -> Window:
    return Window(
        Multi(
            Format("{refused}", when="refused"),
            T("templates-how-rename", name="name", longest="longest"),
            sep="\n\n",
        ),
        MessageInput(actions.rename, content_types=ContentType.ANY),
        SwitchTo(T("admin-back"), id="card", state=TemplateWindows.card),
        state=TemplateWindows.rename,
        getter=getters.card_window,
    )


def _remove() -> Window:
    return Window(
        T("templates-remove-sure", name="name"),
        Button(T("templates-remove-yes"), id="yes", on_click=actions.remove),
        SwitchTo(T("templates-remove-no"), id="no", state=TemplateWindows.card),
        state=TemplateWindows.remove,
        getter=getters.card_window,
    )
