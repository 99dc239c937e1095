// What an editor does with a note. Each of these has a key, a button, and one way to take it back.
const shown = (item) => !item.out && !(item.mechanical && !root.classList.contains("with-mechanical"));
const more = document.getElementById("more").content.firstElementChild.cloneNode(true);
const writer = document.getElementById("write").content.firstElementChild.cloneNode(true);
let writing = null;

const status = one("[role=status]");
function say(text) {
  status.textContent = status.textContent === text ? `${text}\u00a0` : text;
}

function kin(item) {
  return order.filter((each) => each.check === item.check && shown(each) && isOpen(each));
}

// Makes a note the current one, or none.
function select(item, { focus = true, scroll = true } = {}) {
  const before = current;
  if (before && before !== item) {
    closeWriter(false);
    before.note.classList.remove("current");
    for (const spot of spots.get(before.id)) spot.classList.remove("current");
  }
  current = item;
  root.classList.toggle("selected", item !== null);
  if (item === null) {
    more.remove();
    place();
    return;
  }
  item.note.classList.add("current");
  for (const spot of spots.get(item.id)) spot.classList.add("current");
  dress(item);
  if (more.parentNode !== item.note) item.note.append(more);
  place();
  if (focus) item.note.focus({ preventScroll: true });
  if (scroll) bring(item);
}

// What can be done with the current note beside accepting and rejecting.
function dress(item) {
  const like = kin(item);
  one('[data-act="reopen"]', more).hidden = item.decision === null;
  one('[data-act="comment"]', more).textContent = commentOf(item) ? "Change comment" : "Comment";
  one(".kind", more).hidden = like.length < 2;
  put(one(".kind span", more), `${like.length} undecided of ${item.check}`);
  one('[data-act="accept-all"]', more).hidden = !like.some((each) => each.entries[0]?.length);
}

// Brings the words into the window, and moves nothing where they are well within it.
function bring(item) {
  const target = spots.get(item.id).find((each) => each.getClientRects().length) ?? item.note;
  const box = target.getClientRects()[0] ?? target.getBoundingClientRect();
  const high = wide.matches ? one(".tools").offsetHeight + 24 : 24;
  const sheet = !wide.matches && !short.matches ? item.note.offsetHeight + one(".dock").offsetHeight : 0;
  const low = wide.matches ? innerHeight * 0.75 : innerHeight - sheet - 48;
  if (box.top >= high && box.bottom <= low) return;
  const wanted = high + (low - high) * 0.35;
  scrollBy({ top: box.top - wanted, behavior: "instant" });
}

function step(by, wanted = shown) {
  if (view() === "since") return walk(by);
  if (view() === "clean") return say("The clean view has no notes; press v for another.");
  const list = order.filter((item) => wanted(item) || item === current);
  const others = list.filter((item) => item !== current);
  if (!others.length) return say(current ? "There is no other note." : "There is no note.");
  const at = list.indexOf(current);
  select(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length]);
}

// On to the next note that is undecided, from the place of the one that was just decided.
function advance(item) {
  const at = order.indexOf(item);
  const rest = [...order.slice(at + 1), ...order.slice(0, at)];
  const next = rest.find((each) => shown(each) && isOpen(each) && (!each.mechanical || item.mechanical));
  select(next ?? item, { focus: true });
  const decided = judged.filter(isDecided).length;
  say(`${past.at(-1).what}. ${decided} of ${judged.length} decided.${next ? "" : " No other note is undecided."}`);
}

const REFUSED = "No wording is offered here; press e for your own.";

const MEND = "No decision answers this; mend it in the draft.";

function accept(item, choice = 0) {
  if (item.mend) return say(MEND);
  const from = item.entries[choice];
  if (!from?.length) return say(REFUSED);
  change([[item, decide(item, "accepted", from)]], `Accepted: ${item.fixes[choice].label}`);
  advance(item);
}

// Turning down what no check found takes it back.
const turnedDown = (item) => (item.rejection && !item.mine ? decide(item, "rejected", [item.rejection]) : null);

function reject(item) {
  if (item.mend) return say(MEND);
  change([[item, turnedDown(item)]], item.fixes.length ? `Rejected: ${item.fixes[0].mend}` : "Left as it is");
  advance(item);
}

function reword(item, becomes) {
  if (item.mend) return say(MEND);
  if (!item.first) return say("These words can’t be decided on; change the draft itself.");
  if (becomes === item.first.was) return reject(item);
  change([[item, decide(item, "accepted", [{ ...item.first, becomes }])]], `Your wording: ${becomes || "nothing"}`);
  advance(item);
}

function remark(item, comment) {
  const decision = item.decision;
  const from = item.rejection ?? item.first;
  let after = null;
  if (decision && decision[0].verdict !== "open") {
    const signed = { who: editor(), when: today() };
    after = decision.map((each, at) => ({ ...each, ...signed, comment: at ? "" : comment }));
  } else if (comment && from) after = decide(item, "open", [from], comment);
  else if (!decision) return say("These words can’t be commented on; change the draft itself.");
  change([[item, after]], comment ? "Comment kept" : "Comment removed");
  select(item);
  say(past.at(-1).what);
}

function reopen(item) {
  if (!item.decision) return;
  const kept = commentOf(item) && item.decision[0].verdict !== "open";
  change([[item, kept ? decide(item, "open", [item.rejection ?? item.first]) : null]], "Open again");
  select(item);
  say("Open again");
}

function decideAll(item, verdict) {
  const like = kin(item).filter((each) => verdict === "rejected" || each.entries[0]?.length);
  if (!like.length) return say("There is no undecided note of this kind.");
  const after = (each) => (verdict === "accepted" ? decide(each, verdict, each.entries[0]) : turnedDown(each));
  change(like.map((each) => [each, after(each)]), `${verdict === "accepted" ? "Accepted" : "Rejected"} ${plural(like.length, "note", "notes")} of ${item.check}`);
  advance(item);
}

function undo(from, to, side, word) {
  const done = travel(from, to, side);
  if (!done) return say(`Nothing to ${word}.`);
  const item = done.changes[0].item;
  if (shown(item)) select(item);
  say(`${word === "undo" ? "Undone" : "Done again"}: ${done.what}`);
}

// The form for a wording of the editor's own, or for a comment.
function write(item, what) {
  if (item.mend && what === "own") return say(MEND);
  select(item, { scroll: false });
  writing = what;
  const was = item.first?.was ?? "";
  const [label, text] = [one("label span", writer), one("textarea", writer)];
  put(label, what === "own" ? (was ? `In place of “${was}”` : "Put in here") : "Comment");
  text.value = what === "own" ? becomesOf(item) : commentOf(item);
  put(one("button", writer), what === "own" ? "Accept" : "Keep");
  item.note.insertBefore(writer, more);
  place();
  text.focus();
  text.select();
  if (!wide.matches) writer.scrollIntoView({ block: "nearest" });
}

function closeWriter(back = true) {
  if (writing === null) return;
  writing = null;
  const note = writer.parentNode;
  writer.remove();
  if (back && current) {
    place();
    note.focus({ preventScroll: true });
  }
}

writer.addEventListener("submit", (event) => {
  event.preventDefault();
  const [what, text, item] = [writing, one("textarea", writer).value, current];
  closeWriter(false);
  (what === "own" ? reword : remark)(item, what === "own" ? text : text.trim());
});
writer.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea")) {
    event.preventDefault();
    writer.requestSubmit();
  }
});

const ACTS = {
  accept: (item) => accept(item),
  reject,
  own: (item) => write(item, "own"),
  comment: (item) => write(item, "comment"),
  reopen,
  "accept-all": (item) => decideAll(item, "accepted"),
  "reject-all": (item) => decideAll(item, "rejected"),
  close: () => select(null),
  cancel: () => closeWriter(),
};
