// Several pictures as one bubble: rows like a newspaper's, so that 2 to 10 always fill the width.

import { el } from "../../base/dom.js";
import { file, moving, photo, sound } from "./media.js";

const ROWS = {
  1: [1],
  2: [2],
  3: [1, 2],
  4: [1, 3],
  5: [2, 3],
  6: [3, 3],
  7: [2, 2, 3],
  8: [3, 2, 3],
  9: [3, 3, 3],
  10: [3, 3, 4],
};

/** Whether these go into a grid; files and music stand below each other instead. */
export function pictured(messages) {
  return messages.every((message) => message.photo || message.video || message.animation);
}

/** `messages`: the items, in order. */
export function album(messages, actions) {
  return pictured(messages) ? grid(messages, actions) : stack(messages, actions);
}

function grid(messages, actions) {
  const rows = [];
  let at = 0;
  for (const count of ROWS[messages.length] ?? rowsOfThree(messages.length)) {
    const items = messages.slice(at, at + count).map((message) => item(message, picture(message, actions)));
    const row = el("div", { class: "album-row" }, ...items);
    row.style.setProperty("--count", String(count));
    rows.push(row);
    at += count;
  }
  return el("div", { class: "album" }, ...rows);
}

function stack(messages, actions) {
  const shown = (message) =>
    message.audio
      ? sound("audio", message.audio, actions)
      : message.document
        ? file(message.document, actions)
        : picture(message, actions);
  return el("div", { class: "album-stack" }, ...messages.map((message) => item(message, shown(message))));
}

function picture(message, actions) {
  const options = { actions, key: `cover ${message.message_id}`, covered: message.has_media_spoiler };
  if (message.live_photo) return moving("live_photo", message.live_photo, options);
  if (message.photo) return photo(message.photo, options);
  return moving(message.video ? "video" : "animation", message.video ?? message.animation, options);
}

function item(message, content) {
  return el("div", { class: "album-item", data: { testid: "album-item", id: message.message_id } }, content);
}

function rowsOfThree(count) {
  return Array.from({ length: Math.ceil(count / 3) }, () => 3);
}
