"use strict";
(() => {
  const EVERY = 1500;
  const { body } = document;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  async function asked(address, options) {
    const answer = await fetch(address, options);
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.sentence);
    return said;
  }

  const post = (address, value) =>
    asked(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) });

  // Parts with an id are put in the place of the old ones, if they are others by now; forms and what they said stay.
  async function renew() {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const keys = (within) => all(".draft", within).map((each) => each.id).join(" ");
    if (keys(page) !== keys(document)) return location.reload();
    for (const part of all("#facts, #notices, #how, .about, .how")) {
      const now = page.getElementById(part.id);
      if (!now || now.innerHTML === part.innerHTML) continue;
      const focused = part.contains(document.activeElement);
      part.replaceChildren(...now.childNodes);
      if (focused) part.querySelector("a")?.focus();
    }
  }

  let before = null;
  async function look() {
    try {
      if (body.dataset.state && document.visibilityState === "visible") {
        const now = await asked(body.dataset.state);
        const seen = JSON.stringify(now);
        if ("wait" in body.dataset && now.draft) return location.reload();
        if (seen !== before) await renew();
        const frame = document.querySelector("iframe.essay");
        const shown = `${now.draft} ${now.decisions} ${now.linting}`;
        if (frame && frame.dataset.shown && frame.dataset.shown !== shown) frame.src = frame.getAttribute("src");
        if (frame) frame.dataset.shown = shown;
        before = seen;
      }
      body.classList.remove("gone");
    } catch {
      body.classList.add("gone"); // the desk was stopped
    }
    setTimeout(look, EVERY);
  }

  function tell(form, sentences, wrong) {
    const outcome = (form.closest(".draft") ?? form.closest("header")).querySelector(".outcome");
    outcome.classList.toggle("wrong", wrong);
    outcome.replaceChildren(
      ...sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })),
    );
  }

  // What is being done can't be asked for twice.
  async function act(form, what, doing) {
    const button = form.querySelector("button");
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    tell(form, [doing], false);
    try {
      const { sentences, wrong } = await what();
      tell(form, sentences, wrong);
    } catch (error) {
      const known = error instanceof TypeError ? "The desk does not answer; start it again with “copydesk desk”." : error.message;
      tell(form, [known], true);
    }
    button.removeAttribute("aria-disabled");
  }

  addEventListener("submit", (event) => {
    const form = event.target;
    const { base } = form.dataset;
    event.preventDefault();
    if (form.matches(".export")) {
      const formats = all("input:checked", form).map((box) => box.value);
      if (!formats.length) return tell(form, ["Choose a format first."], true);
      act(form, async () => {
        const { sentences, held } = await post(`${base}/export`, { formats });
        return { sentences, wrong: held };
      }, "Publishing…");
    }
    if (form.matches(".apply")) {
      act(form, async () => {
        const { draft, decisions } = await asked(`${base}/state`);
        const { sentence } = await post(`${base}/apply`, { draft, base: decisions });
        return { sentences: [sentence], wrong: false };
      }, "Applying…");
    }
  });

  look();
})();
