"""The settings of each bot of BOT_TOKENS_FILE: the process's own, but for what its line says."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import SecretStr, ValidationError

from bot.roster import tokens_file
from bot.roster.tokens_file import BadTokensFile, TokenLine
from bot.settings.mistakes import SettingsMistakes, in_one_line
from bot.settings.settings import POSTGRESQL, SQLITE, Settings

# What may differ from bot to bot; all else belongs to the process or follows from the bot's number.
OWN = (
    *("admin_ids", "default_locale", "timezone"),
    *("broadcast_rate", "forward_rate", "mending_rate"),
    *("find_out", "uncertain_policy", "canary", "failure_share", "undo_seconds", "grace_minutes"),
    "repeat_ahead_minutes",
    *("type_count_above", "ledger_days", "clean_list", "drop_pending_updates"),
)


def read_bots(base: Settings) -> dict[int, Settings]:
    """Those of the file, which may have changed since; none where there is no file.

    Raises SettingsMistakes.
    """
    if base.bot_tokens_file is None:
        return {}
    try:
        return entries(base, tokens_file.read(base.bot_tokens_file))
    except BadTokensFile as error:
        raise SettingsMistakes([f"BOT_TOKENS_FILE: {error}"]) from None


def entries(base: Settings, lines: Iterable[TokenLine]) -> dict[int, Settings]:
    """Each bot's settings by its number, in the order of the file; raises BadTokensFile."""
    return {line.bot_id: _settings(base, line) for line in lines}


def _settings(base: Settings, line: TokenLine) -> Settings:
    for name in line.own:
        if name not in OWN:
            words = (
                "is a setting of the whole process"
                if name in Settings.model_fields
                else ("is not a setting")
            )
            raise BadTokensFile(f"{name} {words}; a line may have {', '.join(OWN)}", line.number)
    given: dict[str, Any] = {name: getattr(base, name) for name in Settings.model_fields}
    try:
        return Settings(_env_file=None, **(given | _of_its_own(base, line) | dict(line.own)))
    except ValidationError as error:
        words = "; ".join(in_one_line(one) for one in error.errors())
        raise BadTokensFile(words, line.number) from None


def _of_its_own(base: Settings, line: TokenLine) -> dict[str, Any]:
    """What follows from the bot's number."""
    return {
        "bot_tokens_file": None,
        "bot_token": line.token,
        "database_url": database_of(base, line.bot_id),
        "webhook_url": hook_of(base, line.bot_id),
        "webhook_secret": secret_of(base, line.bot_id),
    }


def database_of(base: Settings, bot_id: int) -> str:
    """A file or a schema of its own: what happens to one reaches no other."""
    if base.database_url.startswith(POSTGRESQL):
        from sqlalchemy import make_url  # it takes a while, and few need it

        server = make_url(base.database_url).update_query_dict({"schema": f"bot_{bot_id}"})
        return server.render_as_string(hide_password=False)
    return f"{SQLITE}{base.data_dir / f'bot_{bot_id}.sqlite3'}"


def hook_of(base: Settings, bot_id: int) -> str | None:
    """Below WEBHOOK_URL, so that one line of a proxy's settings leads to all."""
    return base.webhook_url and f"{base.webhook_url.rstrip('/')}/hook/{bot_id}"


def secret_of(base: Settings, bot_id: int) -> SecretStr | None:
    """Made of WEBHOOK_SECRET: whoever learns one bot's can post to no other, and there is one
    setting all the same, from which each process makes the same."""
    if base.webhook_secret is None:
        return None
    key = base.webhook_secret.get_secret_value().encode()
    return SecretStr(hmac.new(key, f"hook/{bot_id}".encode(), hashlib.sha256).hexdigest())


def secrets_of(bots: Mapping[int, Settings]) -> tuple[str, ...]:
    """What must never be shown, of all of them."""
    return tuple(dict.fromkeys(secret for one in bots.values() for secret in one.secrets))
