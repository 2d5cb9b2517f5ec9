"""What the confirm window says about a paid broadcast: costs, balance, time saved."""

from typing import Any

from broadcast.model.content import Content
from broadcast.model.options import WhenSpent
from broadcast.model.stars import Quote
from handlers.admin.context import AdminContext
from handlers.admin.wording.durations import shown_duration
from handlers.admin.wording.stars import in_stars


async def costs(admin: AdminContext, content: Content, recipients: int) -> dict[str, Any]:
    """The window's lines about Stars (empty where nothing is paid) and its duration."""
    if not content.paid or not recipients:
        seconds = admin.doors.forecast.expected_seconds(recipients, content)
        lines = [admin.i18n.get("confirm-unpayable")] if content.options.paid else []
    else:
        offer = await admin.doors.forecast.quote(recipients, content)
        seconds = offer.estimate.seconds
        lines = _lines(admin, content, offer)
    return {"duration": _duration(admin, seconds), "costs": "\n".join(lines)}


def _lines(admin: AdminContext, content: Content, offer: Quote) -> list[str]:
    i18n, expected = admin.i18n, offer.estimate
    if expected.falls_short and not offer.balance and offer.balance is not None:
        pauses = content.options.when_spent is WhenSpent.PAUSE
        return [i18n.get("confirm-no-stars-pause" if pauses else "confirm-no-stars-free")]
    lines = [
        i18n.get(
            "confirm-paid",
            cost=in_stars(expected.paid),
            cap=in_stars(offer.cap),
            slow=_duration(admin, expected.seconds_unpaid),
        )
    ]
    if offer.balance is None:
        lines.append(i18n.get("confirm-balance-unknown"))
    else:
        lines.append(i18n.get("confirm-balance", balance=in_stars(offer.balance)))
    if expected.falls_short:
        lines.append(_short(admin, content, offer))
    return lines


def _short(admin: AdminContext, content: Content, offer: Quote) -> str:
    """The Stars do not last: for want of which, and what then."""
    i18n, wanted = admin.i18n, in_stars(offer.estimate.wanted)
    by_balance = offer.balance is not None and offer.balance < offer.cap
    why = i18n.get("confirm-short-balance" if by_balance else "confirm-short-cap", wanted=wanted)
    pauses = content.options.when_spent is WhenSpent.PAUSE
    return f"{why} {i18n.get('confirm-then-pause' if pauses else 'confirm-then-free')}"


def _duration(admin: AdminContext, seconds: float) -> str:
    return shown_duration(seconds, admin.texts, admin.i18n.locale)
