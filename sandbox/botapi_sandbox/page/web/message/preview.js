// The card under a link. Nothing is fetched: it says where the link leads, no more.

import { el } from "../base/dom.js";
import { link } from "./text/entities.js";
import { domain, startCode } from "./text/links.js";

/** Null when there is no link, or its preview is switched off. */
export function preview(message, actions) {
  const options = message.link_preview_options ?? {};
  if (!message.text || options.is_disabled) return null;
  const url = options.url ?? firstLink(message);
  const where = url ? domain(url) : "";
  if (!where) return null;
  const card = link(url, actions);
  card.classList.add("preview");
  const start = startCode(url, actions.username());
  card.append(
    el("span", { class: "preview-site", text: where }),
    el("span", { class: "preview-url", text: start === null ? url : "Opens the chat with this bot" }),
  );
  return card;
}

/** Whether it stands above the text. */
export function previewFirst(message) {
  return Boolean(message.link_preview_options?.show_above_text);
}

function firstLink(message) {
  for (const entity of message.entities ?? []) {
    if (entity.type === "text_link") return entity.url;
    if (entity.type === "url") return message.text.slice(entity.offset, entity.offset + entity.length);
  }
  return null;
}
