// A small menu at a button or at the pointer: arrow keys, Esc, a tap elsewhere.

import { button, el } from "../dom.js";
import { icon } from "../icons.js";

const EDGE = 8; // px kept free around

/** `items`: {label, icon, act, danger, testid} or null for a line between. `at`: an element or {x, y}. */
export function popup(items, at, { label, testid }) {
  const before = document.activeElement;
  const menu = el("div", { class: "popup", attrs: { role: "menu", "aria-label": label }, data: { testid } });
  const close = (back = true) => {
    if (!menu.isConnected) return;
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", gone);
    if (back && before?.isConnected) before.focus({ preventScroll: true });
  };
  const outside = (event) => menu.contains(event.target) || close(false);
  const gone = () => close(false);
  menu.append(
    ...items.filter((item) => item !== undefined).map((item) => (item ? entry(item, close) : el("hr"))),
  );
  menu.addEventListener("keydown", (event) => walk(event, menu, close));
  document.body.append(menu);
  place(menu, at);
  document.addEventListener("pointerdown", outside, true);
  addEventListener("resize", gone);
  menu.querySelector("button")?.focus();
  return close;
}

function entry(item, close) {
  return button(
    {
      class: item.danger ? "popup-item danger" : "popup-item",
      attrs: { role: "menuitem", tabindex: "-1" },
      data: item.testid ? { testid: item.testid } : {},
      on: {
        click: () => {
          close();
          item.act();
        },
      },
    },
    icon(item.icon),
    el("span", { text: item.label }),
  );
}

function walk(event, menu, close) {
  const entries = [...menu.querySelectorAll("button")];
  const at = entries.indexOf(document.activeElement);
  const target = {
    ArrowDown: entries[(at + 1) % entries.length],
    ArrowUp: entries[(at - 1 + entries.length) % entries.length],
    Home: entries[0],
    End: entries.at(-1),
  }[event.key];
  if (target) target.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu, at) {
  const box =
    at instanceof Element ? at.getBoundingClientRect() : { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const { width, height } = menu.getBoundingClientRect();
  const left = box.left + width + EDGE > innerWidth ? box.right - width : box.left;
  const below = box.bottom + height + EDGE <= innerHeight;
  menu.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  menu.style.top = `${Math.max(EDGE, below ? box.bottom : box.top - height)}px`;
}
