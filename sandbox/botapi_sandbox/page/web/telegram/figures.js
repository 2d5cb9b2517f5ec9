// The big numbers: what was accepted and refused since the sandbox began, and who waits.

import { el, setText } from "../base/dom.js";
import { grouped } from "../base/numbers.js";

const FIGURES = [
  { name: "Accepted", of: (pulse) => pulse.totals.accepted, about: "messages this Telegram took" },
  {
    name: "429s",
    of: (pulse) => pulse.totals.refused,
    bad: true,
    about: "sends refused for being too many",
  },
  {
    name: "Broken",
    of: (pulse) => pulse.totals.broken,
    bad: true,
    about: "answers that failed or were lost",
  },
  {
    name: "In line",
    of: (pulse) => pulse.in_line,
    about: "sends that wait silently for the ceiling",
  },
  { name: "Paid", of: (pulse) => pulse.totals.paid, about: "messages that cost Stars" },
  {
    name: "For the bot",
    of: (pulse) => pulse.updates_waiting,
    about: "updates the bot has not fetched yet",
  },
];

export function figures({ store }) {
  const shown = FIGURES.map((figure) => ({
    ...figure,
    value: el("dd", { class: "figure-value number", text: "0" }),
  }));
  store.on("pulse", (pulse) => {
    for (const { of, value, bad } of shown) {
      const number = of(pulse) ?? 0;
      setText(value, grouped(number));
      if (bad) value.classList.toggle("is-bad", number > 0);
    }
  });
  return el(
    "dl",
    { class: "figures" },
    ...shown.map(({ name, about, value }) =>
      el("div", { class: "figure", attrs: { title: about } }, el("dt", { text: name }), value),
    ),
  );
}
