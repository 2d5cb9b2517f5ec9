// How this Telegram was when the page first met it: what "Back to normal" goes back to.

const KEY = "local-telegram.normal";

export class Normal {
  #met = null; // {url, now, limits, blocked}

  // A reload in the middle of a storm must not take the storm for the rule: what was met first is
  // kept for the tab, until a sandbox answers whose clock began later.
  constructor(store) {
    store.on("pulse", (pulse) => {
      if (!this.#met) this.#meet(pulse, store.hello?.bot_url);
    });
  }

  limits() {
    const { stars: _spent, ...limits } = this.#met?.limits ?? {};
    return limits;
  }

  blocked() {
    return this.#met?.blocked ?? 0;
  }

  #meet({ now, limits, people }, url) {
    const before = stored();
    const blocked =
      Math.round((100 * people.blocked) / Math.max(1, people.blocked + people.active)) / 100;
    const same = before && before.url === url && before.now <= now;
    this.#met = same ? before : { url, now, limits, blocked };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#met));
    } catch {
      // Nothing may be kept here: a reload then begins anew.
    }
  }
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
