// The frame: the bar on top, the word that the sandbox is away, the tabs, the keys.

import { button, el, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { Panes } from "./panes.js";
import { listenForKeys, showKeys } from "./shortcuts.js";
import { themeButton } from "./theme.js";

export function mountShell({ store, toasts }, { startTour }) {
  const panes = new Panes(store);
  listenForKeys(panes);
  document.getElementById("top").append(...topBar({ store, toasts, panes, startTour }));
  watchConnection(store);
  nameTheWindow(store);
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address belongs to the open chat
    panes.focus("chat");
  });
}

function topBar({ store, toasts, panes, startTour }) {
  return [
    el("h1", { class: "brand" }, icon("send"), el("span", { text: "Local Telegram" })),
    address(store, toasts),
    speed(store),
    chooseBot(store),
    el("span", { class: "gap" }),
    tourButton(store, startTour),
    panes.toggle,
    themeButton(),
    button(
      {
        class: "icon-button keys-button",
        attrs: { "aria-label": "Keys", title: "Keys (?)" },
        on: { click: showKeys },
      },
      icon("help"),
    ),
  ];
}

// The URL to point a bot at; a tap copies it.
function address(store, toasts) {
  const words = el("span", { class: "one-line" });
  const copy = button({ class: "address", attrs: { hidden: true } }, words, icon("copy"));
  copy.addEventListener("click", () => copyText(words.textContent, toasts));
  store.on("hello", ({ bot_url: url }) => {
    setText(words, url);
    copy.title = "Point a bot at this address. A click copies it.";
    copy.setAttribute("aria-label", `Copy the address for bots, ${url}`);
    show(copy, true);
  });
  return copy;
}

export async function copyText(text, toasts) {
  try {
    await navigator.clipboard.writeText(text);
    toasts.toast("Copied.", { kind: "good" });
  } catch {
    toasts.toast(text);
  }
}

function speed(store) {
  const mark = el("span", { class: "speed", attrs: { hidden: true } });
  store.on("hello", (hello) => {
    setText(mark, `×${hello.speed}`);
    mark.title = `Time passes ${hello.speed} times as fast here`;
    show(mark, hello.speed !== 1);
  });
  return mark;
}

// Only where several bots have called.
function chooseBot(store) {
  const select = el("select", { class: "field", attrs: { "aria-label": "Bot", hidden: true } });
  const look = () => (select.value = String(store.theBot()?.id ?? ""));
  let known = "";
  store.on("chosen-bot", look);
  select.addEventListener("change", () => store.chooseBot(Number(select.value)));
  store.on("roster", ({ bots }) => {
    const now = JSON.stringify(bots);
    if (now === known) return;
    known = now;
    select.replaceChildren(
      ...bots.map((bot) =>
        el("option", { text: `${bot.name} @${bot.username}`, attrs: { value: bot.id } }),
      ),
    );
    look();
    show(select, bots.length > 1);
  });
  return select;
}

function tourButton(store, startTour) {
  const start = button(
    {
      class: "button",
      attrs: { hidden: true },
      data: { testid: "tour-start" },
      on: { click: startTour },
    },
    icon("flag"),
    "Tour",
  );
  store.on("hello", ({ tour }) => show(start, Boolean(tour)));
  return start;
}

function watchConnection(store) {
  const banner = document.getElementById("banner");
  store.on("connection", ({ alive }) => {
    setText(banner, alive ? "" : "The sandbox does not answer; trying again…");
    show(banner, !alive);
  });
}

function nameTheWindow(store) {
  const write = () => {
    const name = store.listed(store.current)?.title ?? store.chat?.person?.title;
    const title = name ? `${name} · Local Telegram` : "Local Telegram";
    if (document.title !== title) document.title = title;
  };
  for (const event of ["open", "roster", "chat"]) store.on(event, write);
}
