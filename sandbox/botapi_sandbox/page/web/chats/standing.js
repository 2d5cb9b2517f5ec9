// How a person stands to the bot, in a word; whoever is active needs none.

import { el } from "../base/dom.js";

const WORDS = {
  stranger: "not started",
  blocked: "blocked the bot",
  deactivated: "deleted account",
};

export function standingWords(standing) {
  return WORDS[standing] ?? "";
}

export function standingMark(standing) {
  const words = standingWords(standing);
  return words ? el("span", { class: `standing standing-${standing}`, text: words }) : null;
}
