// Keys that work everywhere, and the box that lists them.

import { button, el } from "../base/dom.js";

const LISTED = [
  ["Alt+1, 2, 3", "chats, the open chat, Telegram"],
  ["Ctrl+K or /", "find a chat"],
  ["↑ ↓", "move in a list"],
  ["Enter", "open, press, send"],
  ["Esc", "close what is open"],
  ["?", "this list"],
];
const PANES = { Digit1: "chats", Digit2: "chat", Digit3: "telegram" };

export function listenForKeys(panes) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const act = action(event, panes);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function action(event, panes) {
  if (event.altKey && !event.ctrlKey && PANES[event.code])
    return () => panes.focus(PANES[event.code]);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return () => find(panes);
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return null;
  if (event.key === "/") return () => find(panes);
  if (event.key === "?") return showKeys;
  return null;
}

function find(panes) {
  panes.show("chats");
  const fields = [...document.querySelectorAll("#chats .find")]; // the chats', or an open crowd's
  fields.find((field) => field.offsetParent)?.focus();
}

function writes(target) {
  return target.isContentEditable || target.matches("input, textarea, select");
}

export function showKeys() {
  const close = button({
    class: "button button-main",
    text: "Close",
    on: { click: () => box.close() },
  });
  const rows = LISTED.flatMap(([keys, what]) => [
    el("dt", {}, el("kbd", { text: keys })),
    el("dd", { text: what }),
  ]);
  const box = el(
    "dialog",
    {
      class: "dialog",
      attrs: { "aria-labelledby": "keys-title" },
      on: { close: () => box.remove() },
    },
    el("h2", { class: "dialog-title", text: "Keys", attrs: { id: "keys-title" } }),
    el("dl", { class: "keys" }, ...rows),
    el("div", { class: "dialog-actions" }, close),
  );
  document.body.append(box);
  box.showModal();
}
