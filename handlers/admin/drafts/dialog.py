"""The list of drafts, page by page, the card of one, and the question before it is thrown away."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Cancel, SwitchTo
from aiogram_dialog.widgets.text import Multi

from handlers.admin.drafts import actions, getters
from handlers.admin.paged_list import page_buttons, rows
from handlers.admin.states import DraftWindows
from handlers.admin.wording.text import T


def drafts_dialog() -> Dialog:
    return Dialog(_list(), _card(), _discard())


def _list() -> Window:
    return Window(
        T("drafts-title", when="total", page="page", pages="pages", paged="paged"),
        T("drafts-empty", when=~F["total"]),
        rows(actions.open_card),
        page_buttons(T("browse-newer"), T("browse-older")),
        Cancel(T("admin-back")),
        state=DraftWindows.list,
        getter=getters.list_window,
    )


def _card() -> Window:
    return Window(
        Multi(
            T("drafts-card", title="title", author="author", age="age"),
            T("drafts-card-held", when="held", name="holder"),
            T("drafts-card-outside", when="key", key="key"),
            sep="\n\n",
        ),
        Button(T("drafts-open"), id="open", on_click=actions.go_on, when=~F["held"]),
        Button(T("drafts-take-over"), id="take_over", on_click=actions.take_over, when="held"),
        Button(T("duplicate"), id="duplicate", on_click=actions.duplicate),
        Button(T("templates-save"), id="template", on_click=actions.make_template),
        SwitchTo(T("drafts-discard"), id="discard", state=DraftWindows.discard),
        SwitchTo(T("admin-back"), id="list", state=DraftWindows.list),
        state=DraftWindows.card,
        getter=getters.card_window,
    )


def _discard() -> Window:
    return Window(
        T("drafts-discard-sure", when=~F["held"], title="title"),
        T("drafts-discard-held", when="held", title="title", name="holder"),
        Button(T("compose-discard-yes"), id="yes", on_click=actions.discard),
        SwitchTo(T("compose-discard-no"), id="no", state=DraftWindows.card),
        state=DraftWindows.discard,
        getter=getters.card_window,
    )
