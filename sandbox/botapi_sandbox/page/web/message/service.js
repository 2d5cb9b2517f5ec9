// Messages nobody wrote: somebody joined, something was pinned.

import { fullName, line } from "./kinds.js";

const names = (users) => (users ?? []).map(fullName).join(", ");

// Field of Message → the sentence; `who` did it.
const SENTENCES = {
  new_chat_members: (users, who) => {
    const joined = names(users);
    return joined === who ? `${who} joined` : `${who} added ${joined}`;
  },
  left_chat_member: (user, who) =>
    fullName(user) === who ? `${who} left` : `${who} removed ${fullName(user)}`,
  new_chat_title: (title, who) => `${who} named this chat “${title}”`,
  new_chat_photo: (_, who) => `${who} changed the chat's photo`,
  delete_chat_photo: (_, who) => `${who} removed the chat's photo`,
  group_chat_created: (_, who) => `${who} created the group`,
  supergroup_chat_created: () => "The group was created",
  channel_chat_created: () => "The channel was created",
  migrate_to_chat_id: (id) => `The group became a supergroup (${id})`,
  migrate_from_chat_id: (id) => `This supergroup was the group ${id}`,
  pinned_message: (message, who) => `${who} pinned “${line(message)}”`,
  message_auto_delete_timer_changed: (timer) =>
    `Messages now disappear after ${timer.message_auto_delete_time} s`,
  video_chat_started: () => "A video chat began",
  video_chat_ended: () => "The video chat ended",
  forum_topic_created: (topic) => `The topic “${topic.name}” was created`,
  forum_topic_edited: (topic) => `The topic is called “${topic.name}” now`,
  forum_topic_closed: () => "The topic was closed",
  forum_topic_reopened: () => "The topic was opened again",
  users_shared: (_, who) => `${who} shared users`,
  chat_shared: (_, who) => `${who} shared a chat`,
  write_access_allowed: () => "The bot may write now",
  successful_payment: (payment, who) => `${who} paid ${payment.total_amount} ${payment.currency}`,
  boost_added: (_, who) => `${who} boosted this chat`,
};

/** The sentence, or null when the message is not of this sort. */
export function sentence(message) {
  const name = Object.keys(SENTENCES).find((each) => message[each] !== undefined);
  if (!name) return null;
  try {
    return SENTENCES[name](message[name], fullName(message.from ?? message.sender_chat) || "Somebody");
  } catch {
    return name.replaceAll("_", " "); // its fields are not what they should be
  }
}
