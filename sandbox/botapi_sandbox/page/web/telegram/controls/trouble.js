// Trouble that is called for at once: error pages, a ban, an outage.

import { button, el } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { lasting, percent } from "../../base/numbers.js";
import { OUTAGES } from "./outages.js";
import { Slider, linear } from "./slider.js";

const PAGES = { html_502: "502 pages", error_500: "error 500" };
const BANS = [3, 10, 35, 120]; // seconds
const BAN = 10; // longer than the silent wait: a shorter one may be sat out unseen
const OUTAGE_SECONDS = [10, 30, 120];

// The share of sends that get an error page; the kind is chosen beside it.
export function brokenPages(act) {
  const kind = choice("Kind of error", Object.entries(PAGES), "errors-kind");
  const slider = new Slider({
    label: "Server errors",
    testid: "errors",
    hint: "This share of sends fails with an error of the server",
    scale: linear(0.5, 0.01),
    words: (value) => (value ? percent(value) : "none"),
    apply: (share) => apply(share),
    beside: kind,
  });
  let inForce = {};
  const apply = (share) => {
    const others = Object.keys(PAGES).filter((each) => each !== kind.value && inForce[each]);
    return act("faults", {
      ...Object.fromEntries(others.map((each) => [each, null])),
      [kind.value]: share,
    });
  };
  kind.addEventListener("change", () => {
    const share = Object.keys(PAGES).reduce((sum, each) => sum + (inForce[each]?.share ?? 0), 0);
    if (share) apply(share);
  });
  return {
    root: slider.root,
    inForce(faults) {
      inForce = faults;
      const there = Object.keys(PAGES).find((each) => faults[each]);
      if (there && document.activeElement !== kind) kind.value = there;
      slider.inForce(there ? faults[there].share : 0);
    },
  };
}

export function banNow(act) {
  const seconds = choice(
    "For",
    BANS.map((each) => [each, lasting(each)]),
    "ban-seconds",
  );
  seconds.value = String(BAN);
  const click = () => act("ban", { seconds: Number(seconds.value) });
  const strike = button(
    { class: "button button-danger", data: { testid: "ban-now" }, on: { click } },
    icon("block"),
    "Ban now",
  );
  return el("div", { class: "strike" }, seconds, strike);
}

export function outageNow(act) {
  const manner = choice("Manner", Object.entries(OUTAGES), "outage-manner");
  const seconds = choice(
    "For",
    OUTAGE_SECONDS.map((each) => [each, lasting(each)]),
    "outage-seconds",
  );
  const click = () => act("outage", { seconds: Number(seconds.value), manner: manner.value });
  const strike = button(
    { class: "button button-danger", data: { testid: "outage-now" }, on: { click } },
    icon("cloud"),
    "Outage",
  );
  return el("div", { class: "strike strike-outage" }, manner, seconds, strike);
}

function choice(label, entries, testid) {
  const options = entries.map(([value, text]) => el("option", { text, attrs: { value } }));
  return el(
    "select",
    { class: "field", attrs: { "aria-label": label }, data: { testid } },
    ...options,
  );
}
