// The panel on the right: what Telegram sees, and what can be done to it.

import { board } from "./board.js";
import { callsPanel } from "./calls.js";
import { controls } from "./controls/controls.js";
import { el, setText } from "../base/dom.js";
import { botBox } from "./process/botbox.js";
import { figures } from "./figures.js";
import { fleetBox } from "./process/fleetbox.js";
import { graph } from "./graph/graph.js";
import { spread } from "./spread.js";
import { standings } from "./standings.js";

export function mountTelegram(root, tools) {
  root.append(
    graph(tools),
    figures(tools),
    botBox(tools),
    fleetBox(tools),
    board(tools),
    spread(tools),
    controls(tools),
    callsPanel(tools),
    standings(tools),
    colophon(tools),
  );
}

function colophon({ store }) {
  const words = el("p", { class: "panel-end muted" });
  store.on("hello", ({ version }) => setText(words, `Bot API ${version}, on this computer only`));
  return words;
}
