// Slides one at a time, with arrows and a count; the arrow keys work on it too.

import { button, el, setText } from "../../base/dom.js";
import { icon } from "../../base/icons.js";

/** `slides`: elements, shown one at a time. */
export function slideshow(slides) {
  let at = 0;
  const count = el("span", { class: "slide-count", attrs: { "aria-live": "polite" } });
  const go = (step) => {
    at = (at + step + slides.length) % slides.length;
    slides.forEach((slide, place) => (slide.hidden = place !== at));
    setText(count, `${at + 1} / ${slides.length}`);
  };
  const arrow = (name, words, step) =>
    button(
      { class: `slide-arrow ${name}`, attrs: { "aria-label": words }, on: { click: () => go(step) } },
      icon("back"),
    );
  const root = el(
    "div",
    { class: "slideshow", attrs: { role: "group", "aria-label": "A slideshow" } },
    ...slides,
    slides.length > 1 ? arrow("previous", "The slide before", -1) : null,
    slides.length > 1 ? arrow("next", "The next slide", 1) : null,
    count,
  );
  root.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    go(step);
  });
  if (slides.length > 0) go(0);
  return root;
}
