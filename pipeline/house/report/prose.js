// The prose of a block drawn anew, as the template draws it first: what stands, what is struck and what is put in.
const OBJECT = "\ufffc";
const LABELS = { error: "Error", query: "Query", advice: "Advice" };
const blocks = new Map();
for (const [index, block] of Object.entries(data.blocks)) {
  blocks.set(Number(index), { ...block, text: Array.from(block.text), marked: [] });
}
for (const item of items) {
  for (const [index, start, end] of item.marks) blocks.get(index).marked.push({ item, start, end });
}

const WORDS = /[\p{L}\p{N}\p{M}_'’-]+|\s+|[^]/gu;

// Strokes that turn `was` into `becomes`: the words that differ, or all where hardly any are shared.
function refined(was, becomes) {
  const mine = was.match(WORDS) ?? [];
  const theirs = becomes.match(WORDS) ?? [];
  const whole = [[0, Array.from(was).length, becomes]];
  if (mine.length < 4 || mine.length * theirs.length > 250000) return whole;
  const longest = Array.from({ length: mine.length + 1 }, () => new Uint16Array(theirs.length + 1));
  for (let i = mine.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      longest[i][j] = mine[i] === theirs[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  if (2 * longest[0][0] < (mine.length + theirs.length) / 2) return whole;
  const strokes = [];
  let [i, j, at, open] = [0, 0, 0, null];
  while (i < mine.length || j < theirs.length) {
    if (i < mine.length && j < theirs.length && mine[i] === theirs[j]) {
      open = null;
      at += Array.from(mine[i]).length;
      i++;
      j++;
      continue;
    }
    if (!open) strokes.push((open = [at, at, ""]));
    if (j >= theirs.length || (i < mine.length && longest[i + 1][j] >= longest[i][j + 1])) {
      at += Array.from(mine[i++]).length;
      open[1] = at;
    } else open[2] += theirs[j++];
  }
  return strokes;
}

// The editor's own wording in the place of an item's words; made once for a decision.
const ownDrawings = new WeakMap();
function ownDrawing(item, decision) {
  if (ownDrawings.has(decision)) return ownDrawings.get(decision);
  const strokes = item.own.flatMap(([index, start, end], order) => {
    const text = blocks.get(index).text.slice(start, end).join("");
    const becomes = order === 0 ? decision.becomes : "";
    if (text !== decision.was) return [[index, start, end, becomes, decision.was]];
    return refined(text, becomes).map(([a, b, put]) => [index, start + a, start + b, put, ""]);
  });
  const mend = `${decision.was || "nothing"} → ${decision.becomes || "nothing"}`;
  const made = { label: decision.becomes || "nothing", mend, spans: [item.words], strokes };
  ownDrawings.set(decision, made);
  return made;
}

// Marks for text of which nothing can be seen.
const NAMED = { "\n": "↵", "\t": "⇥", "\u00a0": "⍽" };
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
function unseen(text, file = "") {
  if (text !== "" && !/\S/u.test(text)) {
    return Array.from((file || text).replaceAll("\r\n", "\n"), (each) => NAMED[each] ?? (/\s/u.test(each) ? "·" : each)).join("");
  }
  const hidden = (each) => UNSEEN.test(each) && !"\u200c\u200d".includes(each);
  if (text === "" || !Array.from(text).every(hidden)) return "";
  return Array.from(text, (each) => `<${each.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`).join("");
}

// The port of `_runs.py`; tests hold the two to the same.
function runsOf(index, drawn) {
  const { text, styles, objects, marked } = blocks.get(index);
  const strokes = [];
  for (const [id, drawing] of drawn) {
    for (const [at, start, end, put, file] of drawing.strokes) if (at === index) strokes.push({ id, start, end, put, file });
  }
  strokes.sort((a, b) => a.start - b.start || a.end - b.end);
  const drawnHere = new Set(strokes.map((each) => each.id));
  const marks = marked.map(({ item, start, end }) => ({ id: item.id, start, end }));
  const bare = marks.filter((mark) => mark.start === mark.end && !drawnHere.has(mark.id));
  const cuts = new Set([0, text.length]);
  for (const each of [...strokes, ...marks]) cuts.add(each.start).add(each.end);
  for (const [start, end] of styles) cuts.add(start).add(end);
  for (const at of Object.keys(objects)) cuts.add(Number(at)).add(Number(at) + 1);
  const around = (start, end) => styles.filter((each) => each[0] <= start && end <= each[1]);
  const runs = [];
  const putIn = (stroke) => {
    if (stroke.start === stroke.end && stroke.file) runs.push({ kind: "del", text: "", styles: [], shown: stroke.file, id: stroke.id });
    if (!stroke.put) return;
    const after = Math.min(text.length, stroke.end + (stroke.start === stroke.end ? 1 : 0));
    const inside = around(Math.min(stroke.start, Math.max(0, stroke.end - 1)), after);
    runs.push({ kind: "ins", text: stroke.put, styles: inside, shown: unseen(stroke.put), id: stroke.id });
  };
  const places = [...cuts].sort((a, b) => a - b);
  places.forEach((place, at) => {
    for (const mark of bare) if (mark.start === place) runs.push({ kind: "mark", text: "", styles: [], shown: "", id: mark.id });
    for (const stroke of strokes) if (stroke.start === place && stroke.end === place) putIn(stroke);
    if (place === text.length) return;
    const end = places[at + 1];
    const prose = text.slice(place, end).join("");
    const struck = strokes.find((each) => each.start <= place && end <= each.end);
    if (!struck) {
      const id = marks.find((each) => each.start <= place && end <= each.end)?.id ?? "";
      const kind = prose === OBJECT ? "object" : "same";
      runs.push({ kind, text: prose, styles: around(place, end), shown: objects[place] ?? "", id });
      return;
    }
    const shown = unseen(prose, place === struck.start ? struck.file : "");
    runs.push({ kind: "del", text: prose, styles: around(place, end), shown, id: struck.id });
    if (end === struck.end) putIn(struck);
  });
  return runs;
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function runNode(run) {
  let node = run.kind === "object" ? element("code", {}, run.shown) : document.createTextNode(run.text);
  for (const [, , tag, value] of [...run.styles].reverse()) {
    node = element(tag, tag === "a" ? { href: value, rel: "noreferrer" } : tag === "span" ? { lang: value } : {}, node);
  }
  if (run.kind === "del" || run.kind === "ins") node = element(run.kind, run.shown ? { "data-shown": run.shown } : {}, node);
  return node;
}

const spotClass = (item, drawn) =>
  `spot ${item.severity}${item.mechanical ? " mechanical" : ""}${drawn.has(item.id) ? " drawn" : ""} ${stateOf(item)}`;

// The nodes of a block; `plain` ones, for the second column, have no ids and no links to notes.
function proseNodes(index, drawn, plain = false) {
  const runs = runsOf(index, drawn);
  const owners = [];
  const parts = [];
  for (const run of runs) {
    if (parts.length && owners.at(-1) === run.id) parts.at(-1).push(run);
    else {
      owners.push(run.id);
      parts.push([run]);
    }
  }
  return parts.flatMap((part, at) => {
    const nodes = part.map(runNode);
    const item = byId.get(owners[at]);
    if (!item) return nodes;
    const spot = element("span", { class: spotClass(item, drawn), "data-change": item.id });
    const home = !plain && rowOf(item)?.contains(placesOf(index)[0]);
    if (home && owners.indexOf(item.id) === at) spot.id = `c-${item.id}`;
    spot.append(...nodes);
    if (home && item.number && owners.lastIndexOf(item.id) === at) {
      const label = `${LABELS[item.severity]}, note ${item.number}`;
      spot.append(element("a", { class: "ref", href: `#n-${item.id}`, "aria-label": label, "data-number": item.number }));
    }
    return [spot];
  });
}
