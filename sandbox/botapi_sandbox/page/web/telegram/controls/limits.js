// The limits that are touched seldom, as fields: Stars, and the rates of single chats.

import { el } from "../../base/dom.js";

// Empty means off, where that is possible.
const FIELDS = [
  { name: "stars", label: "Stars to pay with", step: 10, testid: "stars" },
  { name: "paid_per_second", label: "Paid messages/s", step: 10 },
  { name: "per_chat_per_second", label: "Messages/s in one chat", step: 0.5, off: true },
  { name: "per_chat_burst", label: "At once in one chat", step: 1, off: true },
  { name: "group_per_minute", label: "Messages/min in a group", step: 1, off: true },
  { name: "edits_per_minute", label: "Edits/min in one chat", step: 1, off: true },
  { name: "forwards_per_hour", label: "Forwards/hour", step: 100, off: true },
  { name: "ban", label: "First ban, s", step: 1 },
  { name: "prolong", label: "Each send in a ban adds, s", step: 1 },
];

export function moreLimits(act) {
  const fields = FIELDS.map((field) => new LimitField(field, act));
  const [stars, ...others] = fields.map((field) => field.root);
  const root = el(
    "div",
    { class: "limits" },
    stars,
    el(
      "details",
      { class: "more" },
      el("summary", { text: "More limits" }),
      el("div", { class: "limit-fields" }, ...others),
    ),
  );
  return {
    root,
    inForce: (limits) => fields.forEach((field) => field.inForce(limits)),
  };
}

class LimitField {
  constructor({ name, label, step, off = false, testid = null }, act) {
    this.name = name;
    const change = async () => {
      const value = this.input.value === "" ? null : Number(this.input.value);
      if (value === null && !off) return;
      await act("limits", { [name]: value });
    };
    this.input = el("input", {
      class: "field number",
      attrs: {
        type: "number",
        min: 0,
        step,
        inputmode: "decimal",
        placeholder: off ? "off" : null,
      },
      data: { testid: testid ?? `limit-${name}` },
      on: { change },
    });
    this.root = el("label", { class: "limit-row" }, el("span", { text: label }), this.input);
  }

  // A limit this sandbox does not know is not shown; one that is being written is left alone.
  inForce(limits) {
    const known = this.name in limits;
    if (this.root.hidden === known) this.root.hidden = !known;
    if (!known || document.activeElement === this.input) return;
    const value = limits[this.name] === null ? "" : String(Math.round(limits[this.name] * 10) / 10);
    if (this.input.value !== value) this.input.value = value;
  }
}
