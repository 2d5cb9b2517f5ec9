"""A broadcast's figures: the bar, the counters, the rate."""

from collections.abc import Mapping

from broadcast.model.broadcast import Broadcast, Figures
from broadcast.model.content import Content
from db.schema.states import BroadcastState, DeliveryState
from handlers.admin.wording.stars import in_stars
from handlers.language.texts import Texts

BAR_CELLS = 12
DONE_CELL, OPEN_CELL = "▓", "░"
FEWEST = 2  # messages of which somebody can get a part
WHOLE_FROM = 9.95  # messages/s: tenths of higher rates say nothing

OUTCOME_KEYS: Mapping[DeliveryState, str] = {
    DeliveryState.SENT: "figure-sent",
    DeliveryState.BLOCKED: "figure-blocked",
    DeliveryState.UNREACHABLE: "figure-unreachable",
    DeliveryState.SKIPPED: "figure-skipped",
    DeliveryState.FAILED: "figure-failed",
    DeliveryState.UNCERTAIN: "figure-uncertain",
}


def bar(figures: Figures) -> str:
    percent = min(100, max(0, figures.percent))
    done = BAR_CELLS * percent // 100
    return f"{DONE_CELL * done}{OPEN_CELL * (BAR_CELLS - done)} {percent}%"


def rounded(rate: float) -> float:
    """Messages/s as people say them: 59.8 is 60, and 0.44 is 0.4."""
    return round(rate) if rate >= WHOLE_FROM else round(rate, 1)


def figure_lines(broadcast: Broadcast, texts: Texts, locale: str) -> list[str]:
    """How many have it, and a line for each other outcome that there is.

    Who is left shows in the first line and the bar while it runs; later they have a line.
    """
    figures = broadcast.figures
    left = 0 if broadcast.state is BroadcastState.RUNNING else figures.remaining
    awaited = _counted("figure-in-doubt", figures.in_doubt, texts, locale)  # behind "of these"
    lines = [
        outcome_line(broadcast, DeliveryState.SENT, texts, locale),
        *(
            line
            for state, key in OUTCOME_KEYS.items()
            if state is not DeliveryState.SENT
            for line in _counted(key, seen(figures, state), texts, locale)
        ),
        *([] if broadcast.mends else awaited),
        *_counted("figure-held", figures.held, texts, locale),
        *_counted("mending-gone", figures.gone, texts, locale),
        *_counted("mending-late", figures.late, texts, locale),
        *_counted("mending-unknown", figures.unknown, texts, locale),
        *(awaited if broadcast.mends else []),
        *_counted("figure-left", left, texts, locale),
        *_partial(broadcast, texts, locale),
        *_counted("figure-unwanted", figures.unwanted, texts, locale),
        *_counted("figure-expired", figures.expired, texts, locale),
        *_counted("figure-capped", figures.capped, texts, locale),
    ]
    if figures.paid:
        lines.append(texts.get("figure-spent", locale, stars=in_stars(figures.paid)))
    return lines


def outcome_line(broadcast: Broadcast, state: DeliveryState, texts: Texts, locale: str) -> str:
    """How many have that outcome; of those who got it, in the words for what was done."""
    done = broadcast.mends and state is DeliveryState.SENT
    return texts.get(
        "mending-done" if done else OUTCOME_KEYS[state],
        locale,
        count=str(seen(broadcast.figures, state)),
        total=str(broadcast.figures.total),
        kind=broadcast.kind.value,
    )


def seen(figures: Figures, state: DeliveryState) -> int:
    """Who waits for a version is skipped for now, and has a line of their own; so has whoever was
    skipped because their message could not be mended."""
    apart = figures.held + figures.gone + figures.late + figures.unknown
    return figures.of(state) - (apart if state is DeliveryState.SKIPPED else 0)


def _partial(broadcast: Broadcast, texts: Texts, locale: str) -> list[str]:
    """They are counted above, too: with what kept them from getting the rest."""
    count = broadcast.figures.partial
    if not count or broadcast.mends:
        return []
    content = Content.load(broadcast.content)
    messages = max(len(content.message), *(len(one.message) for one in content.variants), 0)
    key = "figure-partial-first" if messages == FEWEST else "figure-partial"
    return [texts.get(key, locale, count=str(count), messages=str(messages))]


def _counted(key: str, count: int, texts: Texts, locale: str) -> list[str]:
    return [texts.get(key, locale, count=str(count))] if count else []
