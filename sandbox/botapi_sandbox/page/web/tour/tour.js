// The guided tour: a card that says what to do next, and notices when it was done.

import { watched } from "./conditions.js";
import { remember, remembered } from "../base/storage.js";
import { TourCard } from "./tourcard.js";

const SEEN = "tour-seen";
const WATCHED = ["chat", "roster", "pulse", "bot", "fleet", "spread"];
const PANES = { composer: "chat", bot: "telegram" };

export function mountTour(root, tools) {
  const tour = new Tour(root, tools);
  tools.store.on("hello", (hello) => tour.offer(hello.tour));
  return tour;
}

class Tour {
  #plan = null;
  #step = -1; // -1: the greeting
  #done = () => false;
  #running = false;
  #ticked = false;
  #offered = false;

  constructor(root, { store }) {
    Object.assign(this, { root, store });
    for (const event of WATCHED) store.on(event, () => this.#look());
  }

  // On the first visit it begins by itself, once: each new stream says hello again.
  offer(plan) {
    if (this.#running) return;
    this.#plan = plan;
    if (!plan || this.#offered) return;
    this.#offered = true;
    if (remembered(SEEN) !== plan.title) this.#begin();
  }

  start() {
    if (!this.#plan) return;
    this.#begin();
    this.card.next.focus();
  }

  #begin() {
    this.#running = true;
    this.card = new TourCard(this.#plan, {
      go: (by) => this.#go(this.#step + by),
      write: () => this.store.emit("compose", { text: this.#plan.steps[this.#step].type }),
      end: () => this.#end(),
    });
    this.root.replaceChildren(this.card.root);
    document.body.dataset.touring = "";
    this.#go(this.#plan.greeting ? -1 : 0);
  }

  #end() {
    remember(SEEN, this.#plan.title);
    this.#running = false;
    const focused = this.card.root.contains(document.activeElement);
    this.root.replaceChildren();
    if (focused) document.querySelector("[data-testid=tour-start]")?.focus();
    delete document.body.dataset.touring;
    delete document.body.dataset.look;
  }

  #go(number) {
    if (number >= this.#plan.steps.length) return this.#end();
    this.#step = number;
    this.#ticked = false;
    const step = this.#plan.steps[number];
    if (step?.bot) this.store.chooseBot(step.bot);
    if (step?.chat) this.store.open(step.chat);
    this.#done = step?.done ? watched(step.done, this.store) : () => false;
    this.#point(step?.look);
    this.card.show(number);
    this.#look();
  }

  #point(look) {
    if (!look) {
      delete document.body.dataset.look;
      return;
    }
    document.body.dataset.look = look;
    this.store.emit("look", PANES[look] ?? look);
    if (look === "bot") document.querySelector(":is(#bot-box, #fleet-box):not([hidden])")?.scrollIntoView({ block: "nearest" });
  }

  #look() {
    if (!this.#running || this.#ticked || this.#step < 0 || !this.#done()) return;
    this.#ticked = true;
    this.card.tick(this.#plan.steps[this.#step]);
    delete document.body.dataset.look;
  }
}
