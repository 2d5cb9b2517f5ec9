// Files chosen but not sent yet, above the field.

import { button, el, show } from "../base/dom.js";
import { bytes } from "../base/numbers.js";
import { drawn } from "../message/media/cover.js";
import { icon } from "../base/icons.js";

const MOST = 10; // Bot API: items of an album

export class Tray {
  #files = [];
  #addresses = [];

  constructor({ changed, toasts }) {
    Object.assign(this, { changed, toasts });
    this.list = el("ul", { class: "tray-list" });
    this.asFiles = el("input", { attrs: { type: "checkbox" } });
    this.asFiles.addEventListener("change", () => this.#draw());
    const clear = button({ class: "bare", text: "Remove all", on: { click: () => this.clear() } });
    this.root = el(
      "div",
      {
        class: "tray",
        attrs: { hidden: true, role: "group", "aria-label": "Files to send" },
        data: { testid: "attach-tray" },
      },
      this.list,
      el("div", { class: "tray-foot" }, el("label", {}, this.asFiles, "Send as files"), clear),
    );
    this.chooser = el("input", {
      class: "visually-hidden",
      attrs: { type: "file", multiple: true, tabindex: "-1", "aria-hidden": "true" },
      data: { testid: "attach-input" },
    });
    this.chooser.addEventListener("change", () => {
      this.add([...this.chooser.files]);
      this.chooser.value = "";
    });
  }

  files() {
    return this.#files;
  }

  manner() {
    return this.asFiles.checked ? "document" : "auto";
  }

  add(files) {
    const room = MOST - this.#files.length;
    if (files.length > room) this.toasts.toast(`At most ${MOST} files at a time.`);
    this.#files = [...this.#files, ...files.slice(0, room)];
    this.#draw();
  }

  clear() {
    this.#files = [];
    this.asFiles.checked = false;
    this.#draw();
  }

  #draw() {
    this.#addresses.splice(0).forEach((address) => URL.revokeObjectURL(address));
    this.list.replaceChildren(...this.#files.map((file) => this.#item(file)));
    show(this.root, this.#files.length > 0);
    this.changed();
  }

  #item(file) {
    const remove = button(
      {
        class: "tray-remove",
        attrs: { "aria-label": `Remove ${file.name}` },
        on: { click: () => this.#remove(file) },
      },
      icon("close"),
    );
    return el(
      "li",
      { class: "tray-item", attrs: { title: file.name } },
      this.#picture(file),
      el("bdi", { class: "one-line", text: file.name }),
      el("span", { class: "muted", text: bytes(file.size) }),
      remove,
    );
  }

  #picture(file) {
    if (!file.type.startsWith("image/") || this.asFiles.checked) {
      return drawn(
        file.type.startsWith("video/") ? "video" : file.type.startsWith("audio/") ? "music" : "file",
        "",
        file.name,
      );
    }
    const address = URL.createObjectURL(file);
    this.#addresses.push(address);
    return el("img", { attrs: { src: address, alt: "" } });
  }

  #remove(file) {
    this.#files = this.#files.filter((each) => each !== file);
    this.#draw();
  }
}
