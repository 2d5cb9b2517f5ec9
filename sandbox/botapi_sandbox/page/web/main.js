// Puts the page together.

import { Api } from "./base/api.js";
import { mountChat } from "./chat/chat.js";
import { mountChats } from "./chats/chats.js";
import { Live } from "./base/live.js";
import { rememberPlace } from "./shell/place.js";
import { mountShell } from "./shell/shell.js";
import { Store } from "./base/store.js";
import { mountTelegram } from "./telegram/telegram.js";
import { Toasts } from "./base/widgets/toast.js";
import { mountTour } from "./tour/tour.js";
import { mountWelcome } from "./shell/welcome.js";

const part = (id) => document.getElementById(id);
const store = new Store();
const toasts = new Toasts(part("toasts"));
const tools = { store, api: new Api(store), toasts };

const tour = mountTour(part("tour"), tools);
mountShell(tools, { startTour: () => tour.start() });
mountChats(part("chats"), tools);
mountTelegram(part("telegram"), tools);
mountWelcome(part("welcome"), tools);
mountChat(part("chat"), tools);
rememberPlace(store);
new Live(store).open();
