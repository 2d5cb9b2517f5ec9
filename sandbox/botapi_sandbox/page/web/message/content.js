// What a message holds, by its kind.

import { el } from "../base/dom.js";
import { drawn } from "./media/cover.js";
import { kindOf } from "./kinds.js";
import { file, moving, photo, sound, sticker } from "./media/media.js";
import * as places from "./places.js";
import { poll } from "./poll.js";
import { rich } from "./rich/rich.js";

const MAKERS = {
  rich_message: rich,
  photo: (message, actions) => photo(message.photo, shownAs(message, actions)),
  live_photo: (message, actions) => moving("live_photo", message.live_photo, shownAs(message, actions)),
  video: (message, actions) => moving("video", message.video, shownAs(message, actions)),
  animation: (message, actions) => moving("animation", message.animation, shownAs(message, actions)),
  video_note: (message, actions) => moving("video_note", message.video_note, shownAs(message, actions)),
  audio: (message, actions) => sound("audio", message.audio, actions),
  voice: (message, actions) => sound("voice", message.voice, actions),
  sticker: (message, actions) => sticker(message.sticker, actions),
  document: (message, actions) => file(message.document, actions),
  poll,
  venue: (message) => places.venue(message.venue),
  location: (message) => places.map(message.location),
  contact: (message, actions) => places.contact(message.contact, actions),
  dice: (message) => places.dice(message.dice),
  game: (message) => places.game(message.game),
  story: (message) => places.story(message.story),
  invoice: (message) => places.invoice(message.invoice),
  checklist: (message) => places.checklist(message.checklist),
  paid_media: (message) => places.paid(message.paid_media),
};

/** Kinds that need no bubble around them. */
export const BARE = new Set(["sticker", "video_note", "dice"]);
/** Kinds that fill the bubble from edge to edge. */
export const EDGE = new Set(["photo", "live_photo", "video", "animation", "location", "venue"]);

/** Everything but text; null for a message of mere text. A broken message must not break the chat. */
export function content(message, actions) {
  const kind = kindOf(message);
  if (kind === "text") return null;
  try {
    return MAKERS[kind]?.(message, actions) ?? unknown(kind);
  } catch (error) {
    console.error(`message ${message.message_id} cannot be shown`, error);
    return unknown(kind);
  }
}

function unknown(kind) {
  return el("div", { class: "unknown" }, drawn("file", `A message of kind ${kind}`, kind));
}

function shownAs(message, actions) {
  return { actions, key: `cover ${message.message_id}`, covered: message.has_media_spoiler };
}
