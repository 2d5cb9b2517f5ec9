"""The small bots, and how each is started."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
BOTS = HERE / "bots"
VENV = HERE / ".venv"
NODE_MODULES = HERE / "node_modules"
MODES = ("polling", "webhook")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A library. `lenient`: it sends what the schema does not know, as the real server overlooks
    it; `by`: the interpreter that runs its bot."""

    name: str
    file: str
    by: Path | None
    lenient: bool = False

    def command(self) -> list[str]:
        return [str(self.by), str(BOTS / self.file)]


def kinds() -> list[Kind]:
    own, node = VENV / "bin" / "python", shutil.which("node")
    by_node = Path(node) if node else None
    return [
        Kind(name="aiogram", file="bot_aiogram.py", by=Path(sys.executable)),
        Kind(name="python-telegram-bot", file="bot_ptb.py", by=own),
        Kind(name="pyTelegramBotAPI", file="bot_telebot.py", by=own),
        Kind(name="grammY", file="bot_grammy.mjs", by=by_node),
        Kind(name="Telegraf", file="bot_telegraf.mjs", by=by_node, lenient=True),
    ]
