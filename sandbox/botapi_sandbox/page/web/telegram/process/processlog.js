// What a process says. Follows its end unless somebody has scrolled up to read.

import { el, setText, show } from "../../base/dom.js";

const NEAR = 24; // px from the end of the log that count as "at its end"

export function processLog(label) {
  const lines = el("pre", { class: "log-lines", attrs: { tabindex: "0", "aria-label": label } });
  const newest = el("span", { class: "log-newest one-line muted" });
  const root = el(
    "details",
    { class: "log" },
    el("summary", {}, el("span", { text: "Log" }), newest),
    lines,
  );
  let following = true;
  lines.addEventListener("scroll", () => {
    following = lines.scrollHeight - lines.scrollTop - lines.clientHeight < NEAR;
  });
  const follow = () => {
    if (following && root.open) lines.scrollTop = lines.scrollHeight;
  };
  root.addEventListener("toggle", follow);
  return {
    root,
    tell({ state, log }) {
      const text = (log ?? []).join("\n");
      show(root, state !== "none" || text !== "");
      if (lines.textContent === text) return;
      lines.textContent = text;
      setText(newest, log.at(-1));
      follow();
    },
  };
}
