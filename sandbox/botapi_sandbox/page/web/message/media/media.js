// Pictures, films, sounds and files of a message. Made-up files have no bytes: those are drawn.

import { button, el } from "../../base/dom.js";
import { bytes, length } from "../../base/numbers.js";
import { covered, drawn } from "./cover.js";
import { icon } from "../../base/icons.js";
import { view } from "./viewer.js";

const ROOM = { width: 420, height: 420 }; // CSS pixels for a picture alone in its bubble
const BARS = 32; // of a drawn sound wave
const LEAST = { width: 140, height: 100 };

/** `options`: {actions, key, covered}. */
export function photo(sizes, options) {
  const largest = [...sizes].sort((one, other) => one.width - other.width).at(-1) ?? {};
  const address = options.actions.fileUrl(largest.file_id);
  const frame = button({ class: "picture", attrs: { "aria-label": "Photo: open it" } });
  const picture = el("img", { attrs: { alt: "", loading: "lazy", decoding: "async" } });
  picture.addEventListener("error", () => withoutBytes(frame, "photo", largest));
  picture.src = address;
  frame.append(picture);
  frame.addEventListener("click", () => {
    if (!frame.classList.contains("empty")) view(address, "Photo");
  });
  fit(frame, largest);
  return options.covered ? covered(frame, options) : frame;
}

/** video, animation, live_photo or video_note. */
export function moving(kind, given, options) {
  const looped = kind === "animation";
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const film = el("video", {
    attrs: {
      preload: "metadata",
      playsinline: true,
      controls: !looped || still,
      loop: looped,
      "aria-label": kind === "video_note" ? "Video message" : kind,
    },
  });
  film.muted = looped;
  film.autoplay = looped && !still;
  const long = length(given.duration);
  const words = { video: long, animation: "GIF", video_note: long, live_photo: "LIVE" }[kind];
  const frame = el(
    "div",
    { class: `picture ${kind}` },
    film,
    words ? el("span", { class: "chip", text: words }) : null,
  );
  film.addEventListener("error", () => withoutBytes(frame, "play", given));
  film.src = options.actions.fileUrl(given.file_id);
  fit(frame, kind === "video_note" ? { width: 220, height: 220 } : given);
  return options.covered ? covered(frame, options) : frame;
}

/** audio or voice: a player when there are bytes, else what is known about it. */
export function sound(kind, given, actions) {
  const title = kind === "voice" ? "Voice message" : given.title || given.file_name || "Audio";
  const about = [given.performer, length(given.duration), bytes(given.file_size)].filter(Boolean).join(" · ");
  const player = el("audio", { attrs: { controls: true, preload: "metadata", "aria-label": title } });
  player.src = actions.fileUrl(given.file_id);
  player.addEventListener("error", () => player.replaceWith(wave(given.file_unique_id)));
  return el(
    "div",
    { class: `sound ${kind}` },
    el("span", { class: "disc" }, icon(kind === "voice" ? "voice" : "music")),
    el(
      "div",
      { class: "file-words" },
      el("bdi", { class: "file-name", text: title }),
      el("bdi", { class: "file-about", text: about }),
    ),
    player,
  );
}

export function file(given, actions) {
  const name = given.file_name || "A file without a name";
  return el(
    "a",
    {
      class: "file",
      attrs: { href: actions.fileUrl(given.file_id), download: name, "aria-label": `Download ${name}` },
    },
    el("span", { class: "disc" }, icon("file")),
    el(
      "span",
      { class: "file-words" },
      el("bdi", { class: "file-name", text: name }),
      el("bdi", {
        class: "file-about",
        text: [bytes(given.file_size), given.mime_type].filter(Boolean).join(" · "),
      }),
    ),
    icon("download"),
  );
}

export function sticker(given, actions) {
  const frame = el("div", {
    class: "sticker",
    attrs: { role: "img", "aria-label": `Sticker ${given.emoji ?? ""}` },
  });
  const picture = given.is_video
    ? el("video", { attrs: { loop: true, autoplay: true, playsinline: true } })
    : el("img", { attrs: { alt: "", loading: "lazy" } });
  const emoji = () => frame.replaceChildren(el("span", { class: "sticker-emoji", text: given.emoji || "🖼" }));
  if (given.is_animated)
    emoji(); // .tgs: browsers cannot play it
  else {
    if (given.is_video) picture.muted = true;
    picture.addEventListener("error", emoji);
    picture.src = actions.fileUrl(given.file_id);
    frame.append(picture);
  }
  return frame;
}

/** The size a picture will have before its bytes are there, so that nothing jumps later. */
function fit(frame, { width, height }) {
  if (!width || !height) return;
  const scale = Math.min(1, ROOM.width / width, ROOM.height / height);
  frame.style.width = `${Math.max(LEAST.width, Math.round(width * scale))}px`;
  const ratio = Math.min(2.6, Math.max(0.5, width / height));
  frame.style.aspectRatio = String(ratio);
}

function withoutBytes(frame, name, given) {
  const words = [given.width && `${given.width} × ${given.height}`, bytes(given.file_size)];
  frame.classList.add("empty");
  frame.removeAttribute("aria-label");
  if (frame.localName === "button") frame.tabIndex = -1;
  frame.replaceChildren(drawn(name, words.filter(Boolean).join(" · "), given.file_unique_id));
}

function wave(seed = "") {
  const name = String(seed) || "-";
  const bars = Array.from({ length: BARS }, (_, place) => {
    const bar = el("i");
    bar.style.height = `${20 + (((name.charCodeAt(place % name.length) + place) * 37) % 80)}%`;
    return bar;
  });
  return el("span", { class: "wave", attrs: { "aria-hidden": "true" } }, ...bars);
}
