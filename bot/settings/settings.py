"""Every setting, checked once at start and handed down piece by piece.

The environment beats the file `.env`; an empty value counts as not set. Each field's description
says what is expected: it is the second half of the line that a mistake gets (see
bot/settings/mistakes.py). Fields stand in the order in which they are checked: later ones look at
earlier ones.
"""

import re
import socket
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.settings.addresses import checked_server, port_of
from bot.settings.proxy import EXPECTED as EXPECTED_PROXY
from bot.settings.proxy import checked_proxy, passwords
from bot.settings.schemas import of_bot
from bot.settings.token_file import read_token

LOCALES = Path(__file__).parents[2] / "locales"
PUBLIC_SERVER = "https://api.telegram.org"
DATABASE_NAME = "herald.sqlite3"
SQLITE = "sqlite+aiosqlite:///"
POSTGRESQL = "postgresql+psycopg://"
NO_TOKEN = "0:none"  # noqa: S105 - of commands that need none
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # Bot API: setWebhook, secret_token
WEBHOOK_PORTS = (443, 80, 88, 8443)  # Bot API: setWebhook
NODE_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Settings(BaseSettings):
    """What the person who runs Herald decides."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        validate_default=True,
        hide_input_in_errors=True,
    )

    # A path is given, what stands there is kept: a pipe can be read only once.
    bot_token_file: SecretStr | None = Field(
        None, description="a readable file that holds the token"
    )
    bot_tokens_file: Path | None = Field(
        None, description="a file with a token a line, for several bots"
    )
    bot_token: SecretStr = Field(
        SecretStr(""), description="the token that @BotFather gave you, such as 123456:ABC-def"
    )
    admin_ids: Annotated[tuple[int, ...], NoDecode] = Field(
        (), description="numeric Telegram ids separated by commas, such as 12345,67890"
    )
    data_dir: Path = Field(Path("data"), description="a folder that the bot may write to")
    database_url: str = Field(
        "",
        description=f"{SQLITE}PATH, such as {SQLITE}data/{DATABASE_NAME}, "
        f"or {POSTGRESQL}USER:PASSWORD@HOST/DATABASE",
        repr=False,  # it may hold a password
    )
    telegram_api_url: str = Field(
        PUBLIC_SERVER,
        description=f"an http(s) address, such as {PUBLIC_SERVER}",
        repr=False,  # it may hold a password
    )
    proxy: SecretStr | None = Field(None, description=EXPECTED_PROXY)
    broadcast_rate: float = Field(
        25.0, ge=0.1, le=10_000, description="messages per second, from 0.1 to 10000"
    )
    forward_rate: float = Field(
        1_000.0, ge=1, le=10_000, description="messages per hour, from 1 to 10000"
    )
    mending_rate: float | None = Field(
        None, ge=0.1, le=10_000, description="messages per second, from 0.1 to 10000"
    )
    find_out: bool = Field(default=True, description="true or false")
    uncertain_policy: Literal["hold", "resend"] = Field("hold", description="hold or resend")
    canary: int = Field(20, ge=0, le=10_000, description="recipients, from 0 to 10000")
    failure_share: int = Field(30, ge=0, le=100, description="percent, from 0 to 100")
    undo_seconds: int = Field(10, ge=0, le=600, description="seconds, from 0 to 600")
    type_count_above: int = Field(
        10_000, ge=0, le=1_000_000_000, description="recipients, from 0 to 1000000000"
    )
    grace_minutes: int = Field(15, ge=0, le=10_080, description="minutes, from 0 to 10080")
    repeat_ahead_minutes: int = Field(60, ge=0, le=10_080, description="minutes, from 0 to 10080")
    ledger_days: int = Field(0, ge=0, le=36_500, description="days, from 0 to 36500")
    clean_list: bool = Field(default=False, description="true or false")
    outside_private: bool = Field(default=False, description="true or false")
    webhook_url: str | None = Field(
        None, description="an https address on port 443, 80, 88 or 8443 that leads to this bot"
    )
    webhook_secret: SecretStr | None = Field(
        None, description="1 to 256 of A-Z a-z 0-9 _ - when WEBHOOK_URL is set"
    )
    http_host: str = Field("127.0.0.1", description="an address of this machine to listen on")
    http_port: int | None = Field(None, ge=0, le=65535, description="a port, such as 8080")
    node_name: str = Field(
        "", description="1 to 64 of A-Z a-z 0-9 . _ - ; empty: the machine's own name"
    )
    node_address: str | None = Field(
        None, description="an http(s) address at which other nodes reach this one's HTTP_PORT"
    )
    drop_pending_updates: bool = Field(default=False, description="true or false")
    default_locale: str = Field("en", description="a language code, such as en")
    timezone: str = Field("UTC", description="a name of the IANA database, such as Europe/Berlin")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR"
    )
    log_format: Literal["console", "json"] = Field("console", description="console or json")

    @property
    def bot_id(self) -> int:
        """A token begins with its bot's number."""
        return int(self.bot_token.get_secret_value().partition(":")[0])

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown. (The proxies of the environment are nobody's setting.)"""
        hidden = (self.bot_token, self.webhook_secret, self.proxy)
        values = [one.get_secret_value() for one in hidden if one is not None]
        addresses = [self.telegram_api_url, self.database_url]
        if self.proxy is not None:
            addresses.append(self.proxy.get_secret_value())
        return (*values, *passwords(*addresses))

    @field_validator("bot_token_file", mode="before")
    @classmethod
    def _content(cls, path: Any) -> Any:
        return read_token(Path(path)) if isinstance(path, str | Path) else path

    @field_validator("bot_token")
    @classmethod
    def _token(cls, token: SecretStr, info: ValidationInfo) -> SecretStr:
        if "bot_token_file" not in info.data:
            return token  # the file has its own mistake: one is enough
        text = token.get_secret_value().strip()
        file = info.data["bot_token_file"]
        if text and file is not None:
            raise ValueError("is set, and BOT_TOKEN_FILE too")
        text = file.get_secret_value() if file is not None else text
        if info.data.get("bot_tokens_file") is not None:
            if text and text != NO_TOKEN:
                raise ValueError("or BOT_TOKEN_FILE is set, and BOT_TOKENS_FILE too")
            return SecretStr("")
        if not text:
            raise ValueError("is missing")
        if not TOKEN.fullmatch(text):
            raise ValueError("does not look like a token")
        return SecretStr(text)

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        words = [word.strip() for word in value.split(",") if word.strip()]
        for word in words:
            if not re.fullmatch(r"[0-9]{1,19}", word):
                raise ValueError(f"{word!r} is not a numeric id")
        return tuple(dict.fromkeys(int(word) for word in words))

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str, info: ValidationInfo) -> str:
        if url.startswith(SQLITE) and info.data.get("bot_tokens_file") is not None:
            raise ValueError(
                "is one file, and BOT_TOKENS_FILE names several bots, each with one in DATA_DIR"
            )
        if not url:
            return f"{SQLITE}{Path(info.data.get('data_dir', 'data')) / DATABASE_NAME}"
        if url.startswith(POSTGRESQL):
            return of_bot(checked_server(url), info.data.get("bot_token"))
        if not url.startswith(SQLITE):  # the value is not shown: it may hold a password
            raise ValueError("names a database that Herald does not run on")
        if url.removeprefix(SQLITE).split("?")[0] in {"", ":memory:"}:
            raise ValueError("names no file")
        return url

    @field_validator("telegram_api_url")
    @classmethod
    def _server(cls, url: str) -> str:
        port_of(url, schemes=("http", "https"))
        return url.rstrip("/")

    @field_validator("proxy")
    @classmethod
    def _proxy(cls, proxy: SecretStr | None) -> SecretStr | None:
        return proxy and SecretStr(checked_proxy(proxy.get_secret_value()))

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is None:
            return None
        # A Bot API server of one's own takes any scheme and port (Bot API: local mode).
        public = info.data.get("telegram_api_url") == PUBLIC_SERVER
        port = port_of(url, schemes=("https",) if public else ("http", "https"))
        if public and port not in WEBHOOK_PORTS:
            raise ValueError(f"names port {port}, which Telegram does not call")
        if re.search(r"[{}]", unquote(urlsplit(url).path)):  # the router's own signs
            raise ValueError("has braces in its path")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if secret is None:
            if info.data.get("webhook_url"):
                raise ValueError("is missing")
        elif not WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("has characters or a length that Telegram refuses")
        return secret

    @field_validator("http_port")
    @classmethod
    def _port(cls, port: int | None, info: ValidationInfo) -> int | None:
        if port is None and info.data.get("webhook_url"):
            raise ValueError("is missing, and WEBHOOK_URL needs it")
        return port

    @field_validator("node_name")
    @classmethod
    def _node(cls, name: str) -> str:
        if not name:
            return re.sub(r"[^A-Za-z0-9._-]", "-", socket.gethostname())[:64] or "node"
        if not NODE_NAME.fullmatch(name):
            raise ValueError("is no name for a node")
        return name

    @field_validator("node_address")
    @classmethod
    def _address(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is None:
            return None
        port_of(url, schemes=("http", "https"))
        if info.data.get("http_port") is None:
            raise ValueError("is set, and HTTP_PORT is not")
        return url.rstrip("/")

    @field_validator("default_locale")
    @classmethod
    def _locale(cls, code: str) -> str:
        if not LOCALE.fullmatch(code):
            raise ValueError(f"{code!r} is not a language code")
        if code.lower() not in {folder.name.lower() for folder in LOCALES.iterdir()}:
            raise ValueError(f"there are no texts in {code!r}")
        return code

    @field_validator("timezone")
    @classmethod
    def _zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, KeyError) as error:  # KeyError: ZoneInfoNotFoundError
            raise ValueError(f"{name!r} is not a time zone that is known here") from error
        return name

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, level: Any) -> Any:
        return level.upper() if isinstance(level, str) else level

    @field_validator("log_format", "uncertain_policy", mode="before")
    @classmethod
    def _lower(cls, word: Any) -> Any:
        return word.lower() if isinstance(word, str) else word
