// What can be done to this Telegram: sliders that act at once and show what is in force.

import { button, el } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { moreLimits } from "./limits.js";
import { Normal } from "./normal.js";
import { percent, rate } from "../../base/numbers.js";
import { panel } from "../panel.js";
import { Slider, linear, logarithmic } from "./slider.js";
import { banNow, brokenPages, outageNow } from "./trouble.js";
import { unheard } from "./unheard.js";

const SECONDS = (value) => (value ? `${value.toFixed(1)} s` : "none");
const SHARE = (value) => (value ? percent(value) : "none");

export function controls(tools) {
  const { store } = tools;
  const act = acting(tools);
  const normal = new Normal(store);
  const sliders = SLIDERS.map((slider) => ({
    ...slider,
    view: new Slider({ ...slider, apply: (value) => slider.apply(act, value) }),
  }));
  const errors = brokenPages(act);
  const numbers = unheard(act);
  const more = moreLimits(act);
  store.on("pulse", (pulse) => {
    for (const { view, inForce } of sliders) view.inForce(inForce(pulse));
    errors.inForce(pulse.faults);
    numbers.inForce(pulse);
    more.inForce(pulse.limits);
  });
  const [ceiling, latency, wait, blocked, lost] = sliders.map(({ view }) => view.root);
  return panel(
    "controls",
    "Break it",
    ceiling,
    latency,
    wait,
    errors.root,
    lost,
    blocked,
    numbers.root,
    el("div", { class: "strikes" }, banNow(act), outageNow(act)),
    more.root,
    backToNormal(act, normal, tools),
  );
}

const SLIDERS = [
  {
    label: "Ceiling",
    testid: "ceiling",
    hint: "Messages a second of all chats together; what is above gets 429",
    scale: logarithmic(1000, 60),
    words: (value) => (value === null ? "off" : `${rate(value)}/s`),
    inForce: ({ limits }) => limits.per_second,
    apply: (act, value) => act("limits", { per_second: value }),
  },
  {
    label: "Latency",
    testid: "latency",
    hint: "How long an answer takes",
    scale: linear(8, 0.1),
    words: SECONDS,
    inForce: ({ limits }) => limits.latency,
    apply: (act, value) => act("limits", { latency: value }),
  },
  {
    label: "Silent wait before 429",
    testid: "silent-wait",
    hint: "Telegram waits so long, and sends, before it says 429",
    scale: linear(8, 0.5),
    words: SECONDS,
    inForce: ({ limits }) => limits.silent_wait,
    apply: (act, value) => act("limits", { silent_wait: value }),
  },
  {
    label: "Crowd that blocked the bot",
    testid: "blocked-share",
    hint: "The bot learns of it when it writes to them",
    scale: linear(0.5, 0.01),
    words: SHARE,
    inForce: ({ people }) => people.blocked / Math.max(1, people.blocked + people.active),
    apply: (act, value) => act("blocked_share", { share: value }),
  },
  {
    label: "Lost answers",
    testid: "lost",
    hint: "The message is sent, and the connection breaks before the answer",
    scale: linear(0.5, 0.01),
    words: SHARE,
    inForce: ({ faults }) => faults.lost_after?.share,
    apply: (act, value) => act("faults", { lost_after: value }),
  },
];

// Does a verb, and says so when it could not be done.
function acting({ api, toasts }) {
  return async (verb, args) => {
    try {
      await api.verb(verb, args);
      return true;
    } catch (error) {
      toasts.failed(error);
      return false;
    }
  };
}

function backToNormal(act, normal, { store, toasts }) {
  const click = async () => {
    const crowds = store.roster.chats.some((chat) => chat.kind === "crowd");
    const done = [
      await act("no_faults"),
      await act("limits", normal.limits()),
      store.theBot() === null || (await act("pardon")),
      !crowds || (await act("blocked_share", { share: normal.blocked() })),
    ];
    if (done.every(Boolean))
      toasts.toast("Back to normal: everything is as it was at the start.", { kind: "good" });
  };
  return button(
    { class: "button back-to-normal", data: { testid: "back-to-normal" }, on: { click } },
    icon("sun"),
    "Back to normal",
  );
}
