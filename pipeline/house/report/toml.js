// A decisions file as `copydesk` writes it: an entry a decision, a key a line, what can't be seen as an escape.
const KEYS = ["check", "was", "becomes", "context", "verdict", "comment", "who", "when"];
const ALWAYS = ["was", "context", "comment"];
const SHORT = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };

function quoted(text) {
  const shown = Array.from(text, (character) => {
    if (SHORT[character]) return SHORT[character];
    if (character === " " || !/[\p{C}\p{Z}]/u.test(character)) return character;
    const number = character.codePointAt(0).toString(16).toUpperCase();
    return number.length > 4 ? `\\U${number.padStart(8, "0")}` : `\\u${number.padStart(4, "0")}`;
  });
  return `"${shown.join("")}"`;
}

function dump(entries) {
  const block = (each) => {
    const lines = ["[[decision]]"];
    for (const key of KEYS) {
      const value = each[key] ?? (ALWAYS.includes(key) ? "" : undefined);
      if (value === undefined || (value === "" && key !== "becomes" && !ALWAYS.includes(key))) continue;
      lines.push(`${key} = ${key === "when" ? value : quoted(value)}`);
    }
    return `${lines.join("\n")}\n`;
  };
  return entries.map(block).join("\n");
}

// What is saved: what was recorded and belongs to no item here, and every decision, in the draft's order, the lost last.
function decisions() {
  const every = data.others.map((each, at) => ({ at: data.places[at] ?? Infinity, each }));
  for (const item of items) for (const each of item.decision ?? []) every.push({ at: item.words[0], each });
  return every.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ each }) => each);
}
