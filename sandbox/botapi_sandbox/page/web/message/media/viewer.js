// A picture as large as the window allows.

import { button, el } from "../../base/dom.js";
import { icon } from "../../base/icons.js";

/** Opens until Esc or a tap; the focus goes back to where it was by itself (dialog). */
export function view(address, words) {
  const picture = el("img", { attrs: { src: address, alt: words } });
  const close = button(
    { class: "icon-button viewer-close", attrs: { "aria-label": "Close" } },
    icon("close"),
  );
  const box = el("dialog", { class: "viewer", attrs: { "aria-label": words } }, picture, close);
  box.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
