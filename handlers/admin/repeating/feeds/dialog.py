"""A feed: its address, what was found, its card, the words of an item, how many a day."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Group, Row, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Case, Format, Multi

from handlers.admin.paged_list import choices
from handlers.admin.repeating.feeds import actions, getters
from handlers.admin.states import FeedWindows
from handlers.admin.wording.text import T


def feeds_dialog() -> Dialog:
    windows = _address(), _found(), _card(), _template(), _most(), _remove()
    return Dialog(*windows, on_start=actions.on_start)


def _address() -> Window:
    return Window(
        Multi(Format("{said}", when="said"), T("feeds-how"), sep="\n\n"),
        LinkPreview(is_disabled=True),
        MessageInput(actions.take_address),
        SwitchTo(T("admin-back"), id="card", state=FeedWindows.card, when="has_feed"),
        Cancel(T("admin-back"), when=~F["has_feed"]),
        state=FeedWindows.address,
        getter=getters.address_window,
    )


def _found() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("feeds-found", title="title", url="url", count="count"),
            T("feeds-found-old"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        Button(T("feeds-use"), id="use", on_click=actions.use),
        SwitchTo(T("feeds-other"), id="other", state=FeedWindows.address),
        Cancel(T("admin-back")),
        state=FeedWindows.found,
        getter=getters.found_window,
    )


def _card() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("feeds-none", when=~F["there"]),
            T(
                "feeds-card",
                when="there",
                title="title",
                url="url",
                waiting="waiting",
                most="most",
                read="read",
            ),
            Format("{fails}", when="fails"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        Row(
            Button(T("feeds-newest"), id="newest", on_click=actions.show_newest),
            Button(T("feeds-read-now"), id="read", on_click=actions.read_now),
            when="there",
        ),
        Row(
            SwitchTo(T("feeds-template"), id="template", state=FeedWindows.template),
            SwitchTo(T("feeds-most", most="most"), id="most", state=FeedWindows.most),
            when="there",
        ),
        Button(
            Case({True: T("feeds-without"), False: T("feeds-with")}, selector="heading"),
            id="heading",
            on_click=actions.turn_heading,
            when="there",
        ),
        Row(
            SwitchTo(T("feeds-other"), id="other", state=FeedWindows.address),
            SwitchTo(T("feeds-remove"), id="remove", state=FeedWindows.remove),
            when="there",
        ),
        Cancel(T("admin-back")),
        state=FeedWindows.card,
        getter=getters.card_window,
    )


def _template() -> Window:
    return Window(
        Multi(Format("{said}", when="said"), T("feeds-template-how", words="words"), sep="\n\n"),
        MessageInput(actions.take_template),
        Button(T("feeds-usual"), id="usual", on_click=actions.use_usual),
        SwitchTo(T("admin-back"), id="card", state=FeedWindows.card),
        state=FeedWindows.template,
        getter=getters.template_window,
    )


def _most() -> Window:
    return Window(
        T("feeds-most-how"),
        Group(choices("count", "counts", actions.choose_most, int), width=3),
        SwitchTo(T("admin-back"), id="card", state=FeedWindows.card),
        state=FeedWindows.most,
        getter=getters.most_window,
    )


def _remove() -> Window:
    return Window(
        T("feeds-remove-sure", title="title", when="there"),
        T("feeds-none", when=~F["there"]),
        Button(T("feeds-remove-yes"), id="yes", on_click=actions.remove, when="there"),
        SwitchTo(T("feeds-remove-no"), id="no", state=FeedWindows.card),
        state=FeedWindows.remove,
        getter=getters.card_window,
    )
