"""What stands in the report's window beyond the figures: by message, by version, and who left."""

from collections.abc import Sequence

from broadcast.model.content import Content
from db.records import LeaversRow, TallyRow
from db.schema.states import DeliveryState
from handlers.admin.wording.durations import shown_duration
from handlers.admin.wording.languages import shown_language
from handlers.admin.wording.titles import letter
from handlers.language.texts import Texts

WHOLE_FROM = 9.95  # people a day: tenths of more say nothing
DAY = 86_400  # seconds after the launch in which who leaves may do so because of it


def message_lines(
    tallies: Sequence[TallyRow], content: Content, texts: Texts, locale: str
) -> list[str]:
    """How many got each message, where there are several; whoever got none is in no line."""
    lengths = lengths_of(content)
    count = max(lengths)
    if count < 2 or not tallies:
        return []
    lines = [texts.get("report-messages", locale)]
    for number in range(count):
        got = got_message(number, tallies, lengths)
        values = {"number": str(number + 1), "count": str(got)}
        lines.append(texts.get("report-message", locale, **values))
    return lines


def lengths_of(content: Content) -> list[int]:
    """How many messages each variant has."""
    return [len(content.message), *(len(one.message) for one in content.variants)]


def got_message(number: int, tallies: Sequence[TallyRow], lengths: Sequence[int]) -> int:
    """People who have the message with this number for certain, counted from 0."""
    return sum(row.people for row in tallies if number < received(row, lengths))


def received(row: TallyRow, lengths: Sequence[int]) -> int:
    """Messages that these people have for certain. Of a variant that the content does not have any
    more, as it might be after an edit, no more than the steps say."""
    if row.state != DeliveryState.SENT:
        return row.step
    return lengths[row.variant] if row.variant < len(lengths) else row.step + 1


def version_lines(
    tallies: Sequence[TallyRow], content: Content, texts: Texts, locale: str
) -> list[str]:
    """How many of whom got each version, where there are several. Of versions that are tried, who
    was skipped is left out: most of these wait for one, and stand in the ledger as of the first."""
    if not content.variants or not tallies:
        return []
    lines = [texts.get("report-versions", locale)]
    for variant, name in enumerate(version_names(content, texts, locale)):
        rows = [row for row in tallies if row.variant == variant and _is_for(row, content)]
        got = sum(row.people for row in rows if row.state == DeliveryState.SENT)
        values = {"name": name, "count": str(got), "total": str(sum(row.people for row in rows))}
        lines.append(texts.get("report-version", locale, **values))
    return lines


def _is_for(row: TallyRow, content: Content) -> bool:
    return content.versions == 1 or row.state != DeliveryState.SKIPPED


def version_names(content: Content, texts: Texts, locale: str) -> list[str]:
    """By the number of the variant."""
    first = texts.get("report-version-default", locale)
    names = [_named(0, None, first, content, locale)]
    names += [_named(one.version, one.language, first, content, locale) for one in content.variants]
    return names


def _named(version: int, language: str | None, first: str, content: Content, locale: str) -> str:
    """By letter where there are several, by language where there are."""
    name = shown_language(language, locale) if language else first
    if content.versions == 1:
        return name
    return f"{letter(version)}, {name}" if content.languages else letter(version)


def leaver_lines(leavers: LeaversRow, seconds: float, texts: Texts, locale: str) -> list[str]:
    """`seconds` since the launch: after a day the figure is whole."""
    values = {
        "count": str(leavers.unsubscribed + leavers.blocked),
        "blocked": str(leavers.blocked),
    }
    if seconds < DAY:
        duration = shown_duration(seconds, texts, locale)
        line = texts.get("report-leavers-so-far", locale, duration=duration, **values)
    else:
        line = texts.get("report-leavers", locale, **values)
    if leavers.usual is None:
        return [line]
    usual = round(leavers.usual) if leavers.usual >= WHOLE_FROM else round(leavers.usual, 1)
    return [line, texts.get("report-leavers-usual", locale, usual=usual)]
