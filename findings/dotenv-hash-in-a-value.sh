#!/usr/bin/env bash
# guess: one .env file means the same to the Python program and the Node program beside it.
# seen: without quotes, python-dotenv reads SECRET=abc#def whole, and dotenv for Node cuts it to
#   "abc"; of $HOST/x and ${HOST}/x python-dotenv fills in the second, dotenv neither.
# with: python-dotenv==1.2.4 dotenv@18.0.10
# source: https://github.com/motdotla/dotenv (comments: a value with # has to be quoted, since 15.0);
#   https://github.com/theskumar/python-dotenv (file format, variable expansion)
# matters: two services with one secret in one file: the one signs with what the other refuses. Put
#   quotes round every value with a # in it; both read those alike.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
command -v npm >/dev/null || { echo "npm is needed"; exit 2; }
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check python-dotenv==1.2.4 &&
    npm install --silent --no-fund --no-audit --prefix "$dir" dotenv@18.0.10
} || exit 2
cat >"$dir/.env" <<'ENV'
HOST=example.org
SECRET=abc#def
QUOTED="abc#def"
PLAIN=$HOST/x
BRACED=${HOST}/x
ENV
python=$("$dir/venv/bin/python" -c '
import sys, dotenv
print(*(f"{k}={v}" for k, v in dotenv.dotenv_values(sys.argv[1]).items()))' "$dir/.env")
node=$(cd "$dir" && node -e '
const read = require("dotenv").config({ quiet: true, processEnv: {} }).parsed;
console.log(Object.entries(read).map(([name, value]) => `${name}=${value}`).join(" "));')
echo "python-dotenv: $python"
echo "dotenv (Node): $node"
[ "$python" = 'HOST=example.org SECRET=abc#def QUOTED=abc#def PLAIN=$HOST/x BRACED=example.org/x' ] &&
    [ "$node" = 'HOST=example.org SECRET=abc QUOTED=abc#def PLAIN=$HOST/x BRACED=${HOST}/x' ]
