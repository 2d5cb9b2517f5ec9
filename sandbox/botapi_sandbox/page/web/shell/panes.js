// Which part of the page is in front: all of them where there is room, Telegram in a drawer under
// 1100 px, one at a time under 760 px.

import { button, el, setAttribute } from "../base/dom.js";
import { icon } from "../base/icons.js";

const PANES = [
  { id: "chats", label: "Chats", icon: "chats" },
  { id: "chat", label: "Chat", icon: "chat" },
  { id: "telegram", label: "Telegram", icon: "pulse" },
];
const ONE_PANE = matchMedia("(max-width: 759.98px)");
const NO_DRAWER = matchMedia("(min-width: 1100px)");

export class Panes {
  constructor(store) {
    this.current = "chats";
    this.drawer = false;
    this.toggle = button(
      {
        class: "button drawer-toggle",
        attrs: { "aria-controls": "telegram" },
        on: { click: () => this.openDrawer(!this.drawer) },
      },
      icon("pulse"),
      "Telegram",
    );
    this.tabs = PANES.map((pane) => this.#tab(pane));
    document.getElementById("tabs").append(...this.tabs);
    store.on("open", (chat) => this.show(chat === null ? "chats" : "chat"));
    store.on("look", (pane) => this.show(pane));
    document.addEventListener("keydown", (event) => this.#escape(event));
    this.#apply();
  }

  // Brings a pane into view; in the wide layout it is there already.
  show(pane) {
    this.current = pane;
    if (!NO_DRAWER.matches && !ONE_PANE.matches) this.drawer = pane === "telegram";
    this.#apply();
  }

  focus(pane) {
    this.show(pane);
    document.getElementById(pane).focus();
  }

  openDrawer(open) {
    this.drawer = open;
    this.#apply();
    if (open) document.getElementById("telegram").focus();
    else this.toggle.focus();
  }

  #apply() {
    document.body.dataset.pane = this.current;
    document.body.dataset.drawer = this.drawer ? "open" : "closed";
    setAttribute(this.toggle, "aria-expanded", String(this.drawer));
    for (const tab of this.tabs) {
      setAttribute(tab, "aria-current", tab.dataset.pane === this.current ? "true" : null);
    }
  }

  #escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.drawer) return;
    const inside = document.getElementById("telegram").contains(document.activeElement);
    if (inside && !NO_DRAWER.matches) this.openDrawer(false);
  }

  #tab({ id, label, icon: picture }) {
    return button(
      { class: "tab", data: { pane: id, testid: `tab-${id}` }, on: { click: () => this.show(id) } },
      icon(picture),
      el("span", { text: label }),
    );
  }
}
