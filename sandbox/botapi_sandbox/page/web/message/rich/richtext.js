// RichText of a rich message: a string, a list, or an object with a type and a text inside.

import { button, el } from "../../base/dom.js";
import { link, spoiler, timeEntity } from "../text/entities.js";
import { richButton } from "../buttons.js";
import { DEEPEST, plainText } from "./plaintext.js";

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  subscript: "sub",
  superscript: "sup",
  marked: "mark",
  code: "code",
};

/** `state`: {actions, key, count, message}. */
export function richText(text, state, depth = 0) {
  const fragment = document.createDocumentFragment();
  if (depth > DEEPEST || text === null || text === undefined) return fragment;
  if (typeof text === "string") fragment.append(text);
  else if (Array.isArray(text)) for (const part of text) fragment.append(richText(part, state, depth + 1));
  else fragment.append(shown(text, state, depth));
  return fragment;
}

function shown(text, state, depth) {
  const element = make(text, state);
  const told = text.type === "date_time" && element.textContent !== "";
  if (text.text !== undefined && !told) element.append(richText(text.text, state, depth + 1));
  return element;
}

function make(text, state) {
  const { actions } = state;
  if (text.type in PLAIN) return el(PLAIN[text.type]);
  switch (text.type) {
    case "spoiler":
      return spoiler(state);
    case "url":
      return link(text.url, actions, text.url);
    case "email_address":
      return link(`mailto:${text.email_address}`, actions);
    case "phone_number":
      return link(`tel:${text.phone_number}`, actions);
    case "mention":
      return link(`https://t.me/${String(text.username).replace(/^@/, "")}`, actions);
    case "text_mention":
      return button({ class: "bare inline mention", on: { click: () => actions.person(text.user) } });
    case "bot_command":
      return button({
        class: "bare inline command",
        on: { click: () => actions.command(text.bot_command || plainText(text.text)) },
      });
    case "hashtag":
    case "cashtag":
    case "bank_card_number":
      return el("span", { class: "tag" });
    case "date_time":
      return timeEntity(text);
    case "custom_emoji":
      return el("span", {
        class: "custom-emoji",
        text: text.alternative_text,
        attrs: { title: "A custom emoji" },
      });
    case "mathematical_expression":
      return el("code", { class: "math", text: text.expression, attrs: { title: "LaTeX" } });
    case "button":
      return richButton(text.button, state);
    case "anchor":
      return el("span", { data: { anchor: text.name } });
    case "reference":
      return el("span", { class: "reference", data: { anchor: `ref ${text.name}` } });
    case "anchor_link":
      return jump(text.anchor_name);
    case "reference_link":
      return jump(`ref ${text.reference_name}`, "reference-link");
    default:
      return el("span");
  }
}

/** Inside the same message; an empty name leads to its top. */
function jump(name, kind = "") {
  return button({
    class: `bare inline link ${kind}`,
    on: {
      click: (event) => {
        const rich = event.currentTarget.closest(".rich");
        const there = [...rich.querySelectorAll("[data-anchor]")].find(
          (each) => each.dataset.anchor === name,
        );
        (there ?? rich).scrollIntoView({ block: "center" });
      },
    },
  });
}
