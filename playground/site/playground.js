// The page: what its reader gives goes to the engine, what comes back is shown.
import { Engine, Trouble } from "./engine.js";

const $ = (id) => document.getElementById(id);
const maxFile = 64 * 2 ** 20; // engine.MaxFile
const longPaste = 500_000; // characters from which a text box makes a browser slow
const longForm = 1_000_000;

// The one place at which strings become markup and scripts' addresses: HTML
// that the library wrote, and the worker's script.
const same = (s) => s;
const policy = globalThis.trustedTypes?.createPolicy("gatefold", { createHTML: same, createScriptURL: same }) ??
  { createHTML: same, createScriptURL: same };

const form = $("source"), file = $("file"), html = $("html"), address = $("address");
const engine = new Engine(policy);
let result; // of the page that is shown
let ending; // ends the keys and filters of the report that is shown
let clock;

// fragment makes elements of the library's HTML. In a template nothing loads
// or runs.
function fragment(markup) {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(markup);
  return template.content;
}

function say(text) { $("state").textContent = text; }

function complain(text) {
  $("trouble").textContent = text;
  $("trouble").hidden = !text;
  if (text) $("trouble").scrollIntoView({ block: "nearest" });
}

// busy shows that something goes on, and for how long.
function busy(text) {
  clearInterval(clock);
  $("cancel").hidden = !text;
  $("result").setAttribute("aria-busy", String(!!text));
  if (!text) return;
  say(text);
  const began = Date.now();
  clock = setInterval(() => { $("cancel").textContent = "Cancel (" + Math.round((Date.now() - began) / 1000) + " s)"; }, 1000);
  $("cancel").textContent = "Cancel";
}

let turn = 0;

// read reads a page and shows it. page is a promise of its bytes.
async function read(name, page) {
  const mine = ++turn;
  complain("");
  busy("Reading " + name + "…");
  try {
    const [bytes] = await Promise.all([page, loaded]);
    if (mine !== turn) return;
    const { result, milliseconds } = await engine.read(name, bytes, address.value);
    if (mine !== turn) return;
    busy("");
    show(result);
    say("Read in " + Math.max(1, Math.round(milliseconds)) + " ms: " + result.summary + ".");
  } catch (e) {
    if (mine !== turn) return;
    busy("");
    say("");
    if (e instanceof Trouble) fail(e.message);
    else fail("This cannot be read: " + e.message);
  }
}

// fail says what is wrong. What was shown before stays away, lest it be taken
// for the answer.
function fail(text) {
  $("result").hidden = true;
  complain(text);
}

function cancel() {
  turn++;
  engine.cancel();
  busy("");
  say("Cancelled.");
  $("read").focus();
}

function show(r) {
  result = r;
  ending?.abort();
  ending = new AbortController();
  $("notes").replaceChildren(...r.notes.map((text) => {
    const note = document.createElement("li");
    note.textContent = text;
    return note;
  }));
  history.replaceState(null, "", location.pathname + location.search);
  document.title = (r.title || "No title found") + " – Gatefold playground";
  $("panel-blocks").replaceChildren(fragment(r.report));
  $("panel-article").replaceChildren(reader(r.html));
  $("result").hidden = false;
  explore($("panel-blocks"), ending.signal);
  const tab = tabs.find((t) => t.getAttribute("aria-selected") === "true");
  select(tab);
  const start = tab.id === "tab-blocks" ? $("panel-blocks").querySelector("h1") : tab;
  if (start !== tab) start.tabIndex = -1;
  start.focus({ preventScroll: true });
  $("result").scrollIntoView({ block: "start" });
}

// reader is the article as one reads it here: without its pictures, which would
// have to be fetched.
function reader(markup) {
  const article = fragment(markup);
  for (const picture of article.querySelectorAll("img")) {
    const place = document.createElement("span");
    place.className = "picture";
    place.textContent = picture.alt ? "Picture: " + picture.alt : "Picture";
    picture.replaceWith(place);
  }
  for (const link of article.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "nofollow noopener noreferrer";
  }
  // Pages leave out levels of headings, which those who listen need.
  let above = 0;
  for (const h of article.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    above = Math.min(Number(h.localName[1]), above + 1);
    if (h.localName === "h" + above) continue;
    const heading = document.createElement("h" + above);
    heading.append(...h.childNodes);
    h.replaceWith(heading);
  }
  return article;
}

const tabs = [...document.querySelectorAll("[role=tab]")];
const panels = [...document.querySelectorAll("[role=tabpanel]")];
const forms = {
  "tab-markdown": { name: "Markdown", of: (r) => r.markdown, file: "article.md" },
  "tab-html": { name: "HTML", of: (r) => r.html, file: "article.html" },
  "tab-text": { name: "Text", of: (r) => r.text, file: "article.txt" },
  "tab-json": { name: "JSON", of: (r) => r.json, file: "article.json" },
};

function select(tab) {
  for (const t of tabs) {
    t.setAttribute("aria-selected", String(t === tab));
    t.tabIndex = t === tab ? 0 : -1;
  }
  for (const p of panels) p.hidden = p.id !== tab.getAttribute("aria-controls");
  $("copied").textContent = "";
  const f = forms[tab.id];
  if (!f) return;
  const text = f.of(result);
  $("panel-form").setAttribute("aria-labelledby", tab.id);
  $("form").setAttribute("aria-label", f.name);
  $("form").value = text.length <= longForm ? text
    : text.slice(0, longForm) + "\n… (" + text.length + " characters; copy or download gives all of them)";
}

const chosen = () => forms[tabs.find((t) => t.getAttribute("aria-selected") === "true").id];

for (const t of tabs) t.addEventListener("click", () => select(t));
document.querySelector("[role=tablist]").addEventListener("keydown", (e) => {
  const at = tabs.indexOf(e.target);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[e.key];
  if (at < 0 || to === undefined || e.ctrlKey || e.metaKey || e.altKey) return;
  e.preventDefault();
  const tab = tabs[(to + tabs.length) % tabs.length];
  select(tab);
  tab.focus();
});

$("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(chosen().of(result));
    $("copied").textContent = "Copied.";
  } catch {
    $("form").select();
    $("copied").textContent = "The browser does not allow it: the text is selected, copy it yourself.";
  }
});

$("download").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([chosen().of(result)], { type: "application/octet-stream" }));
  link.download = chosen().file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
});

const bytesOf = (text) => new TextEncoder().encode(text).buffer;
const readFile = (f) => read(f.name, f.slice(0, maxFile).arrayBuffer());

function readText(text, name = "pasted HTML") {
  file.value = "";
  return read(name, bytesOf(text));
}

form.addEventListener("submit", (e) => {
  e.preventDefault();
  if (html.value.trim()) readText(html.value);
  else if (file.files.length) readFile(file.files[0]);
  else complain("Choose a saved page or paste its HTML first.");
});

// The last that was given is what counts.
html.addEventListener("input", () => { if (html.value) file.value = ""; });
file.addEventListener("change", () => {
  if (!file.files.length) return;
  html.value = "";
  readFile(file.files[0]);
});

html.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) form.requestSubmit();
});

// A long text, and one that is pasted where there is no field, is read at once.
document.addEventListener("paste", (e) => {
  const files = e.clipboardData.files;
  const text = e.clipboardData.getData("text/plain");
  const elsewhere = !e.target.closest("input, textarea");
  if (files.length && elsewhere) {
    e.preventDefault();
    take(files[0]);
  } else if (text && (elsewhere || e.target === html && text.length > longPaste)) {
    e.preventDefault();
    html.value = text.length > longPaste ? "" : text;
    readText(text);
  }
});

// take reads a file that was dropped or pasted as if it had been chosen.
function take(f) {
  const list = new DataTransfer();
  list.items.add(f);
  file.files = list.files;
  html.value = "";
  readFile(f);
}

addEventListener("dragover", (e) => {
  e.preventDefault();
  document.documentElement.classList.add("dragging");
});
addEventListener("dragleave", (e) => { if (!e.relatedTarget) document.documentElement.classList.remove("dragging"); });
addEventListener("drop", (e) => {
  e.preventDefault();
  document.documentElement.classList.remove("dragging");
  const files = e.dataTransfer.files;
  if (files.length) take(files[0]);
  else if (e.dataTransfer.getData("text/uri-list")) fail("That is an address. The playground opens none: save the page, and drop the file.");
});

$("sample").addEventListener("click", async () => {
  complain("");
  try {
    const response = await fetch("sample.html");
    if (!response.ok) throw new Error(response.status);
    html.value = await response.text();
    address.value = "";
    readText(html.value, "sample.html");
  } catch (e) {
    fail("The sample does not come: " + e.message);
  }
});

$("cancel").addEventListener("click", cancel);
addEventListener("keydown", (e) => {
  if (e.key !== "Escape" || $("cancel").hidden) return;
  e.stopImmediatePropagation();
  cancel();
}, true);

document.documentElement.classList.add("script");
$("loading").hidden = false;
say("Loading the library…");
const loaded = engine.load((share) => { $("loaded").value = share; });
loaded.then(() => {
  $("loading").hidden = true;
  if ($("cancel").hidden) say("Ready.");
}, (e) => {
  $("loading").hidden = true;
  say("");
  fail(e instanceof Trouble ? e.message : "The library does not start in this browser: " + e.message);
});
