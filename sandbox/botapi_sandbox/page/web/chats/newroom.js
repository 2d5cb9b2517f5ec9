// The form that makes a group or a channel, and the box that says who is what in one.

import { el } from "../base/dom.js";
import { dialog } from "../base/widgets/dialog.js";

const KINDS = { group: "Basic group", supergroup: "Supergroup", channel: "Channel" };
export const ROLES = {
  left: "Not in it",
  member: "Member",
  administrator: "Administrator",
  creator: "Creator",
};
const BOT_ROLES = { left: "Not in it", member: "Member", administrator: "Administrator" };

/** The fields of the form, and `make()`, which makes the chat and gives it. */
export function roomForm({ store, api }) {
  const title = el("input", {
    class: "field",
    attrs: { required: true, maxlength: 128, value: "Our group" },
    data: { testid: "room-title" },
  });
  const kind = choice(KINDS, "supergroup", "room-kind");
  const bot = choice(BOT_ROLES, "member", "room-bot");
  // In a channel only administrators may write.
  kind.addEventListener("change", () => {
    bot.value = kind.value === "channel" ? "administrator" : "member";
  });
  const people = roles(named(store), () => "left");
  const make = async () => {
    const chosen = people.chosen();
    const chat = await api.verb("add_chat", {
      type: kind.value,
      title: title.value.trim(),
      members: chosen.filter(({ role }) => role !== "left").map(({ id }) => id),
      bot_status: bot.value,
    });
    for (const { id, role } of chosen.filter(({ role }) => !["left", "member"].includes(role))) {
      await api.verb("promote", { chat_id: chat.id, user_id: id, status: role });
    }
    return chat;
  };
  const fields = [
    labelled("Title", title),
    el("div", { class: "side-by-side" }, labelled("Kind", kind), labelled("The bot", bot)),
    people.root,
  ];
  return { fields, make };
}

/** Asks who is what in a room, and sees to it. `room`: the roster's line about it. */
export async function askRoles(room, { store, api, toasts }) {
  const people = roles(named(store), (id) => room.roles?.[id] ?? "left");
  const done = await dialog({
    title: "Who is in it",
    testid: "room-people",
    content: people.root,
    buttons: [
      { text: "Cancel", value: null },
      { text: "Save", value: true, main: true },
    ],
  });
  if (!done) return;
  try {
    for (const { id, role, before } of people.chosen()) {
      if (role === before) continue;
      await api.verb("promote", { chat_id: room.id, user_id: id, status: role });
    }
  } catch (error) {
    toasts.failed(error);
  }
}

function named(store) {
  return store.roster.chats.filter(({ kind }) => kind === "person");
}

function roles(people, before) {
  const rows = people.map(({ id, title }) => {
    const role = choice(ROLES, before(id), `role-${id}`);
    role.setAttribute("aria-label", title);
    const row = el(
      "li",
      { class: "role" },
      el("span", { class: "one-line", text: title, attrs: { dir: "auto" } }),
      role,
    );
    return { id, role, row };
  });
  const root = rows.length
    ? el("ul", { class: "roles", attrs: { "aria-label": "People" } }, ...rows.map(({ row }) => row))
    : el("p", { class: "muted", text: "Nobody has a name yet: add people first." });
  const chosen = () => rows.map(({ id, role }) => ({ id, role: role.value, before: before(id) }));
  return { root, chosen };
}

function choice(entries, value, testid) {
  const options = Object.entries(entries).map(([key, text]) => el("option", { text, attrs: { value: key } }));
  const select = el("select", { class: "field", data: { testid } }, ...options);
  select.value = value;
  return select;
}

function labelled(words, input) {
  return el("label", { class: "labelled" }, el("span", { text: words }), input);
}
