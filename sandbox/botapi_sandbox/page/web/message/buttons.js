// Buttons under messages, and inside rich ones.

import { button, el } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { plainText } from "./rich/plaintext.js";

const STYLES = new Set(["primary", "success", "danger", "link"]);

/** reply_markup.inline_keyboard of a message, in its rows. */
export function inlineKeyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  const keyboard = el(
    "div",
    { class: "inline-keyboard", attrs: { role: "group", "aria-label": "Buttons of this message" } },
    ...rows.map((row) =>
      el("div", { class: "inline-row" }, ...row.map((each) => inline(message, each, each.text, actions))),
    ),
  );
  for (const event of ["pointerover", "focusin"]) keyboard.addEventListener(event, tellWhole);
  return keyboard;
}

/** How many buttons stand side by side at most. */
export function columns(message) {
  return Math.max(1, ...(message.reply_markup?.inline_keyboard ?? []).map((row) => row.length));
}

// As in Telegram, long words are cut; here they can be read by pointing at them.
function tellWhole({ target }) {
  const element = target.closest?.(".inline-button");
  const words = element?.querySelector(".inline-words");
  if (words && !element.title && words.scrollWidth > words.clientWidth) element.title = words.textContent;
}

/** One button of a rich message. */
export function richButton(given, state) {
  return inline(state.message, given, plainText(given.text), state.actions);
}

function inline(message, given, words, actions) {
  const style = STYLES.has(given.style) ? ` ${given.style}` : "";
  const sign = signOf(given);
  const waiting = given.callback_data !== undefined && actions.waiting(message, given.callback_data);
  const element = button(
    {
      class: `inline-button${style}${waiting ? " waiting" : ""}`,
      attrs: {
        title: given.url ?? null,
        disabled: Boolean(given.disabled),
        "aria-busy": waiting ? "true" : null,
      },
      data: { testid: "inline-button" },
    },
    el("span", { class: "inline-words", text: words, attrs: { dir: "auto" } }),
    sign ? icon(sign) : null,
    el("span", { class: "spinner", attrs: { "aria-hidden": "true" } }),
  );
  element.addEventListener("click", () => actions.press(message, given, element));
  return element;
}

function signOf(given) {
  if (given.url || given.login_url) return "open";
  if (given.web_app) return "window";
  if (given.copy_text) return "copy";
  if (given.callback_game) return "play";
  if (Object.keys(given).some((name) => name.startsWith("switch_inline_query"))) return "inline";
  return "";
}
