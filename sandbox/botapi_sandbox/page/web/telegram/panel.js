// One part of the Telegram panel: a heading and what stands below it.

import { el } from "../base/dom.js";

export function panel(id, title, ...children) {
  return el(
    "section",
    { class: "panel", attrs: { id, "aria-labelledby": `${id}-title` } },
    el("h2", { class: "panel-title", text: title, attrs: { id: `${id}-title` } }),
    ...children,
  );
}
