"""Where the sandbox can be reached; known once its ports are open."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web


@dataclass(slots=True, kw_only=True)
class Addresses:
    bot: str = ""  # what bots are pointed at; closed during an outage that refuses connections
    control: str = ""  # never closed: the control API and the page
    everywhere: bool = False  # it listens on every address of this machine, and these are local

    def seen(self, address: str, request: web.BaseRequest) -> str:
        """One of them, under the name by which whoever asks has reached the sandbox."""
        host = urlsplit(f"//{request.headers.get('Host', '')}").hostname
        if not self.everywhere or not host:
            return address
        return f"http://{f'[{host}]' if ':' in host else host}:{urlsplit(address).port}"
