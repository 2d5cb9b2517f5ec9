// What whoever runs the sandbox has to show: rows, who waits in each, and how long they still wait.

import { arrange, el, setText, show } from "../base/dom.js";
import { grouped, lasting } from "../base/numbers.js";
import { panel } from "./panel.js";

const TICK = 1000; // ms

export function board({ store }) {
  const list = el("ol", { class: "board" });
  const note = el("p", { class: "muted panel-note", attrs: { dir: "auto" } });
  const root = panel("board-panel", "", note, list);
  const title = root.querySelector("h2");
  show(root, false);
  let rows = [];
  store.on("board", (told) => {
    show(root, told !== null);
    if (told === null) return;
    setText(title, told.title);
    setText(note, told.note);
    show(note, told.note !== "");
    while (rows.length < told.rows.length) rows.push(new Row());
    rows = rows.slice(0, told.rows.length);
    rows.forEach((row, place) => row.update(told.rows[place]));
    arrange(
      list,
      rows.map((row) => row.root),
    );
  });
  setInterval(() => {
    for (const row of rows) row.tick();
  }, TICK);
  return root;
}

class Row {
  constructor() {
    this.words = el("p", { class: "board-words one-line", attrs: { dir: "auto" } });
    this.note = el("span", { class: "board-note number" });
    this.waiting = el("p", { class: "board-waiting muted" });
    this.root = el(
      "li",
      { class: "board-row", data: { testid: "board-row" } },
      this.words,
      this.note,
      this.waiting,
    );
    this.told = null;
  }

  update(told) {
    this.told = told;
    setText(this.words, told.words);
    setText(this.note, told.note);
    this.tick();
  }

  tick() {
    const { waiting, more } = this.told;
    const named = waiting.map(({ name, at }) => `${name} ${until(at)}`);
    if (more > 0) named.push(named.length > 0 ? `${grouped(more)} more` : grouped(more));
    setText(this.waiting, named.length > 0 ? `⏳ ${named.join(" · ")}` : "");
    show(this.waiting, named.length > 0);
  }
}

function until(at) {
  const left = at - Date.now() / 1000;
  return left > 0 ? `in ${lasting(left)}` : "now";
}
