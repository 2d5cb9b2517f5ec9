"""Which address means what: the one table that serves calls and that the description is made of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.api.core.acts.every import ACTS
from bot.api.core.call import Act
from bot.http.server import API

PREFIX = API
_NUMBER = r"(?P<{name}>-?\d{{1,16}})"
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Route:
    """`path` below PREFIX; what stands in braces is a number."""

    method: str
    path: str
    act: Act
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(_PLACE.findall(self.path)))

    @cached_property
    def _form(self) -> re.Pattern[str]:
        pattern = _PLACE.sub(lambda one: _NUMBER.format(name=one[1]), self.path)
        return re.compile(pattern, re.ASCII)

    def numbers(self, path: str) -> Mapping[str, int] | None:
        """Those in the path; None: it is another one."""
        found = self._form.fullmatch(path)
        return None if found is None else {name: int(found[name]) for name in self.names}


def _route(method: str, path: str, act: str) -> Route:
    return Route(method, path, ACTS[act])


ROUTES: Sequence[Route] = (
    _route("GET", "/status", "get_status"),
    _route("GET", "/broadcasts", "list_broadcasts"),
    _route("POST", "/broadcasts", "create_broadcast"),
    _route("GET", "/broadcasts/{broadcast}", "get_broadcast"),
    _route("DELETE", "/broadcasts/{broadcast}", "discard_broadcast"),
    _route("POST", "/broadcasts/{broadcast}/preview", "preview_broadcast"),
    _route("POST", "/broadcasts/{broadcast}/launch", "launch_broadcast"),
    _route("POST", "/broadcasts/{broadcast}/plan", "plan_broadcast"),
    _route("POST", "/broadcasts/{broadcast}/pause", "pause_broadcast"),
    _route("POST", "/broadcasts/{broadcast}/resume", "resume_broadcast"),
    _route("POST", "/broadcasts/{broadcast}/cancel", "cancel_broadcast"),
    _route("GET", "/broadcasts/{broadcast}/report", "report_broadcast"),
    _route("GET", "/subscribers", "list_subscribers"),
    _route("GET", "/subscribers/{chat_id}", "get_subscriber"),
    _route("PATCH", "/subscribers/{chat_id}", "change_subscriber"),
    _route("POST", "/subscribers/{chat_id}/unsubscribe", "unsubscribe_subscriber"),
    _route("DELETE", "/subscribers/{chat_id}", "erase_subscriber"),
    _route("GET", "/tags", "list_tags"),
    _route("POST", "/tags", "add_tag"),
    _route("GET", "/fields", "list_fields"),
    _route("GET", "/segments", "list_segments"),
    _route("POST", "/segments", "add_segment"),
    _route("GET", "/series", "list_series"),
    _route("POST", "/series/{series}/enrolments", "enrol_in_series"),
)

RECIPIENTS = "/broadcasts/{broadcast}/recipients.csv"  # a file, and no act
RECIPIENTS_FORM = re.compile(r"/broadcasts/(\d{1,16})/recipients\.csv", re.ASCII)
OPENAPI = "/openapi.json"
