// How everybody stands to the bot, as one bar and in numbers.

import { el, setText } from "../base/dom.js";
import { grouped } from "../base/numbers.js";
import { panel } from "./panel.js";

const STANDINGS = [
  ["active", "active"],
  ["blocked", "blocked it"],
  ["deactivated", "deleted"],
  ["stranger", "never started"],
];

export function standings({ store }) {
  const rows = STANDINGS.map(([name, words]) => ({
    name,
    bar: el("span", { class: `share share-${name}` }),
    number: el("dd", { class: "number" }),
    words,
  }));
  store.on("pulse", ({ people }) => {
    const all = rows.reduce((sum, { name }) => sum + (people[name] ?? 0), 0) || 1;
    for (const { name, bar, number } of rows) {
      const count = people[name] ?? 0;
      if (number.textContent === grouped(count)) continue;
      setText(number, grouped(count));
      bar.style.flexGrow = count / all;
    }
  });
  return panel(
    "people-panel",
    "People",
    el("div", { class: "shares", attrs: { "aria-hidden": "true" } }, ...rows.map(({ bar }) => bar)),
    el(
      "dl",
      { class: "standings" },
      ...rows.map(({ name, words, number }) =>
        el("div", {}, el("dt", {}, el("span", { class: `dot share-${name}` }), words), number),
      ),
    ),
  );
}
