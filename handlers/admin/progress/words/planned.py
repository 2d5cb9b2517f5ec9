"""A broadcast before its launch: for how long it can be undone, when its time comes, or why an
admin has to decide."""

from collections.abc import Callable
from contextlib import suppress

from broadcast.model.planning.plan import Plan
from db.audience.facts import CannotAsk
from db.schema.states import AskedWhy
from handlers.admin.wording.durations import shown_duration
from handlers.language.names import isolated
from handlers.language.texts import Texts

LONGEST = 64  # characters of what is gone

When = Callable[[int], str]  # Unix seconds as the reader reads them, with weekday and zone


def planned_words(
    plan: Plan, title: str, left: float, when: When, texts: Texts, locale: str
) -> str:
    """`left`: seconds until the launch."""
    number = str(plan.broadcast_id)
    if plan.is_asked:
        heading = texts.get("planned-heading", locale, title=title, number=number)
        return f"{heading}\n\n{asked_words(plan, when, texts, locale)}"
    if not plan.is_countdown:
        planned = when(plan.due_at)
        return texts.get("planned-for", locale, title=title, number=number, time=planned)
    if left <= 0:
        return texts.get("planned-begins", locale, title=title, number=number)
    duration = shown_duration(left, texts, locale)
    return texts.get("planned-countdown", locale, title=title, number=number, duration=duration)


def undone_words(number: int, title: str, texts: Texts, locale: str) -> str:
    """It has become a draft again."""
    return texts.get("planned-undone", locale, title=title, number=str(number))


def asked_words(plan: Plan, when: When, texts: Texts, locale: str) -> str:
    """Why it was not launched by itself, and what can be done now."""
    why = plan.asked_why or AskedWhy.LATE
    missing, name = "other", plan.detail
    if why is AskedWhy.AUDIENCE:
        with suppress(ValueError):
            gone = CannotAsk.load(plan.detail)
            missing, name = gone.missing.value, gone.name
    reason = texts.get(
        "planned-why",
        locale,
        why=why.value,
        time=when(plan.due_at),
        missing=missing,
        name=isolated(name, LONGEST),
    )
    return f"{reason}\n\n{texts.get('planned-what-now', locale)}"
