// What the bots called last, newest first, with what was wrong; and what this Telegram lacks.

import { arrange, el, setText, show } from "../base/dom.js";
import { panel } from "./panel.js";

const MOST = 200; // good calls remembered here, and as many bad ones

export function callsPanel({ store }) {
  const log = new CallsLog();
  store.on("calls", (event) => log.take(event));
  return panel("calls", "Calls", log.lacking, log.root);
}

class CallsLog {
  #good = []; // newest first
  #wrong = [];
  #rows = new Map(); // number → row

  constructor() {
    this.lacking = el("p", { class: "calls-lacking panel-note", attrs: { role: "status" } });
    this.only = el("input", { attrs: { type: "checkbox" }, data: { testid: "only-errors" } });
    this.only.addEventListener("change", () => this.#draw());
    this.newest = el("span", { class: "log-newest one-line muted" });
    this.list = el("ol", { class: "calls-list", attrs: { tabindex: "0", "aria-label": "Calls, newest first" } });
    this.nothing = el("p", { class: "muted panel-note" });
    this.root = el(
      "details",
      { class: "log", data: { testid: "calls-log" } },
      el("summary", {}, el("span", { text: "Log" }), this.newest),
      el("label", { class: "calls-only" }, this.only, el("span", { text: "Only errors" })),
      this.nothing,
      this.list,
    );
    this.root.addEventListener("toggle", () => this.#draw());
    show(this.lacking, false);
  }

  take({ whole, calls, lacking, lenient }) {
    if (whole) {
      this.#good = [];
      this.#wrong = [];
      this.#rows.clear();
    }
    this.#good = [...calls.filter((call) => !isWrong(call)), ...this.#good].slice(0, MOST);
    this.#wrong = [...calls.filter(isWrong), ...this.#wrong].slice(0, MOST);
    const names = Object.entries(lacking).map(([name, times]) => `${name} (${times}×)`);
    setText(this.lacking, `This sandbox does not have ${names.join(", ")}`);
    show(this.lacking, names.length > 0);
    this.root.dataset.lenient = lenient;
    this.#draw();
  }

  #draw() {
    const last = this.#wrong[0];
    setText(this.newest, last ? `${last.method}: ${words(last)}` : "");
    if (!this.root.open) return;
    const all = [...this.#wrong, ...(this.only.checked ? [] : this.#good)];
    const shown = all.sort((one, other) => other.number - one.number).slice(0, MOST);
    arrange(this.list, shown.map((call) => this.#row(call)));
    const kept = new Set(shown.map(({ number }) => number));
    for (const number of this.#rows.keys()) if (!kept.has(number)) this.#rows.delete(number);
    setText(this.nothing, this.only.checked ? "Nothing went wrong yet" : "No bot has called yet");
    show(this.nothing, shown.length === 0);
    show(this.list, shown.length > 0);
  }

  #row(call) {
    if (!this.#rows.has(call.number)) this.#rows.set(call.number, row(call));
    return this.#rows.get(call.number);
  }
}

function isWrong({ status, notes }) {
  return status !== "200" || notes.length > 0;
}

function words({ status, error, notes }) {
  const overlooked = notes.map((note) => `overlooked: ${note}`);
  return [error || (status === "200" ? "" : status), ...overlooked].filter(Boolean).join(" · ");
}

function row(call) {
  const { at, bot, method, chat, status } = call;
  const state = status !== "200" ? "bad" : isWrong(call) ? "overlooked" : "good";
  return el(
    "li",
    { class: "call", data: { state, testid: "call" } },
    el("span", { class: "call-method", text: method }),
    el("span", { class: "muted", text: [chat, bot && `bot ${bot}`].filter(Boolean).join(" · ") }),
    el("span", { class: "call-status number", text: status }),
    el("span", { class: "muted number call-at", text: `${at.toFixed(1)} s` }),
    el("span", { class: "call-words", text: words(call), attrs: { dir: "auto" } }),
  );
}
