// A small form to ask something.

import { button, el } from "../base/dom.js";
import { dialog } from "../base/widgets/dialog.js";

const MOST = 12; // Bot API: sendPoll

/** Resolves with the fields of a Poll, or null. */
export function makePoll() {
  const question = el("input", {
    class: "field",
    attrs: { type: "text", "aria-label": "Question", placeholder: "Question", maxlength: "300" },
  });
  const options = el("div", { class: "poll-maker-options" });
  const several = tick("Several answers");
  const quiz = tick("Quiz: one answer is right");
  const named = tick("Show who voted");
  const add = button({ class: "bare", text: "Add an option", on: { click: () => addOption() } });
  const addOption = () => {
    if (options.children.length >= MOST) return;
    const place = options.children.length + 1;
    const right = el("input", {
      attrs: {
        type: "radio",
        name: "right",
        "aria-label": `Option ${place} is right`,
        hidden: !quiz.input.checked,
      },
    });
    right.checked = place === 1;
    const field = el("input", {
      class: "field",
      attrs: {
        type: "text",
        "aria-label": `Option ${place}`,
        placeholder: `Option ${place}`,
        maxlength: "100",
      },
    });
    options.append(el("div", { class: "poll-maker-row" }, right, field));
  };
  quiz.input.addEventListener("change", () => {
    for (const right of options.querySelectorAll("[type=radio]")) right.hidden = !quiz.input.checked;
    several.input.disabled = quiz.input.checked;
  });
  addOption();
  addOption();
  const content = el(
    "div",
    { class: "poll-maker", data: { testid: "poll-maker" } },
    question,
    options,
    add,
    several.root,
    quiz.root,
    named.root,
  );
  const value = () =>
    filled(question, options, { several: several.input, quiz: quiz.input, named: named.input });
  return dialog({
    title: "A poll",
    content,
    buttons: [
      { text: "Cancel", value: null },
      { text: "Send", value, main: true },
    ],
  });
}

/** Undefined keeps the form open: something is missing, and the cursor goes there. */
function filled(question, options, chosen) {
  const rows = [...options.children].map((row) => ({
    text: row.querySelector("[type=text]").value.trim(),
    right: row.querySelector("[type=radio]").checked,
  }));
  const given = rows.filter((row) => row.text);
  if (!question.value.trim()) return void question.focus();
  if (given.length < 2) return void options.children[given.length].querySelector("[type=text]").focus();
  const right = Math.max(
    0,
    given.findIndex((row) => row.right),
  );
  return {
    question: question.value.trim(),
    options: given.map((row) => ({ text: row.text })),
    is_anonymous: !chosen.named.checked,
    allows_multiple_answers: chosen.several.checked && !chosen.quiz.checked,
    ...(chosen.quiz.checked
      ? { type: "quiz", correct_option_id: right, correct_option_ids: [right], allows_revoting: false }
      : {}),
  };
}

function tick(words) {
  const input = el("input", { attrs: { type: "checkbox" } });
  return { input, root: el("label", { class: "tick" }, input, words) };
}
