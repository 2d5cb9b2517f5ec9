// What stands in the middle while no chat is open: where to point a bot, and what to do next.

import { button, el, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { addPeople } from "../chats/newpeople.js";
import { copyText } from "./shell.js";

export function mountWelcome(root, tools) {
  const { store, toasts } = tools;
  const title = el("h2", { class: "welcome-title" });
  const words = el("p", { class: "muted" });
  const code = el("code", {});
  const hint = el(
    "div",
    { class: "welcome-code" },
    el("p", { text: "Point any bot here; any token like 1234:anything will do. With aiogram:" }),
    el("pre", { attrs: { tabindex: "0", "aria-label": "Code" } }, code),
    button(
      { class: "button", on: { click: () => copyText(code.textContent, toasts) } },
      icon("copy"),
      "Copy the code",
    ),
  );
  const add = button(
    { class: "button button-main", on: { click: () => addPeople(tools) } },
    icon("people"),
    "Add people",
  );
  root.append(el("div", { class: "welcome" }, icon("chat"), title, words, hint, add));

  const draw = () => {
    const { bots, chats } = store.roster;
    const state = bots.length === 0 ? NO_BOT : chats.length === 0 ? NOBODY : CHOOSE;
    setText(title, state.title);
    setText(words, state.words);
    show(hint, bots.length === 0);
    show(add, chats.length === 0);
    show(root, store.current === null);
  };
  store.on("hello", ({ bot_url: url }) => {
    const session = `AiohttpSession(api=TelegramAPIServer.from_base("${url}"))`;
    setText(code, `bot = Bot("1234:anything", session=${session})`);
  });
  for (const event of ["hello", "roster", "open"]) store.on(event, draw);
}

const NO_BOT = {
  title: "No bot has called yet",
  words: "This is a Telegram of your own, on this computer only. It waits for a bot.",
};
const NOBODY = {
  title: "Nobody is here yet",
  words: "Add somebody to chat as, or a crowd of thousands.",
};
const CHOOSE = {
  title: "Choose a chat",
  words: "You can be everybody here: whoever you open, you write as them.",
};
