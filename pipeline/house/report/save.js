// Decisions live in the page until they are saved: as a file to download, or through the desk.
const NAME = one("[name=who]");
const KEYS_BOX = one("[data-keys]");

// A browser may keep nothing for a page that was opened from disk.
function kept(store, key, value) {
  try {
    if (value === undefined) return globalThis[store].getItem(key);
    if (value === null) globalThis[store].removeItem(key);
    else globalThis[store].setItem(key, value);
  } catch {
    return null;
  }
  return value;
}

const editor = () => NAME.value.trim();
NAME.value = kept("localStorage", "copydesk-who") ?? "";
NAME.addEventListener("change", () => {
  kept("localStorage", "copydesk-who", editor());
  // Decisions that were made here and unsigned are signed now.
  for (const item of items) {
    if (!isUnsaved(item) || !item.decision || item.decision[0].who) continue;
    item.decision = item.decision.map((each) => ({ ...each, who: editor() }));
    tell(item);
  }
});
KEYS_BOX.checked = kept("localStorage", "copydesk-keys") !== "off";
KEYS_BOX.addEventListener("change", () => kept("localStorage", "copydesk-keys", KEYS_BOX.checked ? "on" : "off"));

function settled() {
  const before = unsaved();
  for (const item of items) item.saved = item.decision;
  for (const item of before) tell(item);
  sum();
  if (filters.state === "unsaved") filter();
}

function download() {
  const address = URL.createObjectURL(new Blob([dump(decisions())], { type: "application/toml" }));
  const link = element("a", { href: address, download: data.file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  settled();
  say(`Downloaded ${data.file}; put it beside the draft.`);
  notice(`Downloaded ${data.file}. Put it beside ${data.path}; it has what was recorded before as well.`, ["Close", () => notice("")]);
}

const save = () => (data.desk ? post() : download());

// A sentence with its buttons, over the page until it is dealt with.
function notice(sentence, ...buttons) {
  const box = one(".notice");
  box.replaceChildren();
  if (!sentence) return;
  box.append(element("p", {}, sentence));
  for (const [label, act] of buttons) {
    const button = element("button", { type: "button" }, label);
    button.addEventListener("click", act);
    box.append(button);
  }
}

let leaving = false;
addEventListener("beforeunload", (event) => {
  if (!leaving && (unsaved().length || writing !== null)) event.preventDefault();
});
