// A poll: to vote in while it is open and the person has not voted, to read after that.

import { button, el } from "../base/dom.js";
import { renderText } from "./text/entities.js";
import { icon } from "../base/icons.js";

/** `actions`: vote(message, options), ballot(message) (the boxes ticked but not sent yet). */
export function poll(message, actions) {
  const { poll: given } = message;
  const voted = actions.voted(message);
  const open = !given.is_closed && voted.length === 0;
  const box = el("div", { class: `poll ${open ? "open" : "read"}`, data: { poll: message.message_id } });
  box.append(
    el(
      "div",
      { class: "poll-question", attrs: { dir: "auto" } },
      renderText(given.question, given.question_entities, actions, `poll ${message.message_id}`),
    ),
    el("div", { class: "poll-kind", text: kindWords(given) }),
  );
  if (given.description) box.append(description(given, message, actions));
  const options = given.options.map((option, place) =>
    open ? choice(message, place, actions) : result(message, place, voted),
  );
  box.append(
    el(
      "div",
      {
        class: "poll-options",
        attrs: { role: open ? "group" : null, "aria-label": open ? given.question : null },
      },
      ...options,
    ),
  );
  if (!open && given.explanation) box.append(explanation(given, message, actions));
  box.append(foot(message, open, voted, actions));
  return box;
}

function kindWords(given) {
  if (given.is_closed) return "Final results";
  const who = given.is_anonymous ? "Anonymous" : "Public";
  const what = given.type === "quiz" ? "quiz" : "poll";
  return `${who} ${what}${given.allows_multiple_answers ? " · several answers" : ""}`;
}

function choice(message, place, actions) {
  const { poll: given } = message;
  const several = given.allows_multiple_answers;
  const ballot = actions.ballot(message);
  const mark = el("span", { class: `mark ${several ? "square" : "round"}` }, icon("check"));
  const words = el("span", { class: "poll-words", attrs: { dir: "auto" } }, given.options[place].text);
  const row = button(
    {
      class: "poll-option",
      attrs: several ? { role: "checkbox", "aria-checked": String(ballot.has(place)) } : {},
      data: { testid: "poll-option", option: place },
    },
    mark,
    words,
  );
  row.addEventListener("click", () => {
    if (!several) return void actions.vote(message, [place]);
    if (!ballot.delete(place)) ballot.add(place);
    row.setAttribute("aria-checked", String(ballot.has(place)));
    row.closest(".poll").querySelector(".poll-send").disabled = ballot.size === 0;
  });
  return row;
}

function result(message, place, voted) {
  const { poll: given } = message;
  const option = given.options[place];
  const share = given.total_voter_count
    ? Math.round((100 * option.voter_count) / given.total_voter_count)
    : 0;
  const chosen = voted.includes(place);
  const verdict = judged(given, place, chosen);
  const bar = el("span", { class: "poll-bar" });
  bar.style.width = `${share}%`;
  return el(
    "div",
    {
      class: `poll-result ${chosen ? "chosen" : ""} ${verdict}`,
      data: { testid: "poll-option", option: place },
    },
    el("span", { class: "poll-share number", text: `${share}%` }),
    el("span", { class: "poll-words", attrs: { dir: "auto" } }, option.text),
    el(
      "span",
      { class: "poll-verdict" },
      chosen || verdict === "right" ? icon(verdict === "wrong" ? "close" : "check") : null,
    ),
    el("span", { class: "visually-hidden", text: spoken(option, chosen, verdict) }),
    el("span", { class: "poll-track" }, bar),
  );
}

function judged(given, place, chosen) {
  if (given.type !== "quiz") return "";
  const right = given.correct_option_ids ?? [given.correct_option_id];
  if (right.includes(place)) return "right";
  return chosen ? "wrong" : "";
}

function spoken(option, chosen, verdict) {
  return [counted(option.voter_count), chosen ? "your choice" : "", verdict].filter(Boolean).join(", ");
}

function counted(votes) {
  return votes === 1 ? "1 vote" : `${votes} votes`;
}

function description(given, message, actions) {
  return el(
    "div",
    { class: "poll-description", attrs: { dir: "auto" } },
    renderText(given.description, given.description_entities, actions, `about ${message.message_id}`),
  );
}

function explanation(given, message, actions) {
  return el(
    "div",
    { class: "poll-explanation", attrs: { dir: "auto" } },
    renderText(given.explanation, given.explanation_entities, actions, `why ${message.message_id}`),
  );
}

function foot(message, open, voted, actions) {
  const { poll: given } = message;
  const several = given.allows_multiple_answers;
  const count = given.total_voter_count ?? 0;
  const words = el("span", { text: count ? counted(count) : "No votes" });
  const row = el("div", { class: "poll-foot" }, words);
  if (open && several) {
    const send = button({
      class: "bare poll-send",
      text: "Vote",
      data: { testid: "poll-vote" },
      on: {
        click: () =>
          actions.vote(
            message,
            [...actions.ballot(message)].sort((a, b) => a - b),
          ),
      },
    });
    send.disabled = actions.ballot(message).size === 0;
    row.append(send);
  }
  if (voted.length > 0 && !given.is_closed && given.type !== "quiz") {
    row.append(
      button({
        class: "bare",
        text: "Take the vote back",
        data: { testid: "poll-retract" },
        on: { click: () => actions.vote(message, []) },
      }),
    );
  }
  return row;
}
