// Small line icons, drawn as SVG: no fonts, no requests, coloured by the text around them.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  attach: "M20 11.5 12.3 19a5 5 0 0 1-7-7l8-8a3.3 3.3 0 0 1 4.7 4.7l-8 8a1.7 1.7 0 0 1-2.4-2.4l7.3-7.3",
  back: "M15 5l-7 7 7 7",
  bell: "M18 9.5a6 6 0 0 0-9.5-4.9M6 9.5c0 5-2 6.5-2 6.5h12M10 19.5a2.2 2.2 0 0 0 4 0M4 4l16 16",
  block: "M5.6 5.6l12.8 12.8M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z",
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z",
  braces: "M9 4H8a2 2 0 0 0-2 2v3.5L4 12l2 2.5V18a2 2 0 0 0 2 2h1M15 4h1a2 2 0 0 1 2 2v3.5l2 2.5-2 2.5V18a2 2 0 0 1-2 2h-1",
  chat: "M4 5h16v11H10l-5 4v-4H4z",
  chats: "M4 6h16M4 12h16M4 18h10",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  cloud: "M7 18h10a4 4 0 0 0 .5-8A6 6 0 0 0 6 9.5 4.3 4.3 0 0 0 7 18z",
  code: "M9 7l-5 5 5 5M15 7l5 5-5 5",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  down: "M12 5v14m-6-6l6 6 6-6",
  download: "M12 4v11m-5-5l5 5 5-5M5 20h14",
  edit: "M4 20l1-4L16 5l3 3L8 19z",
  face: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  flag: "M6 21V4h11l-2 4 2 4H6",
  forward: "M14 6l6 6-6 6M20 12H9a5 5 0 0 0-5 5v2",
  halfmoon: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 3v18M12 7l7.5 0M12 12h9M12 17h7.5",
  help: "M9 9.5a3 3 0 1 1 4.5 2.600c-1 .6-1.5 1.2-1.5 2.400M12 17.500h.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z",
  inline: "M4 12h11m-5-5l5 5-5 5M20 5v14",
  italic: "M10 5h7M7 19h7M14 5l-4 14",
  keyboard: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M17 14h.01M8 14h6M7 14h.01",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
  menu: "M4 7h16M4 12h16M4 17h10",
  moon: "M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500z",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  music: "M9 18V6l10-2v11M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 15a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
  open: "M8 16L18 6M10 6h8v8",
  people: "M9 4a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.500a3.5 3.5 0 0 1 0 6.500M17.5 14.300c2.3.7 3.7 2.6 4 5.7",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 20.5c1-4 4-5.5 8-5.5s7 1.5 8 5.5",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 4M15.5 9.5h.01",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  place: "M12 21s-7-6-7-11.5a7 7 0 0 1 14 0C19 15 12 21 12 21zM12 7.5a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z",
  play: "M8 5.5v13l11-6.5z",
  plus: "M12 5v14M5 12h14",
  poll: "M5 20V11M12 20V4M19 20v-6",
  pulse: "M3 12h4l3-8 4 16 3-8h4",
  quote: "M10 8H5v5h4c0 2-1 3-3 3.5M19 8h-5v5h4c0 2-1 3-3 3.5",
  reply: "M10 6l-6 6 6 6M4 12h11a5 5 0 0 1 5 5v2",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l4.5 4.5",
  send: "M4 12l16-8-5 16-3.5-6.5z",
  skull: "M12 3a8 8 0 0 0-8 8c0 3 1.5 5 3.5 6v3h9v-3c2-1 3.5-3 3.5-6a8 8 0 0 0-8-8zM9 11.500h.01M15 11.500h.01M10.5 20v-2.500M13.5 20v-2.5",
  snow: "M12 3v18M4.200 7.500l15.600 9M4.200 16.500l15.600-9M9.500 4.500L12 7l2.500-2.500M9.500 19.500L12 17l2.500 2.500",
  spoiler: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM4 4l16 16",
  stop: "M7 7h10v10H7z",
  strike: "M4 12h16M16.5 8c-.5-2-2-3-4.5-3-3 0-4.5 1.5-4.5 3.3 0 1 .5 1.7 1.3 2.2M7.5 16c.5 2 2 3 4.5 3 3 0 4.6-1.5 4.6-3.4",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.400M17.6 17.600L19 19M5 19l1.4-1.400M17.6 6.400L19 5",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  underline: "M7 4v7a5 5 0 0 0 10 0V4M5 20h14",
  video: "M3 6h12v12H3zM15 11l6-4v10l-6-4",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21",
  window: "M4 5h16v14H4zM4 9h16",
};

/** An <svg> of that name, hidden from screen readers: the button around it has the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? PATHS.file);
  svg.append(path);
  return svg;
}
