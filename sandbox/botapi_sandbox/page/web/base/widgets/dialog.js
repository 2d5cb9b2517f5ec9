// Boxes that ask or show something, made of the browser's own <dialog>.

import { button, el } from "../dom.js";

/** Shows `content`; resolves with the value of the button that closed it, null on Esc.
 * `content`: a node, or a function that makes one and may close the box: (choose(value)) → node.
 * `buttons`: {text, value, main, danger}; the value may be a function, called when it is pressed. */
export function dialog({ title, content, buttons, testid, wide = false }) {
  const heading = el("h2", { class: "dialog-title", text: title });
  const box = el("dialog", {
    class: wide ? "dialog dialog-wide" : "dialog",
    attrs: { "aria-label": title },
    data: testid ? { testid } : {},
  });
  let result = null;
  const choose = ({ value }) => {
    result = typeof value === "function" ? value() : value;
    if (result !== undefined) box.close();
  };
  const inside = typeof content === "function" ? content((value) => choose({ value })) : content;
  const row = buttons.map((each) =>
    button({
      class: `button ${each.main ? "button-main" : ""} ${each.danger ? "button-danger" : ""}`,
      text: each.text,
      data: each.testid ? { testid: each.testid } : {},
      on: { click: () => choose(each) },
    }),
  );
  const form = el(
    "form",
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          choose(buttons.find((each) => each.main) ?? {});
        },
      },
    },
    heading,
    inside,
    el("div", { class: "dialog-actions" }, ...row),
  );
  box.append(form);
  document.body.append(box);
  box.showModal();
  return new Promise((resolve) => {
    box.addEventListener("close", () => {
      box.remove();
      resolve(result);
    });
  });
}

/** One question with one line to write. Resolves with the text, or null. */
export function askLine({ title, label, value = "", action, hint = "" }) {
  const input = el("input", {
    class: "field",
    attrs: {
      type: "text",
      "aria-label": label,
      autocomplete: "off",
      value,
      placeholder: hint,
      autofocus: true,
    },
  });
  return dialog({
    title,
    content: el("label", { class: "asked" }, el("span", { text: label }), input),
    buttons: [
      { text: "Cancel", value: null },
      { text: action, value: () => input.value.trim(), main: true },
    ],
  });
}

export function confirm({ title, text, action, danger = false }) {
  return dialog({
    title,
    content: el("p", { class: "alert-text", text, attrs: { dir: "auto" } }),
    buttons: [
      { text: "Cancel", value: null },
      { text: action, value: true, main: !danger, danger },
    ],
  });
}

/** The object as the Bot API shows it: what developers look for first. */
export function raw(title, value, copy) {
  const text = JSON.stringify(value, null, 2);
  return dialog({
    title,
    testid: "raw",
    wide: true,
    content: el("pre", { class: "raw", text, attrs: { tabindex: "0" } }),
    buttons: [
      { text: "Copy", value: () => void copy(text) },
      { text: "Close", value: null, main: true },
    ],
  });
}
