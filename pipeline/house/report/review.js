"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const wide = matchMedia("(min-width: 60.01rem)");
  let current = null;

  const shown = (note) => note.offsetParent !== null;
  const judged = () => all('.note[data-kind="judgement"]').filter(shown);
  const marks = new Map();
  for (const spot of all(".spot")) marks.set(spot.dataset.change, [...(marks.get(spot.dataset.change) ?? []), spot]);
  const spots = (id) => marks.get(id) ?? [];

  // Beside its line where there is room, otherwise under the note before it. All is measured before anything is moved.
  function place() {
    const rows = all(".row").filter((row) => row.querySelector(".margin"));
    const notes = rows.map((row) => all('.note[data-kind="judgement"]', row));
    for (const note of notes.flat()) note.style.marginTop = "";
    if (!wide.matches) return;
    const wanted = rows.map((row, at) => {
      const top = row.getBoundingClientRect().top;
      return notes[at].filter(shown).map((note) => {
        const line = spots(note.dataset.change)[0]?.getClientRects()[0];
        return { note, stands: note.getBoundingClientRect().top - top, line: line ? line.top - top : 0 };
      });
    });
    for (const row of wanted) {
      let moved = 0;
      for (const { note, stands, line } of row) {
        const gap = Math.max(0, line - stands - moved);
        moved += gap;
        if (gap) note.style.marginTop = `${gap}px`;
      }
    }
  }

  function select(note) {
    for (const old of all(".current")) old.classList.remove("current");
    current = note;
    for (const each of [note, ...spots(note.dataset.change)]) each.classList.add("current");
    note.focus({ preventScroll: true });
    const target = (!wide.matches && note) || spots(note.dataset.change)[0] || note;
    target.scrollIntoView({ block: "center" });
    tell();
  }

  function jump(step) {
    const notes = judged();
    if (!notes.length) return;
    const at = notes.indexOf(current);
    select(notes[at < 0 ? (step > 0 ? 0 : notes.length - 1) : (at + step + notes.length) % notes.length]);
  }

  function tell() {
    const notes = judged();
    const at = notes.indexOf(current);
    const count = `${notes.length} ${notes.length === 1 ? "note" : "notes"}`;
    document.querySelector(".progress").value = at < 0 ? count : `${at + 1} of ${count}`;
  }

  document.querySelector(".tools").hidden = false;
  for (const box of all("[data-show]")) {
    box.addEventListener("change", () => {
      root.classList.toggle(`without-${box.dataset.show}`, !box.checked);
      place();
      tell();
    });
  }
  for (const button of all("[data-jump]")) button.addEventListener("click", () => jump(Number(button.dataset.jump)));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector("[data-keys]").checked) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "j") jump(1);
    if (event.key === "k") jump(-1);
  });
  for (const note of all(".note")) note.addEventListener("focusin", () => { current = note; tell(); });
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => { for (const each of opened) each.open = false; });
  addEventListener("resize", place);
  addEventListener("load", place);
  for (const each of all("details")) each.addEventListener("toggle", place);
  tell();
})();
