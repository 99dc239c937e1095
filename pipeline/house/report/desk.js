// The desk that serves the page, where there is one: saving to it, and seeing what has changed on disk.
const KEPT = `copydesk-unsaved ${data.desk ?? ""}`;
const EVERY = 3000;
let posting = false;

async function post() {
  if (posting) return;
  posting = true;
  const sent = new Map(items.map((item) => [item, item.decision]));
  try {
    const answer = await fetch(`${data.desk}/decisions`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ base: data.base, decisions: decisions() }),
    });
    const said = await answer.json();
    if (answer.ok) {
      data.base = said.base;
      for (const [item, decision] of sent) item.saved = decision;
      for (const item of items) tell(item);
      sum();
      if (filters.state) filter();
      notice("");
      say(`Saved ${data.file}.`);
    } else if (answer.status === 409) {
      notice(said.sentence, ["Load theirs and keep mine", reload], ["Not now", () => notice("")]);
    } else notice(said.sentence, ["Close", () => notice("")]);
  } catch {
    notice("The desk does not answer, so nothing was saved. Start it again with “copydesk desk”, then save.", ["Try again", save]);
  } finally {
    posting = false;
  }
}

// The page anew, with what is unsaved laid on it.
function reload() {
  const mine = unsaved().map((item) => ({ first: item.first, check: item.check, decision: item.decision }));
  if (mine.length && !kept("sessionStorage", KEPT, JSON.stringify({ mine }))) {
    return notice("This browser keeps nothing for a page, so save before it is loaded anew.", ["Save", save]);
  }
  kept("sessionStorage", `${KEPT} at`, JSON.stringify({ top: scrollY, id: current?.id, view: view() }));
  leaving = true;
  location.reload();
}

function restore() {
  const read = (key) => JSON.parse(kept("sessionStorage", key) ?? "null");
  const { mine = [] } = read(KEPT) ?? {};
  const at = read(`${KEPT} at`);
  kept("sessionStorage", KEPT, null);
  kept("sessionStorage", `${KEPT} at`, null);
  const pairs = [];
  const lost = [];
  for (const { first, check, decision } of mine) {
    const fits = (each) => each && first && each.was === first.was && each.context === first.context;
    const item = items.find((each) => each.check === check && [each.first, each.rejection, ...each.recorded].some(fits));
    if (item) pairs.push([item, decision]);
    else if (decision) lost.push(...decision);
  }
  data.others.push(...lost);
  data.places.push(...lost.map(() => null));
  if (pairs.length) change(pairs, plural(pairs.length, "decision laid on the new page", "decisions laid on the new page"));
  if (lost.length) {
    const sentence = `${plural(lost.length, "unsaved decision finds", "unsaved decisions find")} nothing here that it was about. It is saved with the others, to be looked at again.`;
    notice(sentence, ["Close", () => notice("")]);
  }
  if (!at) return;
  if (at.view in VIEWS && at.view !== "inline") show(at.view);
  scrollTo({ top: at.top, behavior: "instant" });
  if (byId.has(at.id)) select(byId.get(at.id));
}

let seen = "";
async function look() {
  if (document.visibilityState === "visible" && !posting) {
    try {
      const now = await (await fetch(`${data.desk}/state`)).json();
      const moved = now.draft !== data.sha256 ? "The draft" : now.decisions !== data.base ? "The file of decisions" : "";
      put(one(".doing"), now.doing ? `Now: ${now.doing}` : "");
      if (moved && !now.linting && !posting) {
        if (!unsaved().length && writing === null) return reload();
        const what = `${moved} has changed on disk.`;
        if (seen !== now.draft + now.decisions) notice(what, ["Load it and keep my decisions", reload], ["Not now", () => notice("")]);
        seen = now.draft + now.decisions;
      }
    } catch {
      // The desk was stopped: saving will say so.
    }
  }
  setTimeout(look, EVERY);
}
