// What the page knows and what was decided. An item's decision is its entries of the decisions file, nearly always one,
// or null.
const data = JSON.parse(document.getElementById("copydesk-data").textContent);
const items = data.items;
const byId = new Map(items.map((item) => [item.id, item]));
const judged = items.filter((item) => !item.mechanical && !item.mend);
const GRADES = ["error", "query", "advice"];

for (const item of items) {
  item.decision = item.recorded.length ? item.recorded : null;
  item.saved = item.decision;
  item.first ??= item.rejection;
}

// A finding that another's decision answers has a state and no entries of its own.
function stateOf(item) {
  if (item.decision === null) return item.recorded.length ? "open" : item.state;
  return item.decision === item.recorded ? item.state : item.decision[0].verdict;
}
const isDecided = (item) => ["accepted", "rejected"].includes(stateOf(item));
const isOpen = (item) => !isDecided(item) && !item.mend;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isUnsaved = (item) => !same(item.decision, item.saved);
const unsaved = () => items.filter(isUnsaved);
const plural = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

// The fix that an accepted decision follows, by its number; -1 where the wording is the editor's own.
function choiceOf({ decision, recorded, drawn, entries, fixes }) {
  if (decision === null || decision[0].verdict !== "accepted") return -1;
  if (decision === recorded && drawn) return fixes.findIndex((fix) => same(fix.strokes, drawn.strokes));
  const like = (each, at) => each.was === decision[at].was && each.becomes === decision[at].becomes;
  return entries.findIndex((some) => some.length === decision.length && some.every(like));
}

const becomesOf = (item) => item.decision?.[0].becomes ?? item.first?.becomes ?? item.first?.was ?? "";
const commentOf = (item) => item.decision?.map((each) => each.comment).find(Boolean) ?? "";

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// A decision made now, from entries that say where. A comment that was made before stays with the first of them.
function decide(item, verdict, from, comment = commentOf(item)) {
  return from.map(({ check = "", was, becomes, context }, at) => {
    const made = { check, was, becomes, context, verdict, comment: at ? "" : comment, who: editor(), when: today() };
    if (verdict === "open" || becomes === undefined) delete made.becomes;
    return made;
  });
}

// Steps that can be undone: each a list of an item, its decision before, and its decision after.
const past = [];
let future = [];

function change(pairs, what) {
  const step = { what, changes: pairs.map(([item, after]) => ({ item, before: item.decision, after })) };
  past.push(step);
  future = [];
  for (const { item, after } of step.changes) item.decision = after;
  changed(step.changes.map((each) => each.item));
}

function travel(from, to, side) {
  const step = from.pop();
  if (!step) return null;
  to.push(step);
  for (const each of step.changes) each.item.decision = each[side];
  changed(step.changes.map((each) => each.item));
  return step;
}

// Which drawing of each item stands in the prose, if any: what was accepted first, then what is offered, the safe and the
// graver first; of those that touch the first. The rules are those of `_items._drawn`.
const touches = (a, b) => a[0] <= b[1] && b[0] <= a[1];
const overlaps = (a, b) => a[0] < b[1] && b[0] < a[1];
const forbids = (guard, span) => overlaps(guard, span) || (guard[0] === guard[1] && touches(guard, span));

function drawingOf(item) {
  const [decision, state] = [item.decision, stateOf(item)];
  if (state === "rejected") return null;
  if (state !== "accepted" || decision === null) return item.offered ? item.fixes[0] : null;
  if (item.drawn && same(decision, item.recorded)) return item.drawn;
  const choice = choiceOf(item);
  return choice >= 0 ? item.fixes[choice] : ownDrawing(item, decision[0]);
}

function rank(item) {
  const first = stateOf(item) === "accepted" ? 0 : item.safe ? 1 : 2;
  return first * 3 + GRADES.indexOf(item.severity);
}

function settle() {
  const drawn = new Map();
  const fixed = items.filter((item) => stateOf(item) === "accepted");
  const taken = new Touched();
  for (const item of items.map((each) => [rank(each), each]).sort((a, b) => a[0] - b[0]).map((pair) => pair[1])) {
    const drawing = drawingOf(item);
    if (!drawing) continue;
    const barred = (span) =>
      taken.has(span) ||
      (stateOf(item) !== "accepted" && data.guards.some((guard) => forbids(guard, span))) ||
      fixed.some((other) => other !== item && forbids(other.words, span));
    if (drawing.spans.some(barred)) continue;
    drawn.set(item.id, drawing);
    for (const span of drawing.spans) taken.add(span);
  }
  return drawn;
}

// Spans that do not touch one another, in order, so that whether another touches one of them is a search by halves.
class Touched {
  spans = [];
  before(span) {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.spans[middle][1] < span[0]) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  has(span) {
    const next = this.spans[this.before(span)];
    return next !== undefined && touches(next, span);
  }
  add(span) {
    this.spans.splice(this.before(span), 0, span);
  }
}
