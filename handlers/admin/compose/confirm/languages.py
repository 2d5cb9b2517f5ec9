"""What the confirm window says about languages: who gets which version, who has none."""

from broadcast.model.content import Content
from db.audience.audience import Audience
from handlers.admin.choosing.versions import big_without
from handlers.admin.context import AdminContext
from handlers.admin.wording.languages import shown_language


async def language_lines(admin: AdminContext, content: Content, audience: Audience) -> str:
    """Nothing where there is one version for all."""
    if not content.languages:
        return ""
    counts, locale = await admin.doors.personal.spoken(audience), admin.i18n.locale
    own = {code: counts.get(code, 0) for code in content.languages}
    everybody = sum(counts.values())
    lines = [_line(admin, shown_language(code, locale), count) for code, count in own.items()]
    lines.append(admin.i18n.get("languages-rest", count=str(everybody - sum(own.values()))))
    without = [
        f"{shown_language(code, locale)} ({counts[code]})"
        for code in big_without(counts, content.languages)
    ]
    if without:
        named = ", ".join(without)
        lines.append(admin.i18n.get("languages-without", languages=named))
    return "\n".join(lines)


def _line(admin: AdminContext, language: str, count: int) -> str:
    if not count:
        return admin.i18n.get("languages-nobody", language=language)
    return admin.i18n.get("languages-line", language=language, count=str(count))
