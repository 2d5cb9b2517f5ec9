"""What a series cannot be, said in the window that is open, with what to do instead."""

from collections.abc import Awaitable, Mapping

from aiogram_dialog import DialogManager

from broadcast.model.errors import ContentNotSupported, SeriesRefused
from broadcast.model.series.mistakes import SeriesMistake
from broadcast.model.series.series import LONGEST_NAME, MOST_SERIES, MOST_SIGNALS, MOST_STEPS
from handlers.admin.compose.capture.actions import why_not
from handlers.admin.compose.capture.getters import words_of
from handlers.admin.context import AdminContext
from handlers.admin.series.session import remember
from handlers.admin.states import SeriesWindows

MISTAKE_KEYS: Mapping[SeriesMistake, str] = {
    SeriesMistake.TAKEN_NAME: "series-name-taken",
    SeriesMistake.BAD_NAME: "series-name-bad",
    SeriesMistake.TOO_MANY: "series-full",
    SeriesMistake.NO_STEPS: "series-no-steps",
    SeriesMistake.TOO_MANY_STEPS: "series-steps-full",
    SeriesMistake.VERSIONS: "series-no-versions",
    SeriesMistake.NO_BEGINNING: "series-no-beginning",
    SeriesMistake.TOO_MANY_SIGNALS: "series-signals-full",
    SeriesMistake.BAD_SIGNAL: "series-signal-bad",
    SeriesMistake.LONG_EXPIRY: "series-expiry-bad",
    SeriesMistake.STATE: "series-state",
    SeriesMistake.MISSING: "series-missing",
    SeriesMistake.UNDER_WAY: "series-under-way",
}
MOST: Mapping[SeriesMistake, int] = {
    SeriesMistake.BAD_NAME: LONGEST_NAME,
    SeriesMistake.TOO_MANY: MOST_SERIES,
    SeriesMistake.TOO_MANY_STEPS: MOST_STEPS,
    SeriesMistake.TOO_MANY_SIGNALS: MOST_SIGNALS,
}


async def done(act: Awaitable[object], manager: DialogManager) -> bool:
    """False where it was refused: the window says why. Where another admin has started or ended the
    series meanwhile it is the card, as it stands now."""
    try:
        await act
    except SeriesRefused as refused:
        say(manager, mistake_words(refused.mistake, manager))
        if refused.mistake is SeriesMistake.STATE:
            await manager.switch_to(SeriesWindows.card)
        return False
    except ContentNotSupported as error:
        say(manager, words_of(*why_not(error), manager))
        return False
    return True


def mistake_words(mistake: SeriesMistake, manager: DialogManager) -> str:
    i18n = AdminContext.at(manager).i18n
    return i18n.get(MISTAKE_KEYS[mistake], most=str(MOST.get(mistake, "")))


def say(manager: DialogManager, words: str) -> None:
    """Once, above the next window."""
    remember(manager, said=words)
