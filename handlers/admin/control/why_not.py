"""Why something cannot be corrected, taken back or pinned, in words."""

from collections.abc import Mapping, Sequence

from broadcast.model.content import Content
from broadcast.model.errors import CannotMend
from broadcast.model.mending.refusals import EditRefusal, Uneditable, Unmendable
from handlers.admin.wording.languages import shown_language
from handlers.admin.wording.titles import letter
from handlers.language.texts import Texts

UNMENDABLE_KEYS: Mapping[Unmendable, str] = {
    Unmendable.NOT_SENT: "cannot-mend-not-sent",
    Unmendable.MENDING: "cannot-mend-mending",
    Unmendable.RUNNING: "cannot-mend-running",
    Unmendable.FINDING_OUT: "cannot-mend-finding-out",
    Unmendable.UNDER_WAY: "cannot-mend-under-way",
    Unmendable.NOBODY: "cannot-mend-nobody",
    Unmendable.PRUNED: "cannot-mend-pruned",
    Unmendable.OTHER_BOT: "cannot-mend-other-bot",
    Unmendable.MORE: "cannot-mend-more",
    Unmendable.TOO_LATE: "cannot-mend-too-late",
}
UNEDITABLE_KEYS: Mapping[Uneditable, str] = {
    Uneditable.NOTHING_NEW: "cannot-edit-nothing-new",
    Uneditable.VARIANTS: "cannot-edit-variants",
    Uneditable.COUNT: "cannot-edit-count",
    Uneditable.ITEMS: "cannot-edit-items",
    Uneditable.FORWARDED: "cannot-edit-forwarded",
    Uneditable.PAID: "cannot-edit-paid",
    Uneditable.POLL: "cannot-edit-poll",
    Uneditable.COPIED: "cannot-edit-copied",
    Uneditable.KIND: "cannot-edit-kind",
    Uneditable.MEDIUM: "cannot-edit-medium",
    Uneditable.ALBUM_KIND: "cannot-edit-album-kind",
    Uneditable.ALBUM_BUTTONS: "cannot-edit-album-buttons",
}


def why_not_mended(error: CannotMend, texts: Texts, locale: str) -> str:
    number = str(error.under_way or "")
    return texts.get(UNMENDABLE_KEYS[error.why], locale, number=number)


def why_not_edited(
    refusals: Sequence[EditRefusal], content: Content, texts: Texts, locale: str
) -> list[str]:
    """A line for each, and where there are several messages which one it is about."""
    lines = []
    for one in refusals:
        words = texts.get(UNEDITABLE_KEYS[one.why], locale)
        where = place_name(content, one.variant, one.step, texts, locale)
        lines.append(f"{where}: {words}" if where else words)
    return list(dict.fromkeys(lines))


def place_name(content: Content, variant: int, index: int, texts: Texts, locale: str) -> str:
    """Which message of which version, as far as there are several: `B · German · message 2`."""
    said, parts = content.variants[variant - 1] if variant else None, []
    if content.versions > 1:
        parts.append(letter(said.version if said else 0))
    if content.languages:
        language = said.language if said else None
        first = texts.get("report-version-default", locale)
        parts.append(shown_language(language, locale) if language else first)
    if len(content.said(variant).message) > 1:
        parts.append(texts.get("mending-message", locale, number=str(index + 1)))
    return " · ".join(parts)
