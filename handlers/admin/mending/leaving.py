"""The way back to the card, for windows that ask."""

from aiogram import F
from aiogram_dialog.widgets.kbd import Cancel

from handlers.admin.wording.text import T


def not_now() -> tuple[Cancel, Cancel]:
    """A question is answered with no; where nothing is asked there is only the way back."""
    return (
        Cancel(T("again-no"), id="no", when="possible"),
        Cancel(T("admin-back"), id="back", when=~F["possible"]),
    )
