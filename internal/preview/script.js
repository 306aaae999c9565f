"use strict";

// explore makes the report in root answer to mouse and keyboard until signal
// ends it.
function explore(root, signal) {
  const $ = (id) => document.getElementById(id);
  const on = (target, type, f) => target.addEventListener(type, f, { signal });
  const blocks = [...root.querySelectorAll(".block")];
  const boxes = [...root.querySelectorAll(".legend input")];
  const search = $("search"), hidden = $("hidden"), status = $("status");
  const texts = blocks.map((b) => b.textContent.toLocaleLowerCase());
  const story = ["kicker", "headline", "standfirst", "byline", "dateline", "body", "caption"];

  const shown = () => blocks.filter((b) => !b.hidden);

  const apply = () => {
    const checked = new Set(boxes.filter((b) => b.checked).map((b) => b.value));
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    blocks.forEach((b, i) => {
      b.hidden = !checked.has(b.dataset.role) || (hidden && !hidden.checked && b.classList.contains("is-hidden")) ||
        !words.every((w) => texts[i].includes(w));
    });
    root.classList.toggle("searching", words.length > 0);
    const n = shown().length;
    status.textContent = n + " of " + blocks.length + " blocks shown";
    $("nothing").hidden = n > 0 || blocks.length === 0;
  };

  const set = (pick) => {
    for (const b of boxes) b.checked = pick(b.value);
    apply();
  };

  const focus = (b) => {
    const s = b.querySelector("summary");
    s.focus({ preventScroll: true });
    s.scrollIntoView({ block: "nearest" });
  };

  // Arrows move between the blocks from the one that has the focus, and into
  // the first one from anywhere that has no use for them.
  const move = (key) => {
    const list = shown();
    if (list.length === 0) return;
    const at = list.indexOf(document.activeElement.closest(".block"));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[key];
    focus(list[Math.max(0, Math.min(list.length - 1, to))]);
  };

  on(document, "keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    // Keys that are pressed elsewhere belong to the page around the report.
    if (!root.contains(e.target) && e.target !== document.body || root.getClientRects().length === 0) return;
    const field = e.target.matches("input");
    const inside = e.target.closest(".block");
    if (e.key === "Escape") {
      search.value = "";
      set(() => true);
      if (hidden) hidden.checked = true;
      apply();
    } else if (e.key === "/" && !field) {
      e.preventDefault();
      search.focus();
    } else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && (!field || e.target === search)) {
      e.preventDefault();
      move(e.key);
    } else if ((e.key === "Home" || e.key === "End") && inside) {
      e.preventDefault();
      move(e.key);
    }
  });

  // A link to a block or a promo shows and opens it, whatever is filtered.
  const follow = () => {
    const target = location.hash.length > 1 && $(location.hash.slice(1));
    if (!target || !root.contains(target)) return;
    target.closest("details")?.setAttribute("open", "");
    if (!target.matches(".block")) return;
    target.hidden = false;
    target.querySelector("details").open = true;
    focus(target);
  };

  for (const b of boxes) on(b, "change", apply);
  if (hidden) on(hidden, "change", apply);
  on(search, "input", apply);
  on($("all"), "click", () => set(() => true));
  on($("story"), "click", () => set((r) => story.includes(r)));
  on(window, "hashchange", follow);
  if (matchMedia("(max-width: 56rem)").matches)
    for (const p of root.querySelectorAll(".panel")) p.open = false;
  document.documentElement.classList.add("script");
  apply();
  follow();
}

// openOnStory scrolls to where the story begins: a page has menus in front of it. A
// link to a block, and a page that is loaded anew, stay where they are.
function openOnStory(root) {
  if (location.hash.length > 1 || performance.getEntriesByType("navigation")[0]?.type === "reload") return;
  const first = root.querySelector(".block.r-headline:not(.is-hidden)") ??
    root.querySelector(".block.r-standfirst:not(.is-hidden), .block.r-body:not(.is-hidden)");
  if (first?.previousElementSibling) first.scrollIntoView({ block: "start" });
}

// follow loads the page anew when the server has another version of it. The server
// answers when that is so, or after a while.
async function follow(version) {
  for (;;) {
    try {
      const answer = await fetch("/version?" + version);
      if (answer.ok && await answer.text() !== version) return location.reload();
      if (!answer.ok) await new Promise((f) => setTimeout(f, 2000));
    } catch {
      await new Promise((f) => setTimeout(f, 2000));
    }
  }
}
