#!/usr/bin/env bash
# guess: `F.from_user.username != "bob"` and `~(F.from_user.username == "bob")` say the same, and so
#   do `.not_in(…)` and `~ … .in_(…)`.
# seen: where a step on the way is missing (a channel post has no from_user) the first of each pair
#   does not match and the second does.
# with: magic-filter==1.0.12
# source: magic_filter/magic.py: a missing attribute ends the resolution with None, which is false;
#   ~ turns that round.
# matters: filters that keep somebody out: spelt one way they let posts without a sender through,
#   spelt the other way they stop them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check magic-filter==1.0.12
} || exit 2
"$dir/venv/bin/python" - <<'PY'
from types import SimpleNamespace

from magic_filter import F

by_ann = SimpleNamespace(from_user=SimpleNamespace(username="ann"))
by_bob = SimpleNamespace(from_user=SimpleNamespace(username="bob"))
by_nobody = SimpleNamespace(from_user=None)
name = F.from_user.username
filters = {
    'F.from_user.username != "bob"': name != "bob",
    '~(F.from_user.username == "bob")': ~(name == "bob"),
    'F.from_user.username.not_in({"bob"})': name.not_in({"bob"}),
    '~F.from_user.username.in_({"bob"})': ~name.in_({"bob"}),
}
seen = []
for spelling, rule in filters.items():
    matches = [bool(rule.resolve(event)) for event in (by_ann, by_bob, by_nobody)]
    print(f"{spelling:40} Ann {matches[0]!s:6} Bob {matches[1]!s:6} nobody {matches[2]}")
    seen.append(matches)
kept_out, let_in = [True, False, False], [True, False, True]
raise SystemExit(0 if seen == [kept_out, let_in, kept_out, let_in] else 1)
PY
