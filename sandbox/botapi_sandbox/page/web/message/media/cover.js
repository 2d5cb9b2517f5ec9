// What stands in for a picture: a cover to tap away, and a drawn one where there are no bytes.

import { button, el } from "../../base/dom.js";
import { icon } from "../../base/icons.js";

/** Covers `element` until tapped. `key` names it, so that it stays open when drawn again. */
export function covered(element, { actions, key }) {
  if (actions.revealed.has(key)) return element;
  const cover = button(
    { class: "cover", attrs: { "aria-label": "Hidden picture: show it" }, data: { testid: "spoiler" } },
    icon("spoiler"),
  );
  const whole = el("div", { class: "covered" }, element, cover);
  cover.addEventListener("click", (event) => {
    event.stopPropagation();
    actions.revealed.add(key);
    whole.classList.add("open");
    cover.remove();
  });
  return whole;
}

/** A calm coloured square with an icon and a few words; the colour comes from the file's own id. */
export function drawn(name, words, seed = "") {
  const box = el("div", { class: "drawn" }, icon(name), el("span", { text: words }));
  box.style.setProperty("--hue", String(hue(seed)));
  return box;
}

function hue(seed) {
  let sum = 0;
  for (const char of String(seed)) sum = (sum * 31 + char.codePointAt(0)) % 360;
  return sum;
}
