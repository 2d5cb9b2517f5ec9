// Entities as a tree. Offsets are UTF-16 units, which are what JavaScript's strings count in.

const MOST = 500; // more than Telegram keeps for one message; hostile input ends here
// The outer one of two that cover the same text: blocks first, then links, then looks.
const RANK = ["blockquote", "expandable_blockquote", "pre", "text_link", "url", "spoiler"];

/** Nodes are {text} or {entity, children}. Overlapping entities are cut where the outer one ends. */
export function tree(text, entities) {
  const queue = [];
  for (const entity of (entities ?? []).slice(0, MOST)) {
    if (typeof entity?.type !== "string") continue;
    const start = Math.max(0, entity.offset);
    const end = Math.min(text.length, entity.offset + entity.length);
    if (start < end) queue.push({ entity, start, end });
  }
  queue.sort(inOrder);
  return nest(queue, text, 0, text.length);
}

function nest(queue, text, start, end) {
  const nodes = [];
  let at = start;
  while (queue.length > 0 && queue[0].start < end) {
    const next = queue.shift();
    if (next.start > at) nodes.push({ text: text.slice(at, next.start) });
    const stop = Math.min(next.end, end);
    if (stop < next.end) putBack(queue, { ...next, start: stop });
    nodes.push({ entity: next.entity, children: nest(queue, text, next.start, stop) });
    at = stop;
  }
  if (at < end) nodes.push({ text: text.slice(at, end) });
  return nodes;
}

function putBack(queue, rest) {
  const place = queue.findIndex((other) => inOrder(rest, other) <= 0);
  queue.splice(place < 0 ? queue.length : place, 0, rest);
}

function inOrder(one, other) {
  return one.start - other.start || other.end - one.end || rank(one) - rank(other);
}

function rank({ entity }) {
  const place = RANK.indexOf(entity.type);
  return place < 0 ? RANK.length : place;
}
