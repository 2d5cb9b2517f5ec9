// A rich message: its blocks one below the other. Rows and columns are the message's, words are text.

import { el } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { file, moving, photo, sound } from "../media/media.js";
import { map } from "../places.js";
import { pre } from "../text/entities.js";
import { plainText } from "./plaintext.js";
import { richText } from "./richtext.js";
import { richButton } from "../buttons.js";
import { slideshow } from "./slideshow.js";

const DEEPEST = 24;

/** The whole of Message.rich_message. */
export function rich(message, actions) {
  const state = { actions, key: `rich ${message.message_id}`, count: 0, message };
  const root = el("div", { class: "rich", attrs: { dir: message.rich_message.is_rtl ? "rtl" : "auto" } });
  root.append(...blocks(message.rich_message.blocks ?? [], state, 0));
  return root;
}

function blocks(list, state, depth) {
  if (depth > DEEPEST || !Array.isArray(list)) return [];
  return list.map((block) => shown(block, state, depth + 1));
}

/** A broken block, or one unknown here, must not take the others with it. */
function shown(block, state, depth) {
  try {
    return MAKERS[block.type](block, state, depth);
  } catch {
    return el("p", { class: "rich-unknown", text: `A block of kind ${block?.type} that cannot be shown` });
  }
}

const MAKERS = {
  paragraph: (block, state) => el("p", { attrs: { dir: "auto" } }, richText(block.text, state)),
  heading: (block, state) => heading(block, state),
  footer: (block, state) =>
    el("p", { class: "rich-footer", attrs: { dir: "auto" } }, richText(block.text, state)),
  thinking: (block, state) => el("p", { class: "rich-thinking" }, richText(block.text, state)),
  divider: () => el("hr"),
  anchor: (block) => el("span", { data: { anchor: block.name } }),
  mathematical_expression: (block) =>
    el(
      "div",
      { class: "math-block", attrs: { title: "LaTeX", tabindex: "0" } },
      el("code", { text: block.expression }),
    ),
  pre: (block, state) => {
    const element = pre(block.language, () => state.actions.copy(plainText(block.text)));
    element.querySelector("[data-inside]").append(richText(block.text, state));
    return element;
  },
  blockquote: (block, state, depth) =>
    el("blockquote", { class: "quote" }, ...blocks(block.blocks, state, depth), credit(block.credit, state)),
  expandable_blockquote: (block, state) =>
    el(
      "details",
      { class: "quote rich-more" },
      el("summary", {}, el("span", { class: "rich-clamp" }, richText(block.text, state))),
      credit(block.credit, state),
    ),
  pullquote: (block, state) =>
    el(
      "blockquote",
      { class: "pullquote" },
      el("p", {}, richText(block.text, state)),
      credit(block.credit, state),
    ),
  list: (block, state, depth) => list(block, state, depth),
  table: (block, state) => table(block, state),
  details: (block, state, depth) =>
    el(
      "details",
      { class: "rich-details", attrs: { open: Boolean(block.is_open) } },
      el("summary", { attrs: { dir: "auto" } }, richText(block.summary, state)),
      el("div", {}, ...blocks(block.blocks, state, depth)),
    ),
  collage: (block, state, depth) =>
    figure(el("div", { class: "collage" }, ...blocks(block.blocks, state, depth)), block, state),
  slideshow: (block, state, depth) => figure(slideshow(blocks(block.blocks, state, depth)), block, state),
  map: (block, state) => figure(map(block.location), block, state),
  buttons: (block, state) =>
    el(
      "div",
      { class: `rich-buttons align-${side(block.align)}` },
      ...block.buttons.map((each) => richButton(each, state)),
    ),
  photo: (block, state) => figure(photo(block.photo, spoilt(block, state)), block, state),
  video: (block, state) => figure(moving("video", block.video, spoilt(block, state)), block, state),
  animation: (block, state) =>
    figure(moving("animation", block.animation, spoilt(block, state)), block, state),
  audio: (block, state) => figure(sound("audio", block.audio, state.actions), block, state),
  voice_note: (block, state) => figure(sound("voice", block.voice_note, state.actions), block, state),
  document: (block, state) => figure(file(block.document, state.actions), block, state),
};

function heading(block, state) {
  const size = Math.min(6, Math.max(1, block.size || 1));
  // The page's own headings are 1 and 2: a message's start below them.
  return el(
    "div",
    {
      class: `rich-heading size-${size}`,
      attrs: { role: "heading", "aria-level": Math.min(6, size + 2), dir: "auto" },
    },
    richText(block.text, state),
  );
}

function credit(text, state) {
  return text ? el("cite", { class: "credit" }, richText(text, state)) : null;
}

function figure(content, block, state) {
  const { caption } = block;
  const words = caption
    ? el(
        "figcaption",
        { attrs: { dir: "auto" } },
        richText(caption.text, state),
        credit(caption.credit, state),
      )
    : null;
  return el("figure", { class: `rich-figure rich-${block.type}` }, content, words);
}

function list(block, state, depth) {
  const items = block.items.map((item) => {
    const mark = item.has_checkbox
      ? el(
          "span",
          {
            class: `box ${item.is_checked ? "checked" : ""}`,
            attrs: { role: "img", "aria-label": item.is_checked ? "done" : "not done" },
          },
          item.is_checked ? icon("check") : null,
        )
      : el("span", { class: "label", text: item.label || "•" });
    return el("li", {}, mark, el("div", {}, ...blocks(item.blocks, state, depth)));
  });
  return el("ul", { class: "rich-list" }, ...items);
}

function table(block, state) {
  const names = ["rich-table"];
  if (block.is_bordered) names.push("bordered");
  if (block.is_striped) names.push("striped");
  if (block.is_compact) names.push("compact");
  const rows = block.cells.map((row) => el("tr", {}, ...row.map((each) => cell(each, state))));
  const caption = block.caption ? el("caption", {}, richText(block.caption, state)) : null;
  const inside = el("table", { class: names.join(" ") }, caption, el("tbody", {}, ...rows));
  return el(
    "div",
    { class: "rich-scroll", attrs: { tabindex: "0", role: "group", "aria-label": "A table" } },
    inside,
  );
}

function cell(given, state) {
  const element = el(
    given.is_header ? "th" : "td",
    {
      class: given.text === undefined ? "unseen" : "",
      attrs: { colspan: given.colspan, rowspan: given.rowspan, dir: "auto" },
    },
    richText(given.text, state),
  );
  element.style.textAlign = side(given.align);
  element.style.verticalAlign = ["top", "middle", "bottom"].includes(given.valign) ? given.valign : "middle";
  return element;
}

function side(align) {
  return ["left", "center", "right"].includes(align) ? align : "left";
}

function spoilt(block, state) {
  return {
    actions: state.actions,
    key: `${state.key} media ${state.count++}`,
    covered: Boolean(block.has_spoiler),
  };
}
