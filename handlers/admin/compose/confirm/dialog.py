"""The window that asks whether to launch."""

from aiogram import F
from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Select, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Case, Format, Multi

from handlers.admin.compose.confirm import actions, getters
from handlers.admin.compose.confirm.caps import cap_buttons
from handlers.admin.compose.preview_above import to_draft
from handlers.admin.compose.timing.actions import open_time
from handlers.admin.compose.timing.own_clocks import own_clock_buttons
from handlers.admin.states import Compose
from handlers.admin.wording.text import T

CONFIRM_ID = "confirm"  # and the draft's number: a second tap is known by it


def confirm_window() -> Window:
    return Window(
        _question(),
        LinkPreview(is_disabled=True),
        MessageInput(actions.take_count),
        _confirm(),
        Button(T("compose-time"), id="time", on_click=open_time, when="later"),
        *own_clock_buttons(),
        *cap_buttons(),
        Button(T("people-who"), id="who", on_click=actions.show_recipients, when="asked"),
        Button(T("forwards-copy"), id="copy", on_click=actions.copy_instead, when="too_many"),
        SwitchTo(T("confirm-fallback"), id="fallback", state=Compose.fallback, when="nameless"),
        to_draft("back"),
        state=Compose.confirm,
        getter=getters.confirm_window,
    )


def _question() -> Multi:
    return Multi(
        Format("{note}", when="note"),
        T("confirm-unseen", when="unseen"),
        Format("{cannot}", when="cannot"),
        T(
            "confirm-question",
            recipients="recipients",
            duration="duration",
            when=~F["cannot"] & ~F["all_capped"],
        ),
        Format("{hours}", when="hours"),
        Format("{whom}", when="whom"),
        T("confirm-frozen", when="narrowed"),
        Format("{unwanted}", when="unwanted"),
        Format("{capped}", when="capped"),
        T("forwards-slow", when="forwards"),
        Format("{costs}", when="costs"),
        Format("{versions}", when="versions"),
        Format("{languages}", when="languages"),
        Format("{personal}", when="personal"),
        Format("{clicks}", when="clicks"),
        T("compose-options-on", when="options", options="options"),
        Format("{time}", when="time"),
        Format("{own_time}", when="own_time"),
        T("confirm-mistyped", when="mistyped"),
        T("confirm-type", when="typed", count="recipients"),
        sep="\n\n",
    )


def _confirm() -> Select[int]:
    """At once, later, or though nobody has seen it."""
    return Select(
        Case(
            {
                "anyway": T("confirm-anyway"),
                "plan": T("confirm-plan"),
                "launch": T("confirm-launch"),
            },
            selector=F["data"]["how"],
        ),
        id=CONFIRM_ID,
        item_id_getter=str,
        items="launchable",
        type_factory=int,
        on_click=actions.launch,
    )
