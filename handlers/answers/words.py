"""What a pop-up says to somebody who has answered."""

from collections.abc import Sequence

from aiogram_i18n import I18nContext

from broadcast.doors.answers.answers import Share, Tapped
from broadcast.model.formatting.units import units
from handlers.language.names import isolated
from handlers.outbox.popups import LONGEST

LABELS = (64, 24, 12)  # characters of a button's text beside its share, the first that fits
BETWEEN = " · "


def popup_text(tapped: Tapped, i18n: I18nContext) -> str:
    """The words, and the shares below them where there is room."""
    if not tapped.shares:
        return tapped.words
    for longest in LABELS:
        text = f"{tapped.words}\n\n{_shares(tapped.shares, longest, i18n)}"
        if units(text) <= LONGEST:
            return text
    return tapped.words


def _shares(shares: Sequence[Share], longest: int, i18n: I18nContext) -> str:
    return BETWEEN.join(
        i18n.get("answer-share", answer=isolated(one.text, longest), percent=str(one.percent))
        for one in shares
    )
