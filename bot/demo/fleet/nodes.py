"""What the nodes are told, and how the local Telegram keeps them, which kills and freezes them."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

from bot.demo.fleet.cast import BOTS, NODES
from botapi_sandbox.ground.port import free_ports

NODE = (sys.executable, "-m", "bot", "node")
SECRET = 0o600
TOKENS, PROCESSES = "tokens.txt", "nodes.json"


def tokens_file(folder: Path) -> Path:
    """Every node has the same."""
    file = folder / TOKENS
    _write(file, "".join(f"{bot.line()}\n" for bot in BOTS))
    return file


def processes_file(folder: Path, settings: Mapping[str, str]) -> Path:
    """For `botapi-sandbox --processes`; `settings` are those that all nodes share."""
    file = folder / PROCESSES
    told = [
        _process(folder, name, port, settings)
        for name, port in zip(NODES, free_ports(len(NODES)), strict=True)
    ]
    _write(file, json.dumps(told))
    return file


def node_settings(database: URL, tokens: Path, *, rate: float, undo: int) -> dict[str, str]:
    """`rate` in messages/s for each bot; `undo` in seconds."""
    return {
        "DATABASE_URL": database.render_as_string(hide_password=False),
        "BOT_TOKENS_FILE": str(tokens),
        "TELEGRAM_API_URL": "{url}",
        "BROADCAST_RATE": f"{rate:g}",
        "UNDO_SECONDS": str(undo),
    }


def _process(folder: Path, name: str, port: int, settings: Mapping[str, str]) -> dict[str, Any]:
    own = {
        "NODE_NAME": name,
        "NODE_ADDRESS": f"http://127.0.0.1:{port}",
        "HTTP_PORT": str(port),
        "DATA_DIR": str(folder / name),
    }
    return {
        "name": name,
        "command": [*NODE],
        "env": {**settings, **own},
        "log": str(folder / f"{name}.log"),
    }


def _write(file: Path, text: str) -> None:
    """Tokens stand in it."""
    file.touch(SECRET)
    file.write_text(text, encoding="utf-8")
