// The newest message of a chat in one line.

const KINDS = {
  animation: "GIF", // before the file that it carries as well
  live_photo: "Live photo", // the same
  photo: "Photo",
  video: "Video",
  document: "File",
  audio: "Music",
  voice: "Voice message",
  video_note: "Video message",
  sticker: "Sticker",
  poll: "Poll",
  venue: "Place", // before its location
  location: "Location",
  contact: "Contact",
  dice: "Dice",
  story: "Story",
  game: "Game",
  checklist: "Checklist",
  paid_media: "Paid media",
  rich_message: "Rich message",
  pinned_message: "Pinned a message",
};
const LONGEST = 120; // characters; more never fits

export function lastLine(last) {
  if (!last) return "";
  const kind = KINDS[last.kind];
  const words = String(last.text ?? "")
    .slice(0, LONGEST)
    .replace(/\s+/g, " ");
  const what =
    words && kind
      ? `${kind}: ${words}`
      : words || kind || String(last.kind ?? "").replace(/_/g, " ");
  return last.outgoing ? what : `${last.by ?? "You"}: ${what}`;
}

// The newest of some messages, in the form the roster has it.
export function lastOf(messages) {
  let newest = null;
  for (const message of messages) {
    if (newest === null || message.message_id > newest.message_id) newest = message;
  }
  if (newest === null) return null;
  return {
    id: newest.message_id,
    text: newest.text ?? newest.caption ?? "",
    date: newest.date,
    outgoing: newest.sandbox?.outgoing,
    kind: Object.keys(KINDS).find((kind) => newest[kind]) ?? "text",
  };
}
