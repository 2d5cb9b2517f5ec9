#!/usr/bin/env bash
# guess: `NUMBER($n, minimumFractionDigits: 1) ->` chooses the plural form of what is shown: in
#   English "1.0" is not singular ("1.0 points"), as it is in the implementation for JavaScript.
# seen: fluent.runtime chooses by the bare number, so 1 gives "1.0 point"; @fluent/bundle gives
#   "1.0 points".
# with: fluent.runtime==0.4.0 @fluent/bundle@0.19.1
# source: https://projectfluent.org/fluent/guide/selectors.html: "The formatted number will then be
#   used to choose the correct CLDR plural category"
# matters: whoever shares .ftl files between the two, or shows decimals beside a noun in Python.
#   Round first and pass an int where the noun counts, or give the decimal a form of its own.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
command -v npm >/dev/null || { echo "npm is needed"; exit 2; }
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check fluent.runtime==0.4.0 &&
    npm install --silent --no-fund --no-audit --prefix "$dir" @fluent/bundle@0.19.1
} || exit 2
cat >"$dir/score.ftl" <<'FTL'
score =
    { NUMBER($points, minimumFractionDigits: 1) ->
        [one] { NUMBER($points, minimumFractionDigits: 1) } point
       *[other] { NUMBER($points, minimumFractionDigits: 1) } points
    }
FTL
python=$("$dir/venv/bin/python" - "$dir/score.ftl" <<'PY'
import sys
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

bundle = FluentBundle(["en"], use_isolating=False)
bundle.add_resource(FluentResource(Path(sys.argv[1]).read_text()))
print(bundle.format_pattern(bundle.get_message("score").value, {"points": 1})[0])
PY
)
javascript=$(cd "$dir" && node --input-type=module - <<'JS'
import { readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";

const bundle = new FluentBundle("en", { useIsolating: false });
bundle.addResource(new FluentResource(readFileSync("score.ftl", "utf8")));
console.log(bundle.formatPattern(bundle.getMessage("score").value, { points: 1 }));
JS
)
echo "fluent.runtime: $python"
echo "@fluent/bundle: $javascript"
[ "$python" = "1.0 point" ] && [ "$javascript" = "1.0 points" ]
