// The notes beside the prose: what each says, and where it stands.
const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
const wide = matchMedia("(min-width: 60.01rem)");
const short = matchMedia("(max-height: 30rem)");

const elements = new Map();
for (const each of all("[data-block]")) elements.set(Number(each.dataset.block), [each]);
const placesOf = (index) => elements.get(index) ?? [];
const order = all(".note").map((note) => {
  const item = byId.get(note.dataset.change);
  item.note = note;
  item.row = note.closest(".row");
  return item;
});
const rowOf = (item) => item.row;
const spots = new Map(items.map((item) => [item.id, []]));
for (const spot of all(".spot")) spots.get(spot.dataset.change).push(spot);

let drawn = settle();
let current = null;

// Draws blocks anew, in the second column as well.
function redraw(indices) {
  for (const index of indices) {
    placesOf(index).forEach((place, at) => {
      for (const old of all(".spot", place)) {
        const list = spots.get(old.dataset.change);
        list.splice(list.indexOf(old), 1);
      }
      place.replaceChildren(...proseNodes(index, drawn, at > 0));
      for (const spot of all(".spot", place)) {
        const item = byId.get(spot.dataset.change);
        spots.get(item.id).push(spot);
        spot.classList.toggle("out", item.out ?? false);
        spot.classList.toggle("current", item === current);
      }
    });
  }
}

const blocksOf = (item, drawing) => [...item.marks, ...(drawing?.strokes ?? [])].map((each) => each[0]);

// Everything on the page that follows from decisions that have changed.
function changed(some) {
  const before = drawn;
  drawn = settle();
  const told = new Set(some);
  const stale = new Set(some.flatMap((item) => [...blocksOf(item, before.get(item.id)), ...blocksOf(item, drawn.get(item.id))]));
  for (const item of items) {
    const [old, now] = [before.get(item.id), drawn.get(item.id)];
    if (old === now) continue;
    told.add(item);
    for (const index of [...blocksOf(item, old), ...blocksOf(item, now)]) stale.add(index);
  }
  redraw(stale);
  for (const item of told) tell(item);
  sum();
  if (filters.state) filter();
  place();
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// What a note says of its item as it is decided now.
function tell(item) {
  const { note } = item;
  const state = stateOf(item);
  const clash = state === "accepted" && !drawn.has(item.id) && item.marks.length > 0;
  note.className = `note ${item.severity}${item.mechanical ? " mechanical" : ""} ${state}`;
  note.classList.toggle("current", item === current);
  note.classList.toggle("unsaved", isUnsaved(item));
  note.hidden = item.out ?? false;
  note.dataset.state = state;
  const own = state === "accepted" && item.decision && item.fixes.length > 0 && choiceOf(item) < 0 && !item.mine;
  put(one(".state", note), clash ? "not applied: another note changes these words, keep one of them" : own ? "own wording" : state === "open" ? "" : state);
  const drawing = drawingOf(item) ?? item.fixes[0];
  const mend = state === "open" && !item.offered ? "" : drawing?.mend ?? "";
  put(one(".mend", note), mend);
  const says = mend || one(".message", note).textContent;
  note.setAttribute("aria-label", `${item.number ? `Note ${item.number}` : `Line ${item.line}`}, ${state}: ${says}`);
  const [comment, who] = [commentOf(item), item.decision?.[0].who];
  put(one(".said", note), comment ? `“${comment}”${who ? ` (${who})` : ""}` : "");
  for (const button of all("[data-choice]", note)) {
    button.setAttribute("aria-pressed", String(state === "accepted" && choiceOf(item) === Number(button.dataset.choice)));
  }
  one('[data-act="accept"]', note).setAttribute("aria-pressed", String(state === "accepted"));
  one('[data-act="reject"]', note).setAttribute("aria-pressed", String(state === "rejected"));
}

// What the page says of all: progress, what holds the draft back, and what can be undone.
function sum() {
  const decided = judged.filter(isDecided).length;
  one("progress").value = decided;
  put(one("#progress-text"), `${decided} of ${judged.length} decided`);
  const shown = one(".counts .decided");
  if (shown) put(shown, String(decided));
  const undecided = order.filter((item) => item.severity === "error" && isOpen(item) && !item.mechanical);
  const mend = order.filter((item) => item.mend && item.holds);
  const holding = order.filter((item) => undecided.includes(item) || mend.includes(item));
  const standing = one(".standing");
  const again = data.again;
  standing.classList.toggle("held", holding.length > 0 || again > 0);
  standing.classList.toggle("free", holding.length === 0 && again === 0);
  const [head, rest, link] = standing.children;
  put(head, holding.length ? "Held back:" : again ? "Look again:" : "Nothing holds this draft back.");
  const need = (some, what) => (some.length ? [`${plural(some.length, "error needs", "errors need")} ${what}`] : []);
  const errors = `${[...need(undecided, "a decision"), ...need(mend, "mending in the draft")].join(", and ")}.`;
  put(rest, holding.length ? errors : again ? `${plural(again, "decision no longer fits", "decisions no longer fit")}.` : "");
  link.hidden = holding.length === 0;
  if (holding.length) link.setAttribute("href", `#n-${holding[0].id}`);
  const open = unsaved().length;
  const save = one('[data-do="save"]');
  save.disabled = open === 0 && past.length + future.length === 0;
  put(save, open ? `Save ${open}` : "Save");
  one('[data-do="undo"]').disabled = past.length === 0;
  one('[data-do="redo"]').disabled = future.length === 0;
}

// Each note beside its line, or under the one before it; the current note at its line whatever is around it. The prose
// does not move for them. All that is near the window is measured before anything is moved.
const GAP = 8;
const rows = all(".row").filter((row) => one(".margin", row));
const near = new Set();

function place() {
  if (!wide.matches) return;
  const notes = [];
  for (const row of rows) {
    if (!near.has(row)) continue;
    const top = row.getBoundingClientRect().top;
    for (const note of one(".notes", row).children) {
      const height = note.offsetHeight;
      if (height === 0) continue;
      const spot = spots.get(note.dataset.change).find((each) => each.getClientRects().length);
      notes.push({ note, top: spot ? spot.getClientRects()[0].top : top, row: top, height });
    }
  }
  const at = notes.findIndex((each) => each.note === current?.note);
  let bottom = -Infinity;
  notes.forEach((each, i) => {
    if (i !== at) each.top = Math.max(each.top, bottom + GAP);
    bottom = each.top + each.height;
  });
  for (let i = at - 1; i >= 0; i--) notes[i].top = Math.min(notes[i].top, notes[i + 1].top - GAP - notes[i].height);
  for (const { note, top, row } of notes) {
    const wanted = `${Math.round(top - row)}px`;
    if (note.style.top !== wanted) note.style.top = wanted;
  }
}

const watch = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) near[entry.isIntersecting ? "add" : "delete"](entry.target);
    place();
  },
  { rootMargin: "60% 0px" },
);
for (const row of rows) watch.observe(row);

// A note far from the window is not laid out: once it is, its height is known.
let placing = 0;
document.addEventListener("contentvisibilityautostatechange", () => {
  placing ||= requestAnimationFrame(() => {
    placing = 0;
    place();
  });
});

// The room that the tools take from the window, for what is brought into it.
function fit() {
  root.style.setProperty("--tools", wide.matches ? `${one(".tools").offsetHeight}px` : "0px");
  root.style.setProperty("--dock", wide.matches ? "0px" : `${one(".dock").offsetHeight}px`);
  place();
}
