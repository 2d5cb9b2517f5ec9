"""The versions of a broadcast side by side, which is better, and what becomes of who waits."""

from collections.abc import Callable, Mapping

from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.versions.standing import Standing, VersionFigures
from broadcast.model.versions.verdict import Measure
from db.schema.states import VersionTestState
from handlers.admin.wording.titles import letter
from handlers.language.texts import Texts

Moment = Callable[[int | None], str]  # Unix seconds -> as they are written

FIGURE_KEYS: Mapping[Measure, str] = {
    Measure.ANSWERS: "versions-line-answers",
    Measure.STAYED: "versions-line-stayed",
}
BETTER_KEYS: Mapping[Measure, str] = {
    Measure.ANSWERS: "versions-better-answers",
    Measure.STAYED: "versions-better-stayed",
}


async def standing_of(broadcast: Broadcast, doors: Doors) -> Standing | None:
    """Nothing is asked about what has one version."""
    if broadcast.mends or broadcast.run_id is None or Content.load(broadcast.content).versions == 1:
        return None
    return await doors.versions.standing(broadcast.id)


def version_lines(standing: Standing, texts: Texts, locale: str, moment: Moment) -> list[str]:
    lines = [texts.get("versions-title", locale)]
    lines += [_line(one, standing.measure, texts, locale) for one in standing.figures]
    lines.append(_verdict(standing, texts, locale))
    lines += _rest(standing, texts, locale, moment)
    return lines


def _line(one: VersionFigures, measure: Measure, texts: Texts, locale: str) -> str:
    worked = one.answered if measure is Measure.ANSWERS else one.left
    return texts.get(
        FIGURE_KEYS[measure],
        locale,
        letter=letter(one.version),
        got=str(one.got),
        answered=str(one.answered),
        left=str(one.left),
        share=_percent(worked, one.got),
    )


def _verdict(standing: Standing, texts: Texts, locale: str) -> str:
    found = standing.verdict
    if found.within_chance:
        return texts.get("versions-even", locale)
    return texts.get(BETTER_KEYS[found.measure], locale, letter=letter(found.best))


def _rest(standing: Standing, texts: Texts, locale: str, moment: Moment) -> list[str]:
    """What becomes of those who wait; nothing where nobody does."""
    number, count = str(standing.child_id), standing.waiting
    match standing.state:
        case VersionTestState.DECIDED:
            by = "versions-decided" if standing.decided_by is None else "versions-chosen"
            winner = letter(standing.winner or 0)
            return [texts.get(by, locale, letter=winner, number=number)]
        case VersionTestState.DROPPED:
            return [texts.get("versions-dropped", locale, count=count)]
        case VersionTestState.ASKED if standing.can_decide:
            return [texts.get("versions-asked", locale, count=count)]
        case VersionTestState.WAITING if standing.can_decide and standing.ends_at is None:
            return [texts.get("versions-waits-by-hand", locale, count=count)]
        case VersionTestState.WAITING if standing.can_decide:
            until = moment(standing.ends_at)
            return [texts.get("versions-waits-until", locale, count=count, moment=until)]
    return []


def _percent(count: int, of: int) -> str:
    percent = 100 * count / of if of else 0.0
    return f"{percent:.1f}" if 0 < percent < 10 else str(round(percent))
