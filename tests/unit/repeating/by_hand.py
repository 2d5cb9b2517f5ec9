"""RFC 5545's RRULE once more, day by day, as slow as it is plain: what rules are held against."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from broadcast.model.repeating.reading import WEEKDAYS, days, numbers, parts_of

DAY = timedelta(days=1)


def walls(text: str, starts: datetime, *, years: int) -> Iterator[datetime]:
    """What clocks show, for so many years."""
    parts, found = parts_of(text), 0
    count, until = int(parts.get("COUNT", 0)), parts.get("UNTIL")
    end = date.fromisoformat(until) if until else date.max
    for wall in _of_periods(parts, starts, years):
        if wall < starts:
            continue
        found += 1
        if (count and found > count) or wall.date() > end:
            return
        yield wall


def _of_periods(parts: dict[str, str], starts: datetime, years: int) -> Iterator[datetime]:
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", 1))
    day, period, found = date(starts.year, 1, 1) - 14 * DAY, None, list[datetime]()
    while day.year <= starts.year + years:
        number = _period(frequency, day, parts) - _period(frequency, starts.date(), parts)
        if number != period:
            yield from _chosen(found, parts)
            period, found = number, []
        if (frequency == "HOURLY" or number % interval == 0) and _comes(day, parts, starts):
            found += [datetime.combine(day, at) for at in _times(parts, starts)]
        day += DAY
    yield from _chosen(found, parts)


def _period(frequency: str, day: date, parts: dict[str, str]) -> int:
    match frequency:
        case "YEARLY":
            return day.year
        case "MONTHLY":
            return day.year * 12 + day.month
        case "WEEKLY":
            return (day.toordinal() - 1 - WEEKDAYS.index(parts.get("WKST", "MO"))) // 7
    return day.toordinal()


def _times(parts: dict[str, str], starts: datetime) -> list[time]:
    minute = (*numbers(parts.get("BYMINUTE")), starts.minute)[0]
    hours = numbers(parts.get("BYHOUR"))
    if parts["FREQ"] == "HOURLY":
        interval = int(parts.get("INTERVAL", 1))
        every = [hour for hour in range(24) if (hour - starts.hour) % interval == 0]
        return [time(hour, minute) for hour in every if not hours or hour in hours]
    return [time(hour, minute) for hour in sorted(set(hours or (starts.hour,)))]


def _chosen(found: list[datetime], parts: dict[str, str]) -> list[datetime]:
    positions = numbers(parts.get("BYSETPOS"))
    if not positions:
        return found
    places = {one - 1 if one > 0 else len(found) + one for one in positions}
    return [wall for place, wall in enumerate(found) if place in places]


def _comes(day: date, parts: dict[str, str], starts: datetime) -> bool:
    months, weeks = numbers(parts.get("BYMONTH")), numbers(parts.get("BYWEEKNO"))
    of_month, of_year = numbers(parts.get("BYMONTHDAY")), numbers(parts.get("BYYEARDAY"))
    weekdays, frequency = days(parts.get("BYDAY")), parts["FREQ"]
    if frequency == "YEARLY" and not (weeks or of_month or of_year or weekdays):
        months, of_month = months or (starts.month,), (starts.day,)
    if frequency == "MONTHLY" and not (of_month or weekdays):
        of_month = (starts.day,)
    if not weekdays and (frequency == "WEEKLY" or (weeks and not of_month and not of_year)):
        weekdays = ((starts.weekday(), 0),)
    return (
        (not months or day.month in months)
        and (not weeks or _is_week(day, weeks, parts))
        and (not of_month or _is_at(day.day, _in_month(day), of_month))
        and (not of_year or _is_at(_yearday(day), _in_year(day), of_year))
        and (not weekdays or any(_is_that(day, one, which, parts) for one, which in weekdays))
    )


def _is_that(day: date, weekday: int, which: int, parts: dict[str, str]) -> bool:
    if day.weekday() != weekday:
        return False
    in_month = parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts
    place, length = (day.day, _in_month(day)) if in_month else (_yearday(day), _in_year(day))
    return which in (0, (place - 1) // 7 + 1, -((length - place) // 7 + 1))


def _is_week(day: date, weeks: tuple[int, ...], parts: dict[str, str]) -> bool:
    """Of the year in which most of the week lies: its fourth day."""
    begins = WEEKDAYS.index(parts.get("WKST", "MO"))
    fourth = day - ((day.weekday() - begins) % 7 - 3) * DAY
    week = (_yearday(fourth) - 1) // 7 + 1
    last = (_in_year(fourth) - _yearday(fourth)) // 7
    return week in weeks or -last - 1 in weeks


def _is_at(place: int, length: int, places: tuple[int, ...]) -> bool:
    """From the beginning, or from the end."""
    return place in places or place - length - 1 in places


def _in_month(day: date) -> int:
    following = (day.replace(day=28) + 4 * DAY).replace(day=1)
    return (following - DAY).day


def _in_year(day: date) -> int:
    return _yearday(date(day.year, 12, 31))


def _yearday(day: date) -> int:
    return day.timetuple().tm_yday
