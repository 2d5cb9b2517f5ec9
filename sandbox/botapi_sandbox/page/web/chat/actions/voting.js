// Votes: what is ticked here, and what the sandbox says was chosen.

export class Voting {
  #ballots = new Map(); // ticked, not sent

  constructor({ api, toasts, actions, changed }) {
    Object.assign(this, { api, toasts, actions, changed });
  }

  /** The options ticked in a poll with several answers: a Set the poll changes. */
  ballot(message) {
    const key = this.#key(message);
    if (!this.#ballots.has(key)) this.#ballots.set(key, new Set());
    return this.#ballots.get(key);
  }

  voted(message) {
    return message.sandbox?.voted ?? [];
  }

  look(message) {
    return message.poll ? this.voted(message).join() : "";
  }

  async vote(message, options) {
    try {
      await this.api.verb("vote", {
        user_id: this.actions.me(),
        chat_id: message.chat.id,
        message_id: message.message_id,
        options,
      });
      this.#ballots.delete(this.#key(message));
      this.changed();
    } catch (error) {
      this.toasts.failed(error);
    }
  }

  #key(message) {
    return `${message.chat.id} ${message.message_id}`;
  }
}
