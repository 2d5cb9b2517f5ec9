"""The files of deploy/: what they name is there, and means what they take it for."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.app import DRAIN
from bot.command_line import parser
from bot.fleet.forwarding import HOOK
from bot.fleet.onward.links import LINK
from bot.settings.settings import Settings

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
NGINX_PROGRAM = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
UNITS = sorted(DEPLOY.glob("*.service"))
COMPOSE = (DEPLOY / "compose.fleet.yml").read_text(encoding="utf-8")
NGINX = (DEPLOY / "nginx-fleet.conf").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
DOCS = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md"))
SETTINGS = {name.upper() for name in Settings.model_fields}


def below(*keys: str) -> str:
    """What stands below these keys of the compose file, one in the other."""
    text = COMPOSE
    for depth, key in enumerate(keys):
        indent = " " * (2 * depth)
        found = re.search(rf"^{indent}{key}:\n((?:{indent}  .*\n|\n)+)", text, re.MULTILINE)
        assert found is not None, key
        text = found[1]
    return text


def value(text: str, key: str) -> str:
    found = re.search(rf"^ *{key}: (.+)$", text, re.MULTILINE)
    assert found is not None, key
    return found[1].strip('"')


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_runs_a_command_that_there_is_and_lets_it_end(unit: Path) -> None:
    said = dict(re.findall(r"^(\w+)=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE))
    words = shlex.split(said["ExecStart"])
    [at] = [place for place, word in enumerate(words) if word.endswith("bin/herald")]
    assert parser().parse_args(words[at + 1 :]).run
    assert {word.partition("=")[0] for word in words[1:at]} <= SETTINGS
    assert float(said["TimeoutStopSec"].removesuffix("s")) > DRAIN + 2
    assert said["RestartPreventExitStatus"] == "2"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_understands_a_unit(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        env={"PATH": os.environ["PATH"], "SYSTEMD_LOG_LEVEL": "warning"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_nodes_of_the_compose_file_are_told_what_a_node_needs() -> None:
    node = below("services", "node")
    given = below("services", "node", "environment")
    names = set(re.findall(r"^  *([A-Z_]+):", given, re.MULTILINE))
    assert names <= SETTINGS
    assert {"DATABASE_URL", "BOT_TOKENS_FILE"} <= names
    assert parser().parse_args([value(node, "command").strip('[]"')]).run
    assert value(given, "BOT_TOKENS_FILE") == f"/run/secrets/{value(node, 'secrets').strip('[]')}"
    assert float(value(node, "stop_grace_period").removesuffix("s")) > DRAIN + 2
    assert f"http://$$(hostname):{value(given, 'HTTP_PORT')}" in value(node, "entrypoint")
    assert Settings(
        _env_file=None,
        bot_tokens_file=Path("tokens"),
        database_url=value(given, "DATABASE_URL").replace("${POSTGRES_PASSWORD}", "secret"),
    ).database_url.startswith("postgresql+psycopg://herald:secret@db/")


def test_the_database_of_the_compose_file_is_the_one_that_the_nodes_look_for() -> None:
    url = value(below("services", "node", "environment"), "DATABASE_URL")
    theirs = below("services", "db", "environment")
    assert value(theirs, "POSTGRES_USER") == re.findall(r"//(\w+):", url)[0]
    assert value(theirs, "POSTGRES_DB") == url.rpartition("/")[2]
    assert "uid 10001" in DOCKERFILE, "who may read the tokens"
    assert "chown 10001 tokens" in COMPOSE


def test_the_image_can_be_built_with_the_extra() -> None:
    chosen = value(below("services", "node", "build"), "REQUIREMENTS")
    assert (ROOT / chosen).read_text(encoding="utf-8").count("procrastinate==") == 1
    copied = re.findall(r"^COPY (requirements.*) \./$", DOCKERFILE, re.MULTILINE)
    assert chosen in copied[0].split()
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in copied[0].split()} <= set(ignored)
    assert '-r "$REQUIREMENTS"' in DOCKERFILE
    assert f"--build-arg REQUIREMENTS={chosen}" in DOCS


def test_nginx_passes_on_webhooks_and_links_of_all_bots_and_nothing_else() -> None:
    hook, link = re.findall(r"location (\S+) \{", NGINX)
    assert (hook, link) == ("/hook/", "/r/")
    assert HOOK.search(f"{hook}101")
    assert LINK.search(f"{link}101/token")
    assert NGINX.count("proxy_pass http://herald;") == 2
    assert NGINX.count("{") == NGINX.count("}")


@pytest.mark.skipif(NGINX_PROGRAM is None, reason="no nginx here")
def test_nginx_understands_it(tmp_path: Path) -> None:
    assert NGINX_PROGRAM is not None
    # Without what only the system's own has: a port, certificates, a user, its folders.
    mine = re.sub(r"^ *ssl_certificate.*\n", "", NGINX, flags=re.MULTILINE)
    mine = mine.replace("listen 443 ssl;", f"listen unix:{tmp_path}/socket;")
    whole = tmp_path / "nginx.conf"
    own = "events {} http { access_log off;"
    whole.write_text(f"pid {tmp_path}/pid; error_log stderr;\n{own}\n{mine}\n}}", "utf-8")
    done = subprocess.run(
        [NGINX_PROGRAM, "-t", "-q", "-c", str(whole)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_each_file_is_named_where_somebody_looks_for_it() -> None:
    for file in DEPLOY.iterdir():
        if file.is_file() and file.suffix != ".py":
            assert f"../deploy/{file.name}" in DOCS, file.name
