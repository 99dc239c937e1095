// Keys, clicks, and the start.
const dialog = one(".help");
const DOES = {
  previous: () => step(-1),
  next: () => step(1),
  undo: () => undo(past, future, "before", "undo"),
  redo: () => undo(future, past, "after", "redo"),
  help: () => dialog.showModal(),
  save,
};
const names = Object.keys(VIEWS);
const KEYS_DO = {
  j: DOES.next,
  k: DOES.previous,
  n: () => step(1, (item) => shown(item) && isOpen(item)),
  u: DOES.undo,
  U: DOES.redo,
  v: () => show(names[(names.indexOf(view()) + 1) % names.length]),
  m: () => layer(!root.classList.contains("with-mechanical")),
  "?": DOES.help,
};
const KEYS_ACT = { a: "accept", r: "reject", e: "own", c: "comment", o: "reopen", A: "accept-all", R: "reject-all" };

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    if (writing !== null) writer.requestSubmit();
    return save();
  }
  if (event.key === "Escape" && !dialog.open) {
    if (writing !== null) return closeWriter();
    if (current) {
      const spot = one(`#c-${CSS.escape(current.id)} .ref`);
      select(null);
      spot?.focus({ preventScroll: true });
    }
    return;
  }
  if (event.altKey || dialog.open || event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    return event.shiftKey ? DOES.redo() : DOES.undo();
  }
  if (event.ctrlKey || event.metaKey || !KEYS_BOX.checked) return;
  const act = KEYS_ACT[event.key];
  const choice = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
  if (KEYS_DO[event.key]) KEYS_DO[event.key]();
  else if ((act || choice >= 0) && !current) say("Choose a note first: j goes to the next.");
  else if (act) ACTS[act](current);
  else if (choice >= 0) accept(current, choice);
  else return;
  event.preventDefault();
});

const own = (node) => byId.get(node?.closest("[data-change]")?.dataset.change);
document.addEventListener("click", (event) => {
  const target = event.target;
  const does = target.closest("[data-do]");
  if (does) return DOES[does.dataset.do]();
  const act = target.closest("[data-act]");
  if (act) return ACTS[act.dataset.act](own(act));
  const choice = target.closest("[data-choice]");
  if (choice) return accept(own(choice), Number(choice.dataset.choice));
  const link = target.closest('a[href^="#n-"]');
  if (link) {
    const item = byId.get(link.hash.slice(3));
    if (!item) return;
    event.preventDefault();
    if (["clean", "since"].includes(view())) show("inline");
    return select(item);
  }
  const check = target.closest('a[href^="#check-"]');
  if (check) one(check.hash).open = true;
  if (target.closest("a, button, input, textarea, select, label, summary") || !getSelection().isCollapsed) return;
  const item = own(target);
  if (item && shown(item) && !["clean", "since"].includes(view())) select(item, { scroll: false, focus: target.closest(".spot") !== null });
});

// A note that is tabbed into is the current one; a mouse says so with its click.
let pressed = false;
addEventListener("pointerdown", () => { pressed = true; }, true);
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => { pressed = false; }, true);
document.addEventListener("focusin", (event) => {
  const item = event.target.closest(".note") && own(event.target);
  if (item && item !== current && !pressed && shown(item)) select(item, { focus: false, scroll: false });
});

let opened = [];
addEventListener("beforeprint", () => {
  opened = all("details:not([open])");
  for (const each of opened) each.open = true;
});
addEventListener("afterprint", () => { for (const each of opened) each.open = false; });

for (const item of items) if (item.recorded.length) tell(item);
sum();
fit();
if (data.desk) {
  restore();
  setTimeout(look, EVERY);
}
