// A labelled slider that acts while it is moved and shows what is in force.

import { el, setAttribute, setText } from "../../base/dom.js";

const PACE = 150; // ms between two calls while it is moved
const GRACE = 1200; // ms after the last move before what is in force moves it

export class Slider {
  #sent = 0;
  #timer = null;
  #touched = -Infinity;

  // `scale` is {steps, value(position), position(value)}; `words(value)` says a value;
  // `apply(value)` is called with each new one. `beside` stands between the label and the value.
  constructor({ label, testid, scale, words, apply, hint, beside = null }) {
    Object.assign(this, { scale, words, apply });
    this.output = el("output", {
      class: "slider-value number",
      attrs: { for: `slider-${testid}` },
    });
    this.input = el("input", {
      class: "slider",
      attrs: { id: `slider-${testid}`, type: "range", min: 0, max: scale.steps, step: 1, value: 0 },
      data: { testid },
      on: { input: () => this.#moved(), change: () => this.#moved({ now: true }) },
    });
    this.root = el(
      "div",
      { class: "slider-row", attrs: { title: hint } },
      el("label", { text: label, attrs: { for: `slider-${testid}` } }),
      beside,
      this.output,
      this.input,
    );
    this.#show(0);
  }

  // What is in force; a hand on the slider goes first.
  inForce(value) {
    if (performance.now() - this.#touched < GRACE) return;
    const position = Math.round(this.scale.position(value));
    if (Number(this.input.value) !== position) this.input.value = position;
    this.#say(value);
    this.#fill(position);
  }

  #moved({ now = false } = {}) {
    this.#touched = performance.now();
    const position = Number(this.input.value);
    this.#show(position);
    clearTimeout(this.#timer);
    const wait = now ? 0 : Math.max(0, this.#sent + PACE - this.#touched);
    this.#timer = setTimeout(() => {
      this.#sent = performance.now();
      this.apply(this.scale.value(position));
    }, wait);
  }

  #show(position) {
    this.#say(this.scale.value(position));
    this.#fill(position);
  }

  #say(value) {
    const words = this.words(value);
    setText(this.output, words);
    setAttribute(this.input, "aria-valuetext", words);
  }

  #fill(position) {
    const share = `${(100 * position) / this.scale.steps}%`;
    if (this.input.style.getPropertyValue("--fill") !== share)
      this.input.style.setProperty("--fill", share);
  }
}

export function linear(most, step) {
  const steps = Math.round(most / step);
  return {
    steps,
    value: (position) => Math.round((position / steps) * most * 1000) / 1000,
    position: (value) => Math.min(steps, (value ?? 0) / step),
  };
}

// From 1 to `most` in even ratios, with "off" (null) behind the end.
export function logarithmic(most, steps) {
  return {
    steps: steps + 1,
    value: (position) => (position > steps ? null : round2(most ** (position / steps))),
    position: (value) =>
      value === null
        ? steps + 1
        : Math.min(steps, (steps * Math.log(Math.max(1, value))) / Math.log(most)),
  };
}

// Two leading digits: 31.6 → 32, 316 → 320
function round2(value) {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}
