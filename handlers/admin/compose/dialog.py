"""The windows in which a broadcast is composed; the preview stands above them."""

from aiogram_dialog import Dialog

from handlers.admin.compose.buttons.dialog import buttons_window
from handlers.admin.compose.capture.dialog import message_window
from handlers.admin.compose.confirm.dialog import confirm_window
from handlers.admin.compose.languages.dialog import (
    languages_window,
    new_language_window,
    version_window,
)
from handlers.admin.compose.messages.dialog import messages_window, one_message_window
from handlers.admin.compose.opening import on_start
from handlers.admin.compose.options.deletion import deletion_window
from handlers.admin.compose.options.dialog import (
    hours_window,
    look_window,
    options_window,
    speed_window,
)
from handlers.admin.compose.options.links import links_window
from handlers.admin.compose.paying.dialog import stars_window
from handlers.admin.compose.personal.dialog import fallback_window, personal_window
from handlers.admin.compose.preview.actions import after_another
from handlers.admin.compose.preview.dialog import discard_window, draft_window
from handlers.admin.compose.rich.dialog import rich_window
from handlers.admin.compose.testing.dialog import test_window
from handlers.admin.compose.versions.dialog import (
    new_version_window,
    share_window,
    time_window,
    versions_window,
)


def compose_dialog() -> Dialog:
    return Dialog(
        message_window(),
        draft_window(),
        buttons_window(),
        options_window(),
        look_window(),
        links_window(),
        hours_window(),
        speed_window(),
        languages_window(),
        new_language_window(),
        version_window(),
        versions_window(),
        new_version_window(),
        share_window(),
        time_window(),
        personal_window(),
        fallback_window(),
        messages_window(),
        one_message_window(),
        rich_window(),
        stars_window(),
        deletion_window(),
        test_window(),
        confirm_window(),
        discard_window(),
        on_start=on_start,
        on_process_result=after_another,
    )
