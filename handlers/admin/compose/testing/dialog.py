"""The question for whom the test is."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Multi

from handlers.admin.compose.preview_above import Remark, to_draft, unasked
from handlers.admin.compose.testing import actions, getters
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def test_window() -> Window:
    return Window(
        Multi(Remark(), T("test-ask"), sep="\n\n"),
        unasked(),
        Button(T("test-me"), id="test_me", on_click=actions.send_to_author),
        Button(
            T("test-group", count="testers"),
            id="test_group",
            on_click=actions.send_to_group,
            when="testers",
        ),
        to_draft("back"),
        state=Compose.test,
        getter=getters.test_window,
    )
