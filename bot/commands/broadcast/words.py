"""What the API has answered, in words for whoever has typed the command."""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo

from bot.commands.broadcast.line import Json
from bot.commands.telling import printable

FIGURES = ("sent", "blocked", "unreachable", "failed", "uncertain", "skipped", "remaining")


def of_broadcast(view: Json, zone: tzinfo) -> str:
    """One line."""
    return _STATES[view["state"]](view, _named(view), zone)


def of_arrival(view: Json, zone: tzinfo) -> str:
    """Of a draft that was made to be sent from the chat."""
    if view["state"] != "draft" or view["held_by"] is not None:
        return of_broadcast(view, zone)
    return f"draft {_named(view)}: the admins are asked in the chat to send it"


def of_report(told: Json, zone: tzinfo) -> str:
    view = told["broadcast"]
    lines = [of_broadcast(view, zone)]
    figures: Mapping[str, int] = view["figures"] or {}
    lines += [f"{name:<12}{figures[name]:>10}" for name in FIGURES if name in figures]
    lines += [f"{_reason(one)}: {one['count']}" for one in told["reasons"]]
    lines += [f"answer {printable(one['text'])!r}: {one['count']}" for one in told["answers"]]
    return "\n".join(lines)


def of_status(told: Json) -> str:
    name = f"@{told['username']}" if told["username"] else f"bot {told['bot_id']}"
    halts = ", ".join(f"{one['reason']} ({one['seconds']} s)" for one in told["halts"])
    people = ", ".join(f"{count} {state}" for state, count in told["subscribers"].items())
    unfinished = ", ".join(map(str, told["unfinished"]))
    return "\n".join(
        (
            f"{name} {'is able to send' if told['able_to_send'] else f'waits: {halts}'}",
            f"subscribers  {people or 'none'}",
            f"under way    {unfinished or 'nothing'}",
            f"drafts       {told['drafts']}",
            f"planned      {told['planned']}",
        )
    )


def of_file(told: Json) -> str:
    return f"{told['file']}: {told['bytes']} bytes"


def _named(view: Json) -> str:
    title = printable(view["title"])
    return f"{view['id']}, {title!r}" if title else str(view["id"])


def _draft(view: Json, named: str, _zone: tzinfo) -> str:
    if view["held_by"] is not None:
        return f"draft {named}: an admin has opened it, and it is theirs to send"
    return f"draft {named}: not sent; admins find it among the drafts"


def _scheduled(view: Json, named: str, zone: tzinfo) -> str:
    moment = datetime.fromisoformat(view["planned_for"]).astimezone(zone)
    return f"broadcast {named} goes out on {moment:%Y-%m-%d %H:%M %Z}"


def _launched(words: str) -> Callable[[Json, str, tzinfo], str]:
    def say(view: Json, named: str, _zone: tzinfo) -> str:
        figures = view["figures"]
        done = f"{figures['done']} of {figures['total']} done, {figures['sent']} sent"
        why = f" ({view['pause_reason']})" if view["pause_reason"] else ""
        return f"broadcast {named} {words}{why}: {done}"

    return say


def _discarded(view: Json, _named: str, _zone: tzinfo) -> str:
    return f"draft {view['id']} is thrown away: nobody gets it"


def _reason(one: Json) -> str:
    return f"{one['state']}, {printable(one['reason'] or 'no reason given')}"


_STATES: Mapping[str, Callable[[Json, str, tzinfo], str]] = {
    "draft": _draft,
    "scheduled": _scheduled,
    "running": _launched("is being sent"),
    "paused": _launched("is paused"),
    "finished": _launched("is finished"),
    "cancelled": _launched("was cancelled"),
    "discarded": _discarded,
}
