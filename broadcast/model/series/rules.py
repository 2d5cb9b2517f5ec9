"""What a series may be: its signals, and what of a content a step takes."""

from collections.abc import Collection
from dataclasses import replace

from broadcast.model.content import Content
from broadcast.model.errors import SeriesRefused
from broadcast.model.series.mistakes import SeriesMistake
from broadcast.model.series.series import CAN_BEGIN, CAN_END, MOST_SIGNALS, MOST_SILENT_DAYS
from db.schema.states import SignalKind
from db.series.records import BEGINS, Signal

SHORTEST_EXPIRY, LONGEST_EXPIRY = 60, 366 * 86_400  # seconds

_WITH_REF = frozenset({SignalKind.LINK, SignalKind.TAG, SignalKind.FIELD, SignalKind.SILENT})


def as_step(content: Content) -> Content:
    """It stands open: neither a price nor a moment at which all of it ends. Raises
    SeriesRefused."""
    if content.versions > 1:
        raise SeriesRefused(SeriesMistake.VERSIONS)
    content = content.for_another_time()
    return content.with_options(replace(content.options, delete_after=0))


def check_signals(signals: Collection[Signal], *, does: str) -> None:
    """All that begin it, or all that end it. Raises SeriesRefused."""
    _check(signals, CAN_BEGIN if does == BEGINS else CAN_END)
    if does == BEGINS and any(one.kind == SignalKind.ANSWER and not one.ref for one in signals):
        raise SeriesRefused(SeriesMistake.BAD_SIGNAL)  # of which broadcast?


def check_expiry(seconds: int | None) -> None:
    """Raises SeriesRefused."""
    if seconds is not None and not SHORTEST_EXPIRY <= seconds <= LONGEST_EXPIRY:
        raise SeriesRefused(SeriesMistake.LONG_EXPIRY)


def _check(signals: Collection[Signal], kinds: Collection[SignalKind]) -> None:
    if len(signals) > MOST_SIGNALS:
        raise SeriesRefused(SeriesMistake.TOO_MANY_SIGNALS)
    for one in signals:
        named = one.kind not in _WITH_REF or one.ref > 0
        silent = one.kind != SignalKind.SILENT or one.ref <= MOST_SILENT_DAYS
        if one.kind not in kinds or not (named and silent) or one.part < 0:
            raise SeriesRefused(SeriesMistake.BAD_SIGNAL)
