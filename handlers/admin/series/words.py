"""What series, their waits and their messages are called."""

from collections.abc import Sequence

from broadcast.model.series.series import Series, Step
from broadcast.model.series.wait import Wait
from db.schema.states import SeriesPause, SeriesState
from handlers.admin.context import AdminContext
from handlers.admin.wording.durations import shown_wait
from handlers.admin.wording.titles import message_title
from handlers.language.names import isolated

LONGEST = 64  # characters of a name
MOST_SHOWN = 8  # messages on the card
ALWAYS_SAID = ("series-figure-reached", "series-figure-waiting")

STATE_KEYS = {
    SeriesState.DRAFT: "series-draft",
    SeriesState.RUNNING: "series-running",
    SeriesState.PAUSED: "series-paused",
    SeriesState.ENDED: "series-ended",
}
PAUSE_KEYS = {
    SeriesPause.ADMIN: "series-paused",
    SeriesPause.RESTORED: "series-paused-restored",
    SeriesPause.OTHER_BOT: "series-paused-other-bot",
}
SIGNS = {
    SeriesState.DRAFT: "📝",
    SeriesState.RUNNING: "▶️",
    SeriesState.PAUSED: "⏸",
    SeriesState.ENDED: "⏹",
}


def shown_series(name: str) -> str:
    return isolated(name, LONGEST)


def row(one: Series, admin: AdminContext) -> str:
    return admin.i18n.get(
        "series-row",
        sign=SIGNS[one.state],
        name=shown_series(one.name),
        steps=str(one.steps),
        waiting=str(one.waiting),
    )


def state_words(one: Series, admin: AdminContext) -> str:
    key = STATE_KEYS[one.state] if one.paused_why is None else PAUSE_KEYS[one.paused_why]
    return admin.i18n.get(key)


def wait_words(wait: Wait, admin: AdminContext) -> str:
    i18n = admin.i18n
    if wait.at is None:
        if not wait.seconds:
            return i18n.get("series-at-once")
        return i18n.get("series-later", duration=shown_wait(wait.seconds, admin.texts, i18n.locale))
    clock = f"{wait.at:%H:%M}"
    if wait.days < 2:
        return i18n.get("series-next-day" if wait.days else "series-same-day", clock=clock)
    return i18n.get("series-days-at", count=wait.days, clock=clock)


def step_title(step: Step, admin: AdminContext) -> str:
    return message_title(step.content.message[0], admin.texts, admin.i18n.locale)


def step_line(step: Step, admin: AdminContext) -> str:
    """Its number, how long it waits, and what it says."""
    return admin.i18n.get(
        "series-step-line",
        number=str(step.position + 1),
        wait=wait_words(step.wait, admin),
        title=step_title(step, admin),
    )


def figures_line(step: Step, admin: AdminContext) -> str:
    """How many got it and wait for it; of the others what there is to say."""
    of = step.figures
    counts = {
        "series-figure-reached": of.reached,
        "series-figure-waiting": of.waiting,
        "series-figure-answered": of.answered,
        "series-figure-left": of.left,
        "series-figure-blocked": of.blocked,
        "series-figure-ended": of.ended,
        "series-figure-failed": of.failed,
        "series-figure-uncertain": of.uncertain,
        "series-figure-capped": of.capped,
        "series-figure-late": of.late,
    }
    told = {key: count for key, count in counts.items() if count or key in ALWAYS_SAID}
    return " · ".join(admin.i18n.get(key, count=str(count)) for key, count in told.items())


def step_lines(steps: Sequence[Step], admin: AdminContext, *, figures: bool) -> str:
    """The first of them; the rest stands in the list of messages."""
    lines = []
    for step in steps[:MOST_SHOWN]:
        lines.append(step_line(step, admin))
        if figures:
            lines.append(figures_line(step, admin))
        if step.stands:
            lines.append(admin.i18n.get("series-step-stands"))
    if (more := len(steps) - MOST_SHOWN) > 0:
        lines.append(admin.i18n.get("series-more-steps", count=more))
    return "\n".join(lines)
