// What kind of thing a message is, and one line about it.

// Order matters: an animation also has `document`, a venue also `location`.
const KINDS = [
  "rich_message",
  "text",
  "live_photo", // before the photo that it carries as well
  "photo",
  "video",
  "animation",
  "audio",
  "voice",
  "video_note",
  "sticker",
  "document",
  "poll",
  "venue",
  "location",
  "contact",
  "dice",
  "game",
  "story",
  "invoice",
  "checklist",
  "paid_media",
];
const NAMES = {
  rich_message: "Rich message",
  photo: "Photo",
  live_photo: "Live photo",
  video: "Video",
  animation: "GIF",
  audio: "Audio",
  voice: "Voice message",
  video_note: "Video message",
  sticker: "Sticker",
  document: "File",
  poll: "Poll",
  venue: "Venue",
  location: "Location",
  contact: "Contact",
  dice: "Dice",
  game: "Game",
  story: "Story",
  invoice: "Invoice",
  checklist: "Checklist",
  paid_media: "Paid media",
};
// Fields that say something about a message but are not what it is.
const ABOUT = new Set([
  "message_id",
  "message_thread_id",
  "from",
  "sender_chat",
  "chat",
  "date",
  "edit_date",
  "sandbox",
  "reply_markup",
  "entities",
  "caption",
  "caption_entities",
  "show_caption_above_media",
  "has_media_spoiler",
  "has_protected_content",
  "media_group_id",
  "link_preview_options",
  "effect_id",
  "reply_to_message",
  "quote",
  "external_reply",
  "forward_origin",
  "via_bot",
  "is_automatic_forward",
  "author_signature",
  "sender_boost_count",
  "paid_star_count",
  "is_topic_message",
  "is_from_offline",
  "business_connection_id",
  "sender_business_bot",
  "reply_to_story",
  "sender_tag",
  "reactions",
]);

/** The Bot API's word for it; for what is unknown here, the first field that is not mere circumstance. */
export function kindOf(message) {
  const known = KINDS.find((kind) => message[kind] !== undefined);
  return known ?? Object.keys(message).find((name) => !ABOUT.has(name)) ?? "nothing";
}

/** For quotes of replies, the pin bar and menus: the words if there are any, else the kind. */
export function line(message) {
  const kind = kindOf(message);
  if (message.text) return firstLine(message.text);
  const what =
    kind === "document"
      ? message.document?.file_name
      : kind === "sticker"
        ? `${message.sticker?.emoji ?? ""} Sticker`
        : "";
  if (message.caption) return firstLine(message.caption);
  if (kind === "poll") return `Poll: ${message.poll?.question}`;
  if (kind === "dice") return `${message.dice?.emoji} ${message.dice?.value}`;
  return what || NAMES[kind] || kind.replaceAll("_", " ");
}

export function author(message) {
  if (message.sender_chat) return message.sender_chat.title ?? "A channel";
  return fullName(message.from) || "Somebody";
}

export function fullName(user) {
  return [user?.first_name ?? user?.title, user?.last_name].filter(Boolean).join(" ");
}

function firstLine(text) {
  return String(text).trim().split("\n", 1)[0].slice(0, 200);
}
