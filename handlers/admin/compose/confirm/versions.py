"""What the confirm window says about versions A to D: who gets which, and what tells little."""

from collections.abc import Iterator

from botapi.methods import is_forward
from broadcast.model.content import Content
from handlers.admin.compose.versions.getters import plan_lines
from handlers.admin.context import AdminContext
from handlers.admin.wording.languages import shown_language
from handlers.admin.wording.titles import letter

FEW = 100  # people for a version: even twice as many answers of so few are often chance


async def version_lines(admin: AdminContext, content: Content, draft_id: int) -> str:
    """Nothing where there is one for all. Raises CannotAsk."""
    found = await admin.doors.versions.forecast(draft_id)
    if found is None:
        return ""
    i18n = admin.i18n
    lines = plan_lines(content, admin)
    lines += [
        i18n.get("versions-confirm-line", letter=letter(version), count=str(people))
        for version, people in enumerate(found.people)
    ]
    if found.waiting:
        lines.append(i18n.get("versions-confirm-rest", count=str(found.waiting)))
        if found.seconds is not None:
            lines.append(i18n.get("versions-chance"))
    fewest = min(found.people)
    if fewest < FEW:
        lines.append(i18n.get("versions-confirm-few", count=str(fewest)))
    return "\n".join([*lines, *_missing(admin, content), *_mute(admin, content)])


def _missing(admin: AdminContext, content: Content) -> Iterator[str]:
    """Languages that another version has: whoever speaks them gets no version of that one."""
    for version in range(content.versions):
        codes = [code for one, code in content.missing if one == version]
        if codes:
            languages = ", ".join(shown_language(code, admin.i18n.locale) for code in codes)
            yield admin.i18n.get(
                "versions-confirm-missing", letter=letter(version), languages=languages
            )


def _mute(admin: AdminContext, content: Content) -> Iterator[str]:
    """What cannot be compared."""
    i18n = admin.i18n
    numbers = [content.number_of(None, version) for version in range(content.versions)]
    if content.all_answers:
        for version, number in enumerate(numbers):
            if not content.answers(number):
                yield i18n.get("versions-confirm-mute", letter=letter(version))
    calls = [call for number in numbers for call in content.said(number).message]
    if any(call.method == "sendPoll" for call in calls):
        yield i18n.get("versions-confirm-poll")
    if any(is_forward(call.method) for call in calls):
        yield i18n.get("versions-confirm-forward")
