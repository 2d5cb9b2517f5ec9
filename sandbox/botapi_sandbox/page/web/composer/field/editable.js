// The field one writes in: its elements read as {text, entities}, and drawn from them.

import { el } from "../../base/dom.js";
import { tree } from "../../message/text/entitytree.js";
import { joined } from "./formatting.js";

const TAGS = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "code",
  spoiler: "span",
  blockquote: "q",
  expandable_blockquote: "q",
  text_link: "span",
};

/** What stands in the field. */
export function read(root) {
  const found = { text: "", entities: [] };
  walk(root, found, root);
  found.entities = joined(found.entities.filter((each) => each.length > 0));
  return found;
}

export function write(root, { text, entities }) {
  root.replaceChildren();
  paint(root, tree(text, entities));
  if (text.endsWith("\n")) root.append(el("br")); // without it the last empty line has no height
}

/** {start, end} of the selection in the field's text; its end when nothing is selected there. */
export function selection(root) {
  const chosen = getSelection();
  if (chosen.rangeCount === 0 || !root.contains(chosen.anchorNode)) {
    const { length } = read(root).text;
    return { start: length, end: length };
  }
  const range = chosen.getRangeAt(0);
  return {
    start: lengthUntil(root, range.startContainer, range.startOffset),
    end: lengthUntil(root, range.endContainer, range.endOffset),
  };
}

export function select(root, start, end) {
  const range = document.createRange();
  range.setStart(...point(root, start));
  range.setEnd(...point(root, end));
  const chosen = getSelection();
  chosen.removeAllRanges();
  chosen.addRange(range);
}

function walk(node, found, root) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) found.text += child.data.replaceAll("\u00a0", " ");
    else if (child.nodeName === "BR") found.text += isFiller(child, root) ? "" : "\n";
    else element(child, found, root);
  }
}

function element(node, found, root) {
  const offset = found.text.length;
  walk(node, found, root);
  if (!node.dataset.type) return;
  const { type, url, language } = node.dataset;
  found.entities.push({
    type,
    offset,
    length: found.text.length - offset,
    ...(url && { url }),
    ...(language && { language }),
  });
}

/** A <br> at the very end only gives the last line its height. */
function isFiller(node, root) {
  let at = node;
  while (at && at !== root) {
    if (root === null || at.nextSibling) return false;
    at = at.parentNode;
  }
  return true;
}

function paint(parent, nodes) {
  for (const node of nodes) {
    if (!node.entity) {
      parent.append(node.text);
      continue;
    }
    const { type, url, language } = node.entity;
    const data = { type, ...(url && { url }), ...(language && { language }) };
    const element = el(TAGS[type] ?? "span", { class: `written ${type}`, data, attrs: { title: url } });
    paint(element, node.children);
    parent.append(element);
  }
}

function lengthUntil(root, container, offset) {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(container, offset);
  const found = { text: "", entities: [] };
  walk(range.cloneContents(), found, null);
  return found.text.length;
}

function point(root, offset) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let rest = offset;
  let last = null;
  while (texts.nextNode()) {
    last = texts.currentNode;
    if (rest <= last.length) return [last, rest];
    rest -= last.length;
  }
  return last ? [last, last.length] : [root, 0];
}
