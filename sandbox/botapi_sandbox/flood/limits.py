"""The numbers this Telegram lives by, which the control API changes at any time."""

from dataclasses import dataclass, fields
from typing import Any

from botapi_sandbox.ground.errors import ControlError

STRICT, PLAIN = "strict", "plain"
TELEGRAM_PORTS = (443, 80, 88, 8443)  # Bot API: setWebhook


@dataclass(slots=True, kw_only=True)
class Limits:
    """As strict as Telegram is known to be; None switches a limit off.

    Rates in messages/s, /min or /h, times in sandbox seconds.
    """

    per_second: float | None = 30.0
    per_chat_per_second: float | None = 1.0
    per_chat_burst: float = 20.0  # what one chat takes at once, when it was quiet before
    group_per_minute: int | None = 20
    edits_per_minute: int | None = None  # edits in one chat; off: no number is known
    forwards_per_hour: int | None = 2000
    ban: float = 35.0  # retry_after of a 429
    forward_ban: float = 2282.0  # that of too many forwards
    prolong: float = 1.0  # each send during a ban moves its end by so much
    silent_wait: float = 8.0  # before a 429 is said; what fits meanwhile is sent late
    latency: float = 0.0  # median, of every method but getUpdates
    latency_sigma: float = 0.0  # of the logarithm
    paid_per_second: float = 1000.0  # all chats of a bot, what is free included
    stars: float = 0.0  # balance; spent by allow_paid_broadcast above the free rate
    callback_seconds: float = 900.0  # how long a pressed button can be answered
    webhook_ports: tuple[int, ...] | None = TELEGRAM_PORTS  # None: any, on this machine

    @classmethod
    def like(cls, name: str) -> "Limits":
        """`strict`, or `plain`: only what every test can do with, and a 429 at once.

        Raises ControlError for another name.
        """
        if name not in PRESETS:
            raise ControlError(f"limits are like one of {sorted(PRESETS)}, not {name!r}")
        return cls(**PRESETS[name])

    def change(self, changes: dict[str, Any]) -> None:
        """Changes what is named; `like` sets all of them first."""
        known = {field.name for field in fields(self)}
        changes = dict(changes)
        like = changes.pop("like", None)
        for name in changes:
            if name not in known:
                raise ControlError(f"no limit is named {name!r}; there are {sorted(known)}")
        if like is not None:
            preset = Limits.like(like)
            changes = {name: getattr(preset, name) for name in known} | changes
        checked = {name: _checked(name, value) for name, value in changes.items()}
        for name, value in checked.items():
            setattr(self, name, value)


ABOVE_ZERO = (
    "per_second",
    "per_chat_per_second",
    "per_chat_burst",
    "group_per_minute",
    "edits_per_minute",
    "forwards_per_hour",
    "paid_per_second",
)
CAN_BE_OFF = frozenset({*ABOVE_ZERO, "webhook_ports"}) - {"per_chat_burst", "paid_per_second"}


def _checked(name: str, value: Any) -> Any:
    if value is None and name in CAN_BE_OFF:
        return None
    if name == "webhook_ports":
        if isinstance(value, (list, tuple)) and all(isinstance(each, int) for each in value):
            return tuple(value)
        raise ControlError("webhook_ports: a list of ports, or null for any on this machine")
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
        raise ControlError(f"{name}: a number from 0 on, not {value!r}")
    if name in ABOVE_ZERO and value == 0:
        raise ControlError(f"{name}: more than 0; null switches a limit off")
    return value


PRESETS: dict[str, dict[str, Any]] = {
    STRICT: {},
    PLAIN: {
        "per_chat_per_second": None,
        "forwards_per_hour": None,
        "ban": 3.0,
        "prolong": 0.0,
        "silent_wait": 0.0,
        "webhook_ports": None,
    },
}
