// The buttons that end a process, freeze it, and start it again.

import { button, el, setText, show } from "../../base/dom.js";
import { icon } from "../../base/icons.js";

// `name` of the process, null for the only one; `freezes`: whether it can be frozen here.
export function processControls({ api, toasts }, { name = null, freezes = false }) {
  const act = (verb) => async () => {
    try {
      await api.verb(verb, name === null ? {} : { name });
    } catch (error) {
      toasts.failed(error);
    }
  };
  const of = (id) => (name === null ? `${id}-bot` : `${id}-${name}`);
  const made = (id, look, picture, words, verb) =>
    button(
      {
        class: look,
        attrs: { "aria-label": name === null ? null : `${words}: ${name}`, title: TITLES[id] },
        data: { testid: of(id) },
        on: { click: act(verb) },
      },
      icon(picture),
      el("span", { text: name === null ? LONG[id] : words }),
    );
  const kill = made("kill", "button button-danger", "skull", "Kill", "kill_bot");
  const freeze = made("freeze", "button", "snow", "Freeze", "freeze_bot");
  const wake = made("wake", "button button-main", "play", "Wake", "wake_bot");
  const stop = made("stop", "button", "stop", "Stop", "stop_bot");
  const start = made("start", "button button-main", "play", "Start", "start_bot");
  const root = el("div", { class: "bot-actions" }, kill, freeze, wake, stop, start);
  const instead = new Map([[kill, start], [stop, start], [start, stop], [freeze, wake], [wake, freeze]]);
  return {
    root,
    tell({ state, how }) {
      keepFocus(instead, () => {
        show(root, state !== "none");
        show(kill, state === "running" || state === "frozen");
        show(stop, state === "running");
        show(freeze, freezes && state === "running");
        show(wake, state === "frozen");
        show(start, state === "ended");
      });
      setText(start.lastChild, how === null ? "Start it" : "Start it again");
    },
  };
}

const LONG = {
  kill: "Kill it (kill -9)",
  freeze: "Freeze it (SIGSTOP)",
  wake: "Wake it (SIGCONT)",
  stop: "Stop it (SIGTERM)",
  start: "Start it again",
};

const TITLES = {
  kill: "SIGKILL: no time for a last word",
  freeze: "SIGSTOP: it stands still and does not know",
  wake: "SIGCONT: it goes on where it stood",
  stop: "SIGTERM: it ends in order",
  start: null,
};

// Whoever pressed a button by the keyboard goes on at the one that has taken its place.
function keepFocus(instead, change) {
  const before = document.activeElement;
  change();
  if (before.hidden) instead.get(before)?.focus();
}
