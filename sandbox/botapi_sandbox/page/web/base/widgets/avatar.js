// A round picture with initials; the colour follows from the number.

import { el } from "../dom.js";
import { icon } from "../icons.js";

const COLOURS = 8; // avatar-0 .. avatar-7 in chats.css

export function avatar(id, title, kind = "person") {
  const colour = Math.abs(Number(id)) % COLOURS;
  const circle = el("span", { class: `avatar avatar-${colour}`, attrs: { "aria-hidden": "true" } });
  if (kind === "crowd") circle.append(icon("people"));
  else circle.textContent = initials(title);
  return circle;
}

// The first letters of the first two words; whole characters, so that no emoji is cut in two.
function initials(title) {
  const words = String(title ?? "")
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2);
  return words.map((word) => Array.from(word)[0].toUpperCase()).join("") || "?";
}
