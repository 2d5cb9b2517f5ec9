// The last minute of pulses, as the picture needs it: a ring of numbers that never grows.

const ROOM = 512; // pulses; 4 a second for over two minutes
const SHORTEST = 0.02; // seconds
const SMOOTHING = 0.45; // weight of the newest pulse in the smoothed rate

export class Samples {
  #values = Array.from({ length: ROOM }, () => ({ at: -Infinity }));
  #next = 0;
  #rate = 0;
  #paid = 0;

  // A pulse of no length (the first of a stream) tells nothing about the rate.
  // `at` in ms of the page's clock. Rates are in messages per second of the sandbox's own time.
  push(pulse, at) {
    const { seconds } = pulse;
    if (seconds < SHORTEST) return;
    this.#rate += SMOOTHING * (pulse.accepted / seconds - this.#rate);
    this.#paid += SMOOTHING * (pulse.paid / seconds - this.#paid);
    Object.assign(this.#values[this.#next], {
      at,
      rate: settled(this.#rate),
      paid: settled(this.#paid),
      refused: pulse.refused,
      broken: pulse.broken,
      ceiling: ofAllBots(pulse),
      banned: pulse.ban_left > 0,
      outage: pulse.outage_left > 0,
    });
    this.#next = (this.#next + 1) % ROOM;
  }

  get rate() {
    return settled(this.#rate);
  }

  // Calls back with each pulse younger than `since`, oldest first, and the one before it.
  each(since, use) {
    let before = null;
    for (let step = 0; step < ROOM; step += 1) {
      const sample = this.#values[(this.#next + step) % ROOM];
      if (sample.at >= since) use(sample, before);
      if (sample.at !== -Infinity) before = sample;
    }
  }
}

// Each bot has a ceiling of its own, and the curve is that of all of them.
function ofAllBots({ ceiling, bots }) {
  return ceiling === null ? null : ceiling * Math.max(1, bots);
}

// Smoothing never quite reaches zero; the picture should.
function settled(rate) {
  return rate < 0.05 ? 0 : rate;
}
