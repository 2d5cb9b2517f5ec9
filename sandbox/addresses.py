"""Where the sandbox can be reached; known once its ports are open."""

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Addresses:
    bot: str = ""  # what bots are pointed at; closed during an outage that refuses connections
    control: str = ""  # never closed: the control API and the page
