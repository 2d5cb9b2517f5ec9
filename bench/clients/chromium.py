"""Finds the machine's own Chromium and starts it: no browser is downloaded."""

import os
import shutil
from pathlib import Path

from playwright.async_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but this machine has an address: what is asked for by mistake goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class NoChromium(Exception):
    """There is no Chromium here: `make test-browser` installs it, or says how."""


def executable() -> Path:
    """Raises NoChromium."""
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    raise NoChromium(NoChromium.__doc__)


async def launch(playwright: Playwright) -> Browser:
    """Chromium's own sandbox does not work for root, and CI is often root."""
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return await playwright.chromium.launch(
        executable_path=executable(), headless=True, args=[*FLAGS, *root]
    )
