"""What people wrote: by broadcast, by person, and the window that waits for an answer."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.inbox import actions, getters
from handlers.admin.inbox.page import on_start
from handlers.admin.paged_list import page_buttons, rows
from handlers.admin.states import InboxWindows
from handlers.admin.wording.text import T


def inbox_dialog() -> Dialog:
    return Dialog(_list(), _people(), _person(), _answer(), on_start=on_start)


def _list() -> Window:
    return Window(
        Multi(
            T("replies-title", page="page", pages="pages", paged="paged"),
            T("replies-waiting", when="total", count="waiting"),
            T("replies-none", when=~F["total"]),
            sep="\n\n",
        ),
        rows(actions.open_broadcast),
        page_buttons(T("browse-newer"), T("browse-older")),
        Button(T("replies-everybody"), id="everybody", on_click=actions.open_everybody),
        Button(T("menu-refresh"), id="refresh"),
        Cancel(T("admin-back")),
        state=InboxWindows.list,
        getter=getters.list_window,
    )


def _people() -> Window:
    return Window(
        T(
            "replies-after",
            when="of_one",
            number="number",
            page="page",
            pages="pages",
            paged="paged",
        ),
        T("replies-all", when=~F["of_one"], page="page", pages="pages", paged="paged"),
        rows(actions.open_person),
        page_buttons(T("browse-newer"), T("browse-older")),
        Button(T("admin-back"), id="back", on_click=actions.back_to_list),
        state=InboxWindows.people,
        getter=getters.people_window,
    )


def _person() -> Window:
    return Window(
        Multi(
            Format("{note}", when="note"),
            T("replies-person", name="name"),
            T("replies-person-waiting", when="waiting", count="waiting", moment="last"),
            T("replies-person-answered", when="answered", name="answered_by", moment="answered_at"),
            T("replies-person-held", when="held", name="holder", moment="since"),
            sep="\n\n",
        ),
        Button(T("replies-show"), id="show", on_click=actions.show_messages, when="unshown"),
        Button(T("replies-earlier"), id="more", on_click=actions.show_messages, when="has_earlier"),
        Button(T("replies-answer"), id="answer", on_click=actions.answer, when=~F["held"]),
        Button(T("replies-take-over"), id="take_over", on_click=actions.take_over, when="held"),
        Button(T("replies-settle"), id="settle", on_click=actions.needs_none, when="waiting"),
        SwitchTo(T("admin-back"), id="back", state=InboxWindows.people),
        state=InboxWindows.person,
        getter=getters.person_window,
    )


def _answer() -> Window:
    return Window(
        T("replies-how", name="name"),
        MessageInput(actions.take_answer),
        Button(T("replies-never-mind"), id="never_mind", on_click=actions.never_mind),
        state=InboxWindows.answer,
        getter=getters.answer_window,
    )
