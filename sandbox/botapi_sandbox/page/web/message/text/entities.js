// Formatted text as elements. Whatever the text says, it is only ever shown as text.

import { button, el } from "../../base/dom.js";
import { localTime, moment } from "../../base/dates.js";
import { tree } from "./entitytree.js";
import { icon } from "../../base/icons.js";
import { safeUrl } from "./links.js";

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** `actions` say what a tap does (actions.js); `key` names the message, for what was revealed. */
export function renderText(text, entities, actions, key = "") {
  const fragment = document.createDocumentFragment();
  paint(fragment, tree(text, entities), { actions, key, count: 0 });
  return fragment;
}

function paint(parent, nodes, state) {
  let afterBlock = false;
  for (const node of nodes) {
    if (node.entity) {
      const element = shown(node, state);
      parent.append(element);
      afterBlock = BLOCKS.has(node.entity.type);
    } else {
      // A block ends its line by itself: the line break behind it would show as an empty line.
      parent.append(afterBlock ? node.text.replace(/^\n/, "") : node.text);
      afterBlock = false;
    }
  }
}

function shown(node, state) {
  const { entity } = node;
  if (entity.type === "date_time") {
    const time = timeEntity(entity);
    if (time.textContent === "") paint(time, node.children, state);
    return time;
  }
  const element = make(entity, plain(node), state);
  paint(element.querySelector?.("[data-inside]") ?? element, node.children, state);
  return element;
}

function make(entity, text, state) {
  const { actions } = state;
  switch (entity.type) {
    case "bold":
    case "italic":
    case "underline":
    case "strikethrough":
    case "code":
      return el(PLAIN[entity.type]);
    case "pre":
      return pre(entity.language, () => actions.copy(text));
    case "blockquote":
      return el("blockquote", { class: "quote" });
    case "expandable_blockquote":
      return longQuote(state);
    case "spoiler":
      return spoiler(state);
    case "text_link":
      return link(entity.url, actions, entity.url);
    case "url":
      return link(text, actions);
    case "email":
      return link(`mailto:${text}`, actions);
    case "phone_number":
      return link(`tel:${text.replace(/[^+\d]/g, "")}`, actions);
    case "mention":
      return link(`https://t.me/${text.slice(1)}`, actions);
    case "bot_command":
      return tap("command", () => actions.command(text));
    case "text_mention":
      return tap("mention", () => actions.person(entity.user));
    case "hashtag":
    case "cashtag":
      return el("span", { class: "tag" });
    case "custom_emoji":
      return el("span", { class: "custom-emoji", attrs: { title: "A custom emoji" } });
    default:
      return el("span");
  }
}

/** In the reader's own zone; empty where its words stay as they are. `given`: {unix_time,
 * date_time_format}. */
export function timeEntity(given) {
  return el("time", {
    class: "moment",
    text: localTime(given.unix_time, given.date_time_format) ?? "",
    attrs: { title: `In your zone: ${moment(given.unix_time)}` },
  });
}

/** A link that opens in a new tab, a start link of this bot that stays, or mere text. */
export function link(url, actions, title) {
  const href = safeUrl(url);
  if (href === null) return el("span", { class: "no-link", attrs: { title: "This address is not opened" } });
  return el("a", {
    class: "link",
    attrs: { href, target: "_blank", rel: "noopener noreferrer", ...(title ? { title } : {}) },
    on: {
      click: (event) => {
        if (actions.follow(href)) event.preventDefault();
      },
    },
  });
}

export function pre(language, copy) {
  const head = el(
    "span",
    { class: "pre-head" },
    el("span", { text: language || "code" }),
    button({ class: "bare", attrs: { "aria-label": "Copy the code" }, on: { click: copy } }, icon("copy")),
  );
  const code = el("code", { attrs: { "data-inside": "", tabindex: "0" } });
  return el("span", { class: "pre", attrs: { dir: "ltr" } }, head, code);
}

/** Covered until tapped; stays open while the page does. */
export function spoiler(state) {
  const name = `${state.key}#${state.count++}`;
  const { revealed } = state.actions;
  const element = el("span", { class: "spoiler", data: { testid: "spoiler" } });
  if (revealed.has(name)) {
    element.classList.add("open");
    return element;
  }
  const cover = { role: "button", tabindex: "0", "aria-label": "Spoiler: show it" };
  for (const [attribute, value] of Object.entries(cover)) element.setAttribute(attribute, value);
  const reveal = (event) => {
    if (element.classList.contains("open")) return;
    event.preventDefault();
    event.stopPropagation();
    revealed.add(name);
    element.classList.add("open");
    for (const attribute of Object.keys(cover)) element.removeAttribute(attribute);
  };
  element.addEventListener("click", reveal, true);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") reveal(event);
  });
  return element;
}

function longQuote(state) {
  const name = `${state.key}#${state.count++}`;
  const { revealed } = state.actions;
  const inside = el("span", { class: "quote-inside", attrs: { "data-inside": "" } });
  const more = button({ class: "bare quote-more" });
  const element = el("blockquote", { class: "quote long" }, inside, more);
  const show = () => {
    const open = revealed.has(name);
    element.classList.toggle("open", open);
    more.textContent = open ? "Show less" : "Show all";
    more.setAttribute("aria-expanded", String(open));
  };
  more.addEventListener("click", () => {
    if (!revealed.delete(name)) revealed.add(name);
    show();
  });
  show();
  return element;
}

function tap(kind, act) {
  return button({ class: `bare inline ${kind}`, on: { click: act } });
}

function plain(node) {
  return node.entity ? node.children.map(plain).join("") : node.text;
}
