// Draws the moving picture of one minute: rate, ceiling, refusals, bans and outages.

const MINUTE = 60_000; // ms from the left edge to the right
const HEADROOM = 1.25; // of the highest rate
const TELLS = 4; // a ceiling more than so many times the highest rate is left out of the scale
const LEAST = 8; // messages/s: the scale never shows less
const GROWTH = 0.12; // how fast the scale follows, a share of the way for each frame

export class Drawing {
  #scale = LEAST;

  // `colours`: accepted, paid, ceiling, refused, banned, outage, line, muted.
  constructor(canvas, samples) {
    this.canvas = canvas;
    this.samples = samples;
    this.context = canvas.getContext("2d");
    this.colours = {};
  }

  // Returns whether anything moves: an empty minute needs no next frame. `calm`: the scale jumps.
  draw(now, { calm = false } = {}) {
    const { width, height } = this.#fit();
    const since = now - MINUTE;
    const seen = this.#look(since);
    const wanted = this.#wanted(seen);
    this.#scale += (wanted - this.#scale) * (calm ? 1 : GROWTH);
    const place = {
      width,
      height,
      x: (at) => ((at - since) / MINUTE) * width,
      y: (rate) => height - 1 - (rate / this.#scale) * (height - 14),
    };
    this.context.clearRect(0, 0, width, height);
    this.#shade(place, since);
    this.#grid(place);
    this.#area(place, since, now, "rate", this.colours.accepted);
    this.#area(place, since, now, "paid", this.colours.paid);
    this.#ceiling(place, since, seen.ceiling);
    this.#marks(place, since);
    return seen.lively || Math.abs(wanted - this.#scale) > 0.1;
  }

  #fit() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ratio = devicePixelRatio || 1;
    if (
      this.canvas.width !== Math.round(width * ratio) ||
      this.canvas.height !== Math.round(height * ratio)
    ) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return { width, height };
  }

  #look(since) {
    const seen = { highest: 0, ceiling: null, lively: false };
    this.samples.each(since, (sample) => {
      seen.highest = Math.max(seen.highest, sample.rate);
      seen.ceiling = sample.ceiling;
      seen.lively ||=
        sample.rate > 0 ||
        sample.refused > 0 ||
        sample.broken > 0 ||
        sample.banned ||
        sample.outage;
    });
    return seen;
  }

  #wanted({ highest, ceiling }) {
    const tells = ceiling !== null && (highest < LEAST || ceiling <= highest * TELLS);
    return Math.max(LEAST, highest * HEADROOM, tells ? ceiling * HEADROOM : 0);
  }

  #grid({ width, height }) {
    this.context.strokeStyle = this.colours.line;
    this.context.lineWidth = 1;
    this.context.beginPath();
    for (const share of [0.25, 0.5, 0.75])
      line(this.context, 0, height * share, width, height * share);
    this.context.stroke();
  }

  #shade({ x, height }, since) {
    this.samples.each(since, (sample, before) => {
      if (!before || (!sample.banned && !sample.outage)) return;
      this.context.fillStyle = sample.outage ? this.colours.outage : this.colours.banned;
      this.context.globalAlpha = 0.2;
      const from = Math.max(0, x(before.at));
      this.context.fillRect(from, 0, x(sample.at) - from + 0.5, height);
      this.context.globalAlpha = 1;
    });
  }

  #area({ x, y, width, height }, since, now, what, colour) {
    const { context } = this;
    let [first, last, any] = [null, null, false];
    context.beginPath();
    this.samples.each(since, (sample, before) => {
      if (first === null) {
        first = x(Math.max(since, before?.at ?? sample.at));
        context.moveTo(first, y((before ?? sample)[what]));
      }
      context.lineTo(x(sample.at), y(sample[what]));
      last = sample[what];
      any ||= last > 0;
    });
    if (!any) return;
    const end = Math.min(width, x(now));
    context.lineTo(end, y(last));
    context.strokeStyle = colour;
    context.lineWidth = 1.75;
    context.lineJoin = "round";
    context.stroke();
    context.lineTo(end, height);
    context.lineTo(first, height);
    context.globalAlpha = 0.22;
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = 1;
  }

  // A line with a step wherever the ceiling was changed; none where there was no ceiling.
  #ceiling({ x, y, width }, since, newest) {
    const { context } = this;
    let from = 0;
    let height = null;
    context.strokeStyle = this.colours.ceiling;
    context.lineWidth = 1.25;
    context.setLineDash([5, 4]);
    context.beginPath();
    const reach = (to, next) => {
      if (height !== null) line(context, from, y(height), to, y(height));
      if (height !== null && next !== null) context.lineTo(to, Math.round(y(next)) + 0.5);
      [from, height] = [to, next];
    };
    this.samples.each(since, ({ at, ceiling }, before) => {
      if (before === null || before.at < since) height ??= before?.ceiling ?? ceiling;
      if (ceiling !== height) reach(x(at), ceiling);
    });
    reach(width, newest);
    context.stroke();
    context.setLineDash([]);
  }

  // Refusals and broken answers hang from the top, longer the more there were.
  #marks({ x, height }, since) {
    this.samples.each(since, (sample) => {
      for (const [what, shift] of [
        ["refused", 0],
        ["broken", 2],
      ]) {
        if (!sample[what]) continue;
        const length = Math.min(height * 0.5, 6 + 5 * Math.log2(1 + sample[what]));
        this.context.fillStyle = this.colours[what === "refused" ? "refused" : "outage"];
        this.context.fillRect(x(sample.at) - 1 + shift, 0, 2, length);
      }
    });
  }
}

function line(context, fromX, fromY, toX, toY) {
  context.moveTo(fromX, Math.round(fromY) + 0.5);
  context.lineTo(toX, Math.round(toY) + 0.5);
}
