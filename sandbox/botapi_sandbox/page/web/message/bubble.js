// One message, or one album, as a bubble.

import { button, el } from "../base/dom.js";
import { album, pictured } from "./media/album.js";
import { clock, moment } from "../base/dates.js";
import { columns, inlineKeyboard } from "./buttons.js";
import { BARE, content, EDGE } from "./content.js";
import { renderText } from "./text/entities.js";
import { icon } from "../base/icons.js";
import { author, fullName, kindOf, line } from "./kinds.js";
import { preview, previewFirst } from "./preview.js";
import { sentence } from "./service.js";

/** `row`: {messages, first, last} (first and last of its author's group);
 * `view`: {mine(message), room: bool, pinned: Set}. */
export function bubble(row, view, actions) {
  try {
    return drawn(row, view, actions);
  } catch (error) {
    console.error(`message ${row.messages[0].message_id} cannot be shown`, error);
    return service(row.messages[0], "A message that cannot be shown", actions);
  }
}

function drawn(row, view, actions) {
  const [message] = row.messages;
  const said = sentence(message);
  if (said !== null) return service(message, said, actions);
  const mine = view.mine(message);
  const names = ["row", mine ? "out" : "in", row.first ? "first" : "", row.last ? "last" : ""];
  const root = el("div", {
    class: names.filter(Boolean).join(" "),
    attrs: { role: "article", tabindex: "-1", "aria-label": label(message, mine) },
    data: hooks(message),
  });
  const box = inside(row, view, actions);
  const keyboard = inlineKeyboard(row.messages.at(-1), actions);
  const stack = el("div", { class: "stack" }, box, keyboard, reactions(message));
  if (keyboard) {
    stack.classList.add("with-keyboard");
    stack.style.setProperty("--columns", columns(row.messages.at(-1)));
  }
  root.append(stack, opener(message, actions));
  return root;
}

function service(message, said, actions) {
  const words = el("span", { class: "service", text: said, attrs: { dir: "auto" } });
  if (message.pinned_message) {
    words.classList.add("jump");
    words.addEventListener("click", () => actions.jump(message.pinned_message.message_id));
  }
  return el(
    "div",
    { class: "row service-row", attrs: { role: "article", tabindex: "-1" }, data: hooks(message) },
    words,
  );
}

function hooks(message) {
  return { testid: "message", id: message.message_id, outgoing: Boolean(message.sandbox?.outgoing) };
}

function label(message, mine) {
  return `${mine ? "You" : author(message)}, ${clock(message.date)}`;
}

function inside(row, view, actions) {
  const [message] = row.messages;
  const kind = row.messages.length > 1 ? "album" : kindOf(message);
  const edge = kind === "album" ? pictured(row.messages) : EDGE.has(kind);
  const worded = row.messages.find((each) => each.caption) ?? message;
  const words = text(worded, actions);
  const heads = head(row, view, actions);
  const bare = BARE.has(kind) && heads.length === 0;
  const names = [
    "bubble",
    `kind-${kind}`,
    edge ? "edge" : "",
    bare ? "bare-kind" : "",
    words ? "" : "wordless",
  ];
  const box = el("div", { class: names.filter(Boolean).join(" ") });
  const shown = kind === "album" ? album(row.messages, actions) : content(message, actions);
  if (kind === "venue") box.classList.remove("wordless"); // its address stands where words would
  const parts = (worded.show_caption_above_media ? [words, shown] : [shown, words]).filter(Boolean);
  const card = preview(message, actions);
  if (card) parts.splice(previewFirst(message) ? 0 : parts.length, 0, card);
  const time = meta(row, view);
  // The time floats at the end of the last line, or stands below what is not words.
  if (words && parts.at(-1) === words) words.append(time);
  else parts.push(time);
  box.append(...heads, ...parts);
  return box;
}

function text(message, actions) {
  const words = message.text ?? message.caption;
  if (!words) return null;
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  const large = message.text !== undefined && !entities?.length && onlyEmoji(words);
  return el(
    "div",
    { class: large ? "words large-emoji" : "words", attrs: { dir: "auto" } },
    renderText(words, entities, actions, `text ${message.message_id}`),
  );
}

function onlyEmoji(words) {
  return (
    words.length <= 12 &&
    /^(\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f]|\p{Regional_Indicator})+$/u.test(words)
  );
}

function head(row, view, actions) {
  const [message] = row.messages;
  const parts = [];
  const topic = message.sandbox?.topic;
  if (topic && row.first) parts.push(el("bdi", { class: "topic", text: topic, data: { testid: "topic" } }));
  if (view.room && row.first && !view.mine(message)) {
    const name = el("bdi", { class: "author", text: author(message) });
    name.dataset.tone = String(Math.abs((message.from ?? message.sender_chat)?.id ?? 0) % 6);
    parts.push(name);
  }
  if (message.forward_origin) parts.push(forwarded(message.forward_origin));
  if (message.via_bot) parts.push(el("div", { class: "via", text: `via @${message.via_bot.username}` }));
  if (message.reply_to_message) parts.push(replied(message, actions));
  else if (message.external_reply)
    parts.push(el("div", { class: "via", text: "An answer to a message of another chat" }));
  return parts;
}

function forwarded(origin) {
  const name = origin.sender_user_name ?? fullName(origin.sender_user ?? origin.sender_chat ?? origin.chat);
  return el(
    "div",
    { class: "forwarded" },
    icon("forward"),
    el("span", {}, "Forwarded from ", el("bdi", { text: name || "somebody" })),
  );
}

function replied(message, actions) {
  const { reply_to_message: original, quote } = message;
  return button(
    {
      class: "bare replied",
      attrs: { "aria-label": `An answer to: ${line(original)}` },
      on: { click: () => actions.jump(original.message_id) },
    },
    el("bdi", { class: "replied-author", text: author(original) }),
    el("bdi", { class: "one-line", text: quote?.text ?? line(original) }),
  );
}

function meta(row, view) {
  const message = row.messages.at(-1);
  const marks = [];
  const mark = (name, words) =>
    marks.push(
      el(
        "span",
        { class: "meta-mark", attrs: { title: words, role: "img", "aria-label": words } },
        icon(name),
      ),
    );
  if (row.messages.some((each) => view.pinned.has(each.message_id))) mark("pin", "Pinned");
  if (message.has_protected_content) mark("lock", "Cannot be saved or forwarded");
  if (message.sandbox?.silent) mark("bell", "Sent without a sound");
  if (message.effect_id)
    marks.push(el("span", { class: "meta-mark", text: "✨", attrs: { title: "Sent with an effect" } }));
  if (row.messages.some((each) => each.edit_date)) marks.push(el("span", { text: "edited" }));
  const time = el("time", { text: clock(message.date), attrs: { title: moment(message.date) } });
  return el("span", { class: "meta" }, ...marks, time);
}

function reactions(message) {
  const bots = (message.sandbox?.reactions ?? []).map((each) => each.emoji ?? "★");
  const people = message.sandbox?.reacted ?? [];
  const given = [...bots, ...people.map((each) => `${each.type.emoji} ${each.total_count}`)];
  if (given.length === 0) return null;
  return el(
    "div",
    { class: "reactions", data: { testid: "reactions" } },
    ...given.map((text) => el("span", { class: "reaction", text })),
  );
}

function opener(message, actions) {
  return button(
    {
      class: "row-menu",
      attrs: { tabindex: "-1", "aria-label": "What to do with this message", "aria-haspopup": "menu" },
      on: { click: (event) => actions.menu(message, event.currentTarget) },
    },
    icon("more"),
  );
}
