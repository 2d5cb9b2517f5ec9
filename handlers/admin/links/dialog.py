"""The list of links, the card of one, and the windows that wait for a name or a code."""

from aiogram import F
from aiogram.enums import ContentType
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import (
    Button,
    Cancel,
    Group,
    Row,
    SwitchTo,
)
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.links import actions, getters
from handlers.admin.paged_list import choices, page_buttons, rows, scrolled
from handlers.admin.paged_names import name_buttons
from handlers.admin.states import LinkWindows
from handlers.admin.wording.text import T

NUMBERS_IN_ROW = 3  # seven digits each still fit on a phone


def links_dialog() -> Dialog:
    return Dialog(
        *(_list(), _name(), _card(), _people(), _rename(), _code()),
        *(_tag(), _delete(), _others()),
    )


def _list() -> Window:
    return Window(
        Multi(
            T("links-title", when="total", page="page", pages="pages", paged="paged"),
            T("links-empty", when=~F["total"]),
            sep="\n\n",
        ),
        rows(actions.open_card),
        page_buttons(T("browse-newer"), T("browse-older")),
        SwitchTo(T("links-new"), id="new", state=LinkWindows.name),
        SwitchTo(
            T("links-others", count="others"), id="others", state=LinkWindows.others, when="others"
        ),
        Button(
            T("links-places", count="places"),
            id="places",
            on_click=actions.show_places,
            when="places",
        ),
        Cancel(T("admin-back")),
        state=LinkWindows.list,
        getter=getters.list_window,
    )


def _name() -> Window:
    return Window(
        Multi(Format("{mistake}", when="mistake"), T("links-how", most="most"), sep="\n\n"),
        MessageInput(actions.add, content_types=ContentType.ANY),
        SwitchTo(T("admin-back"), id="back", state=LinkWindows.list),
        state=LinkWindows.name,
        getter=getters.name_window,
    )


def _card() -> Window:
    return Window(
        Multi(
            T("links-unseen", when="unseen"),
            T("links-card", name="name", link="link"),
            T("links-tagged", when="tag", tag="tag"),
            Format("{figures}"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        Group(
            choices("who", "numbers", actions.open_people),
            width=NUMBERS_IN_ROW,
        ),
        Button(T("links-picture"), id="picture", on_click=actions.show_picture),
        Row(
            SwitchTo(T("links-rename"), id="rename", state=LinkWindows.rename),
            SwitchTo(T("links-code"), id="code", state=LinkWindows.code, when=~F["fixed"]),
        ),
        SwitchTo(T("links-tag"), id="tag", state=LinkWindows.tag),
        SwitchTo(T("links-delete"), id="delete", state=LinkWindows.delete),
        Button(T("menu-refresh"), id="refresh"),
        SwitchTo(T("admin-back"), id="list", state=LinkWindows.list),
        state=LinkWindows.card,
        getter=getters.card_window,
    )


def _rename() -> Window:
    return Window(
        Multi(Format("{mistake}", when="mistake"), T("links-how-name", most="most"), sep="\n\n"),
        MessageInput(actions.rename, content_types=ContentType.ANY),
        SwitchTo(T("admin-back"), id="back", state=LinkWindows.card),
        state=LinkWindows.rename,
        getter=getters.name_window,
    )


def _code() -> Window:
    return Window(
        Multi(Format("{mistake}", when="mistake"), T("links-how-code"), sep="\n\n"),
        MessageInput(actions.change_code, content_types=ContentType.ANY),
        SwitchTo(T("admin-back"), id="back", state=LinkWindows.card),
        state=LinkWindows.code,
        getter=getters.name_window,
    )


def _people() -> Window:
    return Window(
        T("links-people", name="name", figure="title"),
        Format("\n{lines}"),
        name_buttons(),
        SwitchTo(T("admin-back"), id="card", state=LinkWindows.card),
        state=LinkWindows.people,
        getter=getters.people_window,
    )


def _tag() -> Window:
    return Window(
        Multi(
            Format("{refused}", when="refused"),
            T("links-tag-unknown", tag="typed", near="near", when="near"),
            T("links-how-tag", longest="longest", when=~F["near"]),
            T("links-tagged", when="tag", tag="tag"),
            sep="\n\n",
        ),
        MessageInput(actions.take_tag, content_types=ContentType.ANY),
        Button(T("links-tag-near", tag="near"), id="near", on_click=actions.near_tag, when="near"),
        Button(T("links-tag-new", tag="typed"), id="typed", on_click=actions.new_tag, when="near"),
        Button(T("links-tag-none"), id="none", on_click=actions.no_tag, when="tag"),
        SwitchTo(T("admin-back"), id="back", state=LinkWindows.card),
        state=LinkWindows.tag,
        getter=getters.tag_window,
    )


def _delete() -> Window:
    return Window(
        T("links-delete-sure", name="name"),
        Button(T("links-delete-yes"), id="yes", on_click=actions.delete),
        SwitchTo(T("links-delete-no"), id="no", state=LinkWindows.card),
        state=LinkWindows.delete,
        getter=getters.card_window,
    )


def _others() -> Window:
    return Window(
        T("links-others-title"),
        scrolled(choices("other", "codes", actions.show_code), "others"),
        T("links-others-more", when="more", count="more"),
        SwitchTo(T("admin-back"), id="back", state=LinkWindows.list),
        state=LinkWindows.others,
        getter=getters.others_window,
    )
