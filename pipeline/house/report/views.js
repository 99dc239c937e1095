// What of the essay is shown, and how.
const VIEWS = Object.fromEntries(all("[name=view]").map((radio) => [radio.value, radio.nextSibling.textContent]));
const edits = all(".edit");
const filters = { stage: "", severity: "", state: "" };
const view = () => root.dataset.view ?? "inline";

function show(name) {
  if (name === "side") pair();
  root.dataset.view = name;
  for (const radio of all("[name=view]")) radio.checked = radio.value === name;
  for (const text of all(".row > .text")) {
    if (name === "side") {
      text.setAttribute("role", "group");
      text.setAttribute("aria-label", text.classList.contains("after") ? "As it will be" : "As received");
    } else for (const attribute of ["role", "aria-label"]) text.removeAttribute(attribute);
  }
  if ((name === "clean" || name === "since") && current) select(null);
  fit();
  if (current) bring(current);
  say(`View: ${VIEWS[name]}`);
}

// From one of the writer's edits to the next.
function walk(by) {
  if (!edits.length) return say("The writer has changed nothing.");
  const at = edits.indexOf(document.activeElement);
  const next = edits[at < 0 ? (by > 0 ? 0 : edits.length - 1) : (at + by + edits.length) % edits.length];
  next.scrollIntoView({ block: "center" });
  next.focus({ preventScroll: true });
  say(`Edit ${edits.indexOf(next) + 1} of ${edits.length}`);
}

// The second column of the side-by-side view, made when it is first asked for.
function pair() {
  if (one(".text.after")) return;
  for (const text of all(".row > .text")) {
    const after = text.cloneNode(true);
    after.classList.add("after");
    for (const each of all("[id]", after)) each.removeAttribute("id");
    for (const each of all(".ref", after)) each.remove();
    for (const each of all("[data-block]", after)) elements.get(Number(each.dataset.block)).push(each);
    for (const spot of all(".spot", after)) spots.get(spot.dataset.change).push(spot);
    text.after(after);
  }
}

function filter() {
  for (const item of items) {
    const state = filters.state === "unsaved" ? isUnsaved(item) : !filters.state || (filters.state === "open" ? !isDecided(item) : stateOf(item) === filters.state);
    const out = !(state && (!filters.stage || item.stage === filters.stage) && (!filters.severity || item.severity === filters.severity));
    if (out === (item.out ?? false)) continue;
    item.out = out;
    item.note.hidden = out;
    for (const spot of spots.get(item.id)) spot.classList.toggle("out", out);
  }
  if (current && !shown(current)) select(null);
  count();
}

function count() {
  const on = Object.values(filters).some(Boolean);
  const number = order.filter(shown).length;
  put(one(".filtered"), on ? `${plural(number, "note", "notes")} shown` : "");
}

for (const select of all("[data-filter]")) {
  select.addEventListener("change", () => {
    filters[select.dataset.filter] = select.value;
    filter();
    fit();
    say(`${plural(order.filter(shown).length, "note", "notes")} shown`);
  });
}
function layer(on) {
  root.classList.toggle("with-mechanical", on);
  for (const box of all('[data-show="mechanical"]')) box.checked = on;
  if (current && !shown(current)) select(null);
  count();
  fit();
}
for (const box of all('[data-show="mechanical"]')) box.addEventListener("change", () => layer(box.checked));
for (const radio of all("[name=view]")) radio.addEventListener("change", () => show(radio.value));
wide.addEventListener("change", fit);
addEventListener("resize", fit);
document.fonts?.ready.then(fit);
