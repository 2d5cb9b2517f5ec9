// Short words above the chat, and the box that waits for OK (show_alert).

import { button, el } from "../dom.js";

const STAYS = 4500; // ms, and for long texts
const READING = 60; // ms for each character
const MOST = 3; // at a time; the oldest makes room

export class Toasts {
  constructor(root) {
    this.root = root;
  }

  // `kind`: plain, good or bad.
  toast(text, { kind = "plain" } = {}) {
    const note = el("div", {
      class: `toast toast-${kind}`,
      text,
      attrs: { dir: "auto", role: kind === "bad" ? "alert" : null },
      data: { testid: "toast" },
    });
    this.#makeRoom(text);
    this.root.append(note);
    setTimeout(() => note.remove(), Math.max(STAYS, text.length * READING));
    return note;
  }

  // The same words again take the place of the old ones.
  #makeRoom(text) {
    for (const note of [...this.root.children]) if (note.textContent === text) note.remove();
    while (this.root.children.length >= MOST) this.root.firstElementChild.remove();
  }

  // What a person tried did not work.
  failed(error) {
    this.toast(error.message ?? String(error), { kind: "bad" });
  }

  // Resolves when it was closed.
  alertBox(text, { title = "" } = {}) {
    const words = el("p", { class: "alert-text", text, attrs: { dir: "auto", id: "alert-text" } });
    const close = button({
      class: "button button-main",
      text: "OK",
      on: { click: () => box.close() },
    });
    const box = el(
      "dialog",
      {
        class: "dialog alert",
        attrs: { "aria-labelledby": "alert-text" },
        data: { testid: "alert" },
      },
      title ? el("h2", { class: "dialog-title", text: title }) : null,
      words,
      el("div", { class: "dialog-actions" }, close),
    );
    document.body.append(box);
    box.showModal();
    close.focus();
    return new Promise((resolve) => {
      box.addEventListener("close", () => {
        box.remove();
        resolve();
      });
    });
  }
}
