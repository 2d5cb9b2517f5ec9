"""Docker's health check: asks /healthz of the bot in the same container, with nothing but Python.

The exit code is 0 when it answers. It reads HTTP_PORT and HTTP_HOST as the bot does: empty ones
count as not set, and the image's own port then stands for them.
"""

import os
import sys
import urllib.request
from collections.abc import Mapping

IMAGE_PORT = "8080"  # as in the Dockerfile
EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - looked for, not listened on
PATIENCE = 4.0  # seconds


def address(environment: Mapping[str, str]) -> str:
    host = environment.get("HTTP_HOST", "")
    host = "127.0.0.1" if host in EVERYWHERE else host
    port = environment.get("HTTP_PORT", "") or IMAGE_PORT
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/healthz"


def main() -> int:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address(os.environ), timeout=PATIENCE):
            return 0
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
