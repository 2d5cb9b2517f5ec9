#!/usr/bin/env bash
# guess: what Telegraf sends holds the Bot API's own parameters and fields only.
# seen: each button that Markup.button makes carries its own field "hide", false too, and each form
#   with a file a field "method" with the method's name. Telegram's server overlooks unknown fields;
#   a strict one, a mock or a proxy that checks what it is sent, refuses nearly every keyboard.
# with: telegraf@4.16.3
# source: Telegraf: src/button.ts (hide is part of each button), src/core/network/client.ts
#   (buildFormDataConfig gets { method, ...payload })
# matters: whoever tests a Telegraf bot against anything but Telegram, or compares what was sent with
#   what came back: the message that the server returns has no "hide".
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
command -v node >/dev/null && command -v npm >/dev/null || exit 2
(cd "$dir" && npm install --silent --no-audit --no-fund --ignore-scripts telegraf@4.16.3 \
    >/dev/null) || exit 2
cat >"$dir/try.mjs" <<'JS'
import { createServer } from "node:http";
import { Input, Markup, Telegram } from "telegraf";

const bodies = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  bodies.push(body);
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({ ok: true, result: { message_id: 1, date: 1, chat: { id: 7 } } }));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const telegram = new Telegram("42:TEST", { apiRoot: `http://127.0.0.1:${server.address().port}` });
await telegram.sendMessage(7, "Hello", Markup.inlineKeyboard([Markup.button.callback("Go", "go")]));
await telegram.sendDocument(7, Input.fromBuffer(Buffer.from("bytes"), "notes.txt"));
server.closeAllConnections();
server.close();
const button = JSON.parse(bodies[0]).reply_markup.inline_keyboard[0][0];
const form = /name="method"\r\n\r\n(\w+)/.exec(bodies[1]);
console.log(`a button as it is sent: ${JSON.stringify(button)}`);
console.log(`the form of a document has a field "method": ${form ? form[1] : "no"}`);
process.exit(button.hide === false && form?.[1] === "sendDocument" ? 0 : 1);
JS
timeout 60 node "$dir/try.mjs"
