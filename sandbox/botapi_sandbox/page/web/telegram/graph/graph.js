// Messages a second as a moving picture, with the same in words for whoever does not see it.

import { el, setText, show } from "../../base/dom.js";
import { Drawing } from "./drawing.js";
import { lasting, rate } from "../../base/numbers.js";
import { OUTAGES } from "../controls/outages.js";
import { Samples } from "./samples.js";

const WORDS_EVERY = 5000; // ms between two texts for screen readers
const LEGEND = [
  ["accepted", "accepted"],
  ["paid", "paid"],
  ["refused", "429"],
  ["banned", "ban"],
  ["outage", "outage"],
];
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

export function graph({ store }) {
  const samples = new Samples();
  const canvas = el("canvas", {
    class: "graph-canvas",
    attrs: { role: "img", "aria-label": "The last minute", "aria-describedby": "graph-words" },
  });
  const keys = new Map(LEGEND.map(([name, words]) => [name, legendKey(name, words)]));
  const head = new Head();
  keys.set("ceiling", head.ceiling);
  const words = el("p", { class: "visually-hidden", attrs: { id: "graph-words" } });
  const root = el(
    "section",
    { class: "panel graph", attrs: { "aria-label": "Messages a second" } },
    head.root,
    canvas,
    el(
      "div",
      { class: "legend", attrs: { "aria-hidden": "true" } },
      ...LEGEND.map(([name]) => keys.get(name)),
    ),
    words,
  );
  const motion = new Motion(canvas, new Drawing(canvas, samples), keys);
  store.on("pulse", (pulse) => {
    samples.push(pulse, performance.now());
    head.tell(pulse, samples.rate);
    motion.wake();
  });
  setInterval(() => store.pulse && setText(words, inWords(store.pulse, samples.rate)), WORDS_EVERY);
  return root;
}

// The colours are those of the legend: so the picture follows the theme.
function legendKey(name, words) {
  const swatch = el("span", { class: `swatch swatch-${name}` });
  return el("span", { class: "legend-key", data: { name } }, swatch, words);
}

class Head {
  constructor() {
    this.rate = el("span", { class: "graph-rate number", text: "0" });
    this.ceilingWords = el("span", { class: "number" });
    this.ceiling = el(
      "span",
      { class: "muted" },
      el("span", { class: "swatch swatch-ceiling" }),
      this.ceilingWords,
    );
    this.state = el("p", { class: "graph-state", attrs: { role: "status" } });
    this.left = el("span", { class: "number", attrs: { "aria-hidden": "true" } });
    this.ribbon = el("div", { class: "ribbon", attrs: { hidden: true } }, this.state, this.left);
    this.root = el(
      "header",
      { class: "graph-head" },
      el(
        "h2",
        { class: "graph-title" },
        this.rate,
        el("span", { class: "graph-unit", text: "messages/s" }),
      ),
      this.ceiling,
      this.ribbon,
    );
  }

  tell(pulse, perSecond) {
    setText(this.rate, rate(perSecond));
    setText(
      this.ceilingWords,
      pulse.ceiling === null ? "no ceiling" : `ceiling ${times(pulse)}${rate(pulse.ceiling)}/s`,
    );
    const outage = pulse.outage_left > 0;
    const banned = pulse.ban_left > 0;
    setText(
      this.state,
      outage
        ? `Outage: ${OUTAGES[pulse.outage_manner] ?? pulse.outage_manner}`
        : banned
          ? "Banned: every send is 429"
          : "",
    );
    setText(this.left, outage ? lasting(pulse.outage_left) : banned ? lasting(pulse.ban_left) : "");
    this.ribbon.classList.toggle("ribbon-outage", outage);
    show(this.ribbon, outage || banned);
  }
}

// Frames only while the picture is seen and something in it moves.
class Motion {
  #asked = false;
  #visible = false;

  constructor(canvas, drawing, keys) {
    Object.assign(this, { drawing, keys });
    new IntersectionObserver(([entry]) => {
      this.#visible = entry.isIntersecting;
      this.wake();
    }).observe(canvas);
    new ResizeObserver(() => this.wake()).observe(canvas);
    document.addEventListener("visibilitychange", () => this.wake());
  }

  wake() {
    if (this.#asked || !this.#visible || document.hidden) return;
    this.#asked = true;
    this.#readColours();
    requestAnimationFrame(() => this.#frame());
  }

  #frame() {
    this.#asked = false;
    const moves = this.drawing.draw(performance.now(), { calm: CALM.matches });
    if (moves && !CALM.matches) this.#again();
  }

  #again() {
    if (!this.#visible || document.hidden) return;
    this.#asked = true;
    requestAnimationFrame(() => this.#frame());
  }

  #readColours() {
    for (const [name, key] of this.keys)
      this.drawing.colours[name] = getComputedStyle(key.firstChild).color;
    this.drawing.colours.line = getComputedStyle(this.drawing.canvas).color;
  }
}

function times({ bots }) {
  return bots > 1 ? `${bots} × ` : "";
}

function inWords(pulse, perSecond) {
  const ceiling = pulse.ceiling === null ? "no ceiling" : `a ceiling of ${times(pulse)}${pulse.ceiling}`;
  const trouble = [
    pulse.ban_left > 0 ? `a ban for ${lasting(pulse.ban_left)} more` : "",
    pulse.outage_left > 0 ? `an outage for ${lasting(pulse.outage_left)} more` : "",
  ].filter(Boolean);
  return [`${rate(perSecond)} messages a second, ${ceiling}`, ...trouble].join("; ");
}
