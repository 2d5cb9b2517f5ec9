// What takes numbers of messages and is not told to the bot, and what lands late.

import { el } from "../../base/dom.js";
import { percent } from "../../base/numbers.js";
import { Slider, linear } from "./slider.js";

const LATEST = 60; // seconds that a message may take to land

const share = (value) => (value ? percent(value) : "none");

const SLIDERS = [
  {
    label: "Late landings",
    testid: "late",
    hint: `The connection breaks, and the message is sent some time within the next ${LATEST} s`,
    inForce: ({ faults }) => faults.lands_later?.share,
    apply: (act, value) =>
      act("faults", { lands_later: value && { share: value, delay: LATEST, at_least: 0 } }),
  },
  {
    label: "Another program on the token",
    testid: "foreign",
    hint: "Before this share of the bot's messages another program writes to somebody",
    inForce: ({ unheard }) => unheard.foreign?.share,
    apply: (act, value) => act("unheard", { foreign: value }),
  },
  {
    label: "Skipped numbers",
    testid: "service",
    hint: "Before this share of the bot's messages a number is taken that nobody is told of",
    inForce: ({ unheard }) => unheard.service?.share,
    apply: (act, value) => act("unheard", { service: value }),
  },
  {
    label: "Lost updates",
    testid: "lost-updates",
    hint: "Of this share of what people write the bot is never told",
    inForce: ({ unheard }) => unheard.lost?.share,
    apply: (act, value) => act("unheard", { lost: value }),
  },
];

export function unheard(act) {
  const sliders = SLIDERS.map((slider) => ({
    ...slider,
    view: new Slider({
      ...slider,
      scale: linear(0.5, 0.01),
      words: share,
      apply: (value) => slider.apply(act, value),
    }),
  }));
  const root = el(
    "details",
    { class: "more", data: { testid: "unheard" } },
    el("summary", { text: "Numbers and late landings" }),
    ...sliders.map(({ view }) => view.root),
  );
  return {
    root,
    inForce: (pulse) => sliders.forEach(({ view, inForce }) => view.inForce(inForce(pulse) ?? 0)),
  };
}
