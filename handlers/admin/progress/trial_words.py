"""How playing a series to an admin has ended."""

from collections.abc import Mapping

from broadcast.model.events import SeriesTried
from broadcast.model.series.trial import TrialEnd
from handlers.language.names import quoted
from handlers.language.texts import Texts

END_KEYS: Mapping[TrialEnd, str] = {
    TrialEnd.DONE: "series-tried-done",
    TrialEnd.STOPPED: "series-tried-stopped",
    TrialEnd.RESTARTED: "series-tried-restarted",
    TrialEnd.REFUSED: "series-tried-refused",
    TrialEnd.GONE: "series-tried-gone",
}


def trial_words(event: SeriesTried, texts: Texts, locale: str) -> str:
    return texts.get(
        END_KEYS[event.end], locale, count=event.shown, detail=quoted(event.detail or "–")
    )
