// The card of the tour: not modal, read out when it changes, in the way of nothing.

import { button, el, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";

export class TourCard {
  // `go(by)` moves by so many steps, `write()` writes what the step proposes, `end()` leaves.
  constructor(plan, { go, write, end }) {
    this.plan = plan;
    this.#words();
    this.dots = plan.steps.map(() => el("span", { class: "tour-dot" }));
    const skip = button({
      class: "tour-skip",
      text: "Skip tour",
      data: { testid: "tour-skip" },
      on: { click: end },
    });
    this.root = el(
      "section",
      {
        class: "tour-card",
        attrs: { role: "dialog", "aria-modal": "false", "aria-labelledby": "tour-title" },
        data: { testid: "tour" },
        on: { keydown: (event) => event.key === "Escape" && end() },
      },
      el(
        "div",
        { class: "tour-head" },
        el("div", { class: "tour-dots", attrs: { "aria-hidden": "true" } }, ...this.dots),
        this.place,
        skip,
      ),
      el(
        "div",
        { class: "tour-words", attrs: { "aria-live": "polite", tabindex: "0" } },
        this.title,
        this.text,
        this.done,
        this.more,
      ),
      this.#actions(go, write),
    );
  }

  // The step of that number, from 0; -1 is the greeting.
  show(number) {
    const { steps, title, greeting } = this.plan;
    const step = steps[number];
    setText(this.title, step ? step.title : title);
    setText(this.text, step ? step.text : greeting);
    setText(this.more, "");
    setText(this.place, step ? `${number + 1}/${steps.length}` : "");
    this.dots.forEach((dot, index) => dot.classList.toggle("is-past", index <= number));
    setText(this.next, step ? (number === steps.length - 1 ? "Finish" : "Next") : "Start the tour");
    this.root.dataset.done = !step?.done;
    show(this.back, number > 0);
    show(this.write, Boolean(step?.type));
    show(this.done, false);
    this.text.parentElement.scrollTop = 0;
  }

  // The step was done.
  tick({ more }) {
    show(this.done, true);
    show(this.write, false);
    setText(this.more, more ?? "");
    this.root.dataset.done = true;
    this.done.scrollIntoView({ block: "start" }); // in a low window it would be out of sight
  }

  #words() {
    this.title = el("h2", { class: "tour-title", attrs: { id: "tour-title" } });
    this.place = el("span", { class: "tour-place muted number" });
    this.text = el("p", { class: "tour-text", attrs: { dir: "auto" } });
    this.more = el("p", { class: "tour-more", attrs: { dir: "auto" } });
    this.done = el("p", { class: "tour-tick", attrs: { hidden: true } }, icon("check"), "Done");
  }

  #actions(go, write) {
    this.write = button({
      class: "button",
      text: "Write it for me",
      data: { testid: "tour-write" },
      on: { click: write },
    });
    this.back = button({ class: "button", text: "Back", on: { click: () => go(-1) } });
    this.next = button({
      class: "button button-main tour-next",
      data: { testid: "tour-next" },
      on: { click: () => go(1) },
    });
    return el("div", { class: "tour-actions" }, this.back, this.write, this.next);
  }
}
