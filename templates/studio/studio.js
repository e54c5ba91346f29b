// The studio's page: the server draws everything; this swaps parts in, keeps what is being
// typed, and knows the keys.
"use strict";

const $ = (id) => document.getElementById(id);
const body = document.body;
const PARTS = ["bar", "trouble", "thumbs", "stage", "inspector"];
const SLOW = 140; // milliseconds after which it is shown that the server is at work
let cursor = null; // the panel that the arrow keys are at, where none is open
let asked = 0; // the newest look; answers to earlier ones are thrown away
let swapping = false; // parts are being replaced: a field that goes reports a change of its own
let drafts = new Map(); // what is typed and not written: key -> {value, base, version, conflict}
const carried = new WeakSet(); // fields that hold what was typed into the ones before them
let making = null; // the words that are being added: {panel, family, node}, until the server has them
let heading = 0; // looks on their way to a field: what is typed meanwhile is meant for it
let goal = null; // what is being looked for, while it is on its way: {number, id, how}
let working = 0; // questions that the server has not answered

const page = () => Number(body.dataset.page);
const panel = () => $("inspector")?.dataset.panel || null;
const version = () => $("inspector").dataset.version;
const address = (number, id) => `/page/${number}${id ? `?panel=${encodeURIComponent(id)}` : ""}`;
const keyOf = (field) => `${panel()}/${field.dataset.field}`;
const quote = (value) => (value === null || value === "" ? "nothing" : Array.isArray(value) ? value.join(", ") : String(value));

function say(text, wrong = false) {
  const line = document.createElement("p");
  line.textContent = text;
  line.className = wrong ? "wrong" : "";
  $("says").append(line);
  setTimeout(() => line.remove(), wrong ? 7000 : 2600);
}

// ---- looking -------------------------------------------------------------------------------

// What takes longer than a moment is seen: a line under the bar.
async function work(question) {
  working += 1;
  const slow = setTimeout(() => { if (working) body.dataset.working = "yes"; }, SLOW);
  try {
    return await question;
  } finally {
    working -= 1;
    clearTimeout(slow);
    if (!working) delete body.dataset.working;
  }
}

// Ends when the newest look is shown, whoever asked for it.
let newest = null;
async function look(number, id, how = {}) {
  heading += how.focus ? 1 : 0;
  try {
    if (number !== page() || id !== panel()) await settle();
    goal = { number, id, how };
    newest = work(lookNow(number, id, how));
    return await newest;
  } finally {
    heading -= how.focus ? 1 : 0;
  }
}

// What is shown, or about to be, once more.
function again() {
  return goal ? look(goal.number, goal.id, goal.how) : look(page(), panel());
}

async function lookNow(number, id, { push = true, focus = null }) {
  const turn = ++asked;
  const changed = number !== page() || id !== panel();
  let text;
  try {
    const answer = await fetch(address(number, id));
    if (!answer.ok) throw new Error(await answer.text());
    text = await answer.text();
  } catch (error) {
    if (turn === asked) goal = null;
    say(`the studio does not answer: ${error.message}`, true);
    return undefined;
  }
  const next = new DOMParser().parseFromString(text, "text/html");
  await loaded(next);
  if (turn !== asked) return newest;
  goal = null;
  swap(next, changed, focus);
  const here = address(page(), panel());
  if (location.pathname + location.search !== here) history[push && changed ? "pushState" : "replaceState"](null, "", here);
}

// The new page picture is there before the old one goes: nothing flickers.
async function loaded(next) {
  const href = next.querySelector("#sheet .print")?.getAttribute("href");
  if (!href || href === document.querySelector("#sheet .print")?.getAttribute("href")) return;
  const picture = new Image();
  picture.src = href;
  await picture.decode().catch(() => {});
}

function swap(next, changed, focus) {
  keep();
  const active = document.activeElement;
  const at = focus ?? handle(active);
  const caret = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  const scrolled = { inspector: $("inspector")?.scrollTop, strip: $("strip")?.scrollLeft, thumbs: $("thumbs")?.scrollTop, stage: $("stage")?.scrollTop };
  const turned = String(page()) !== next.body.dataset.page;
  const takes = $("strip")?.children.length ?? 0;
  for (const key of Object.keys(next.body.dataset)) body.dataset[key] = next.body.dataset[key];
  document.title = next.title;
  const [was, now] = [document.querySelector("#sheet .print"), next.querySelector("#sheet .print")];
  if (was && now && $("sheet").dataset.digest === next.getElementById("sheet").dataset.digest) now.setAttribute("href", was.getAttribute("href"));
  swapping = true;
  for (const id of PARTS) {
    const here = $(id);
    const there = next.getElementById(id);
    if (!here || !there) {
      if (here || there) return location.reload();
      continue;
    }
    if (here.outerHTML === there.outerHTML) continue;
    if (id === "thumbs") thumbs(here, there);
    else here.replaceWith(document.adoptNode(there));
  }
  swapping = false;
  if ($("strip")) $("strip").scrollLeft = !changed && $("strip").children.length > takes ? 1e6 : changed ? 0 : scrolled.strip ?? 0;
  if (!changed && $("inspector")) $("inspector").scrollTop = scrolled.inspector ?? 0;
  if (!turned && $("stage")) $("stage").scrollTop = scrolled.stage ?? 0;
  if (changed && panel()) document.querySelector("#sheet .open")?.scrollIntoView({ block: "nearest" });
  if (turned) document.querySelector("#thumbs [aria-current]")?.scrollIntoView({ block: "nearest" });
  dress();
  still();
  room(was, now);
  restore();
  const target = at && document.querySelector(at);
  if (target && target !== document.activeElement) {
    target.focus({ preventScroll: true });
    if (caret && caret[0] !== null && "setSelectionRange" in target) target.setSelectionRange(...caret);
    if (active.closest?.(".making")) target.closest(".word")?.scrollIntoView({ block: "nearest" });
  }
}

// A page is lettered as a whole: what moved besides what was edited is said.
function room(was, now) {
  const ids = $("sheet")?.dataset.moved;
  const same = was?.getAttribute("href").split("/").at(-1) === now?.getAttribute("href").split("/").at(-1);
  if (ids && was && !same && was.getAttribute("href").split("/")[3] === now.getAttribute("href").split("/")[3]) say(`the words of ${ids} made room`);
}

// Pictures that did not change stay as they are, so that the strip does not blink.
function thumbs(here, there) {
  if (here.children.length !== there.children.length) return here.replaceWith(document.adoptNode(there));
  [...there.children].forEach((item, i) => {
    const old = here.children[i];
    if (item.outerHTML === old.outerHTML) return;
    const [was, now] = [old, item].map((node) => node.querySelector("img"));
    const [from, to] = [was, now].map((img) => img.getAttribute("src"));
    old.replaceWith(document.adoptNode(item));
    if (from === to) return;
    now.setAttribute("src", from);
    const picture = new Image();
    picture.onload = () => now.setAttribute("src", to);
    picture.src = to;
  });
}

function handle(node) {
  if (!node || node === body) return null;
  if (node.id) return `#${CSS.escape(node.id)}`;
  if (node.dataset?.field && node.dataset.panel) return `.balloon[data-panel="${CSS.escape(node.dataset.panel)}"][data-field="${node.dataset.field}"]`;
  if (node.dataset?.tail) return `.tip[data-tail="${node.dataset.tail}"]`;
  for (const key of ["field", "take", "go", "panel", "add", "turn", "cast"]) {
    if (node.dataset?.[key]) return `[data-${key}="${CSS.escape(node.dataset[key])}"]${key === "panel" ? ".panel" : ""}`;
  }
  return null;
}

function dress() {
  if (!$("stage")) return;
  sharpen();
  mark();
  for (const field of document.querySelectorAll("#inspector textarea")) grow(field);
}

// A larger window, or a finer screen, gets the finer picture.
function sharpen() {
  const sheet = $("sheet");
  const print = sheet?.querySelector(".print");
  if (!print) return;
  const scale = sheet.getScreenCTM()?.a ?? 1; // CSS pixels a point
  if (scale * devicePixelRatio * 72 <= 130) return;
  const href = print.getAttribute("href").replace("/page/" + sheet.dataset.digest, "/sharp/" + sheet.dataset.digest);
  const picture = new Image();
  picture.onload = () => print.isConnected && print.setAttribute("href", href);
  picture.src = href;
}

function mark() {
  for (const a of document.querySelectorAll("#sheet .panel")) a.classList.toggle("at", a.dataset.panel === cursor && !panel());
}

function grow(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

// ---- typing --------------------------------------------------------------------------------

const fields = () => [...document.querySelectorAll("#inspector [data-field]")];
const shownOf = (field) => (field.tagName === "SELECT" ? [...field.options].find((o) => o.defaultSelected)?.value ?? field.options[0]?.value ?? "" : field.defaultValue);
const dirty = (field) => field.value !== shownOf(field);

function keep() {
  for (const field of fields()) {
    const key = keyOf(field);
    if (!dirty(field)) drafts.delete(key);
    else drafts.set(key, { base: shownOf(field), version: version(), ...drafts.get(key), value: field.value });
  }
}

// What was being typed when the file changed is kept; where the file says something else now,
// both are shown.
function restore() {
  for (const field of fields()) {
    const draft = drafts.get(keyOf(field));
    if (!draft) continue;
    field.value = draft.value;
    field.classList.add("dirty");
    carried.add(field); // It reports no change of its own when it is left.
    grow(field);
    if (shownOf(field) !== draft.base) conflict(field, shownOf(field));
    else draft.version = version();
  }
}

function trouble(field, node) {
  const holder = field.closest(".pair") ?? field.closest(".field, .word") ?? field;
  holder.parentElement?.querySelectorAll(":scope > .error, :scope > .conflict").forEach((old) => old.remove());
  field.classList.toggle("bad", Boolean(node));
  if (node) holder.after(node);
}

function conflict(field, now) {
  const note = document.createElement("div");
  note.className = "conflict";
  note.setAttribute("role", "alert");
  note.append("Changed in the file meanwhile. It says now: ");
  const q = document.createElement("q");
  q.textContent = quote(now);
  const row = document.createElement("div");
  row.className = "row";
  for (const [label, mine] of [["Write mine", true], ["Take the file’s", false]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = label;
    button.dataset.resolve = mine ? "mine" : "theirs";
    button.onclick = () => {
      drafts.delete(keyOf(field));
      trouble(field, null);
      if (mine) write(field);
      else { field.value = shownOf(field); field.classList.remove("dirty"); grow(field); }
    };
    row.append(button);
  }
  note.append(q, row);
  trouble(field, note);
  const draft = drafts.get(keyOf(field));
  if (draft) draft.conflict = true;
}

function valueOf(field) {
  const value = field.value.trim();
  if (field.dataset.kind === "box" && value !== "") {
    const box = value.split(/[\s,;]+/).map(Number);
    return box.length === 4 && box.every((n) => n >= 0 && n <= 1) ? box : value;
  }
  if (field.dataset.kind !== "number" || value === "") return value === "" ? null : value;
  return /^\d+$/.test(value) ? Number(value) : value;
}

async function write(field) {
  if (!dirty(field) || field.value === "@") return true;
  const id = panel();
  const name = field.dataset.field;
  const draft = drafts.get(`${id}/${name}`);
  if (draft?.conflict) return false;
  const value = valueOf(field);
  if (name.endsWith(".text") && value === null) return change(id, name.replace(/\.text$/, ""), null, field);
  const done = await change(id, name, value, field);
  const now = document.querySelector(`#inspector[data-panel="${CSS.escape(id)}"] [data-field="${name}"]`);
  if (done) now?.classList.add("saved");
  return done;
}

// Before another panel is looked at, what was typed is written.
async function settle() {
  for (const field of fields()) if (dirty(field)) await write(field);
}

// One after another: each is written onto what the one before it made.
let last = Promise.resolve();
function change(id, name, value, field = null, adds = false) {
  return queue(() => (adds ? addNow(id, name, value) : changeNow(id, name, value, field)));
}

// Anything else that writes waits for its turn, too.
function queue(work) {
  const next = last.then(work);
  last = next.catch(() => {});
  return next;
}

// What is added stands in nobody's way: it is written onto whatever the file says by now.
async function addNow(id, name, value) {
  let answer;
  let seen = version();
  for (let i = 0; i < 3; i += 1) {
    answer = await post("/change", { panel: id, field: name, value, version: seen });
    if (answer.status !== 409 || !answer.data.version) break;
    seen = answer.data.version;
  }
  if (answer.ok) await again();
  else say(answer.data.error ?? answer.data.conflict, true);
  return answer.ok;
}

async function changeNow(id, name, value, field) {
  const seen = drafts.get(`${id}/${name}`)?.version ?? version();
  const answer = await post("/change", { panel: id, field: name, value, version: seen });
  if (answer.ok) {
    drafts.delete(`${id}/${name}`);
    if (field) { field.defaultValue = field.value; for (const o of field.options ?? []) o.defaultSelected = o.selected; trouble(field, null); field.classList.remove("dirty"); }
    await again();
    return true;
  }
  const data = answer.data;
  if (answer.status === 409) {
    if (field) { keep(); await again(); say("the story was changed in the file meanwhile: nothing was overwritten", true); }
    else { say(`${data.conflict}: nothing was overwritten`, true); await again(); }
    return false;
  }
  if (field) {
    const note = document.createElement("p");
    note.className = "error";
    note.setAttribute("role", "alert");
    note.textContent = data.error;
    const hint = data.diagnostics?.[0]?.hint;
    if (hint) { const small = document.createElement("span"); small.className = "hint"; small.textContent = hint; note.append(small); }
    trouble(field, note);
  } else say(data.error, true);
  return false;
}

const post = (url, data) => work(postNow(url, data));

async function postNow(url, data) {
  try {
    const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(data) });
    return { ok: answer.ok, status: answer.status, data: await answer.json().catch(() => ({ error: "refused" })) };
  } catch {
    return { ok: false, status: 0, data: { error: "the studio does not answer: is it still running?" } };
  }
}

// ---- takes ---------------------------------------------------------------------------------

async function newTake() {
  const button = $("new");
  if (!button || button.disabled) return;
  await settle();
  const now = $("new");
  const price = Number(now.dataset.price);
  if (price > 0 && !(await agreed(now, price))) return;
  const answer = await post("/take", { panel: panel(), price });
  if (!answer.ok) wrongTake(answer.data.error ?? answer.data.conflict);
}

function agreed(button, price) {
  const dialog = $("buy");
  $("buy-price").textContent = `$${price.toFixed(2)}`;
  $("buy-panel").textContent = panel();
  $("buy-host").textContent = document.querySelector(".draw .meta").dataset.host;
  $("buy-spent").textContent = $("spent").textContent;
  dialog.returnValue = "no";
  dialog.showModal();
  $("buy-yes").focus();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true }));
}

function wrongTake(text) {
  const note = $("take-error");
  if (!note) return say(text, true);
  note.textContent = text;
  note.hidden = false;
}

async function pick(number) {
  if (!panel() || !document.querySelector(`.take[data-take="${number}"]`)) return;
  await settle();
  const answer = await post("/pick", { panel: panel(), take: Number(number) });
  if (!answer.ok) return wrongTake(answer.data.error ?? answer.data.conflict);
  await again();
}

async function back(which) {
  if ($(which).getAttribute("aria-disabled")) return say($(which).title, true);
  await last;
  const answer = await post(`/${which}`, {});
  if (!answer.ok) return say(answer.data.error ?? `${answer.data.conflict}: nothing was ${which === "undo" ? "undone" : "redone"}`, true);
  drafts = new Map();
  say(answer.data.undone ? `undone: ${answer.data.undone}` : `redone: ${answer.data.redone}`);
  await again();
}
const undo = () => back("undo");
const redo = () => back("redo");

// Who is in the picture: the list in the order in which they were chosen, the lead first.
function cast(key) {
  const chips = [...document.querySelectorAll(".chip")];
  const now = chips.filter((c) => c.getAttribute("aria-pressed") === "true").map((c) => c.dataset.cast);
  return change(panel(), "characters", now.includes(key) ? now.filter((k) => k !== key) : [...now, key]);
}

// ---- keys and clicks -----------------------------------------------------------------------

function step(by) {
  const ids = [...document.querySelectorAll("#sheet .panel")].map((a) => a.dataset.panel);
  const from = panel() ?? cursor;
  const to = from === null ? (by > 0 ? 0 : ids.length - 1) : ids.indexOf(from) + by;
  if (to >= 0 && to < ids.length) return go(ids[to]);
  const next = beside(by);
  if (next === page()) return undefined;
  const opened = Boolean(panel());
  return look(next, null).then(() => {
    const there = [...document.querySelectorAll("#sheet .panel")].map((a) => a.dataset.panel);
    return go(by > 0 ? there[0] : there.at(-1), opened);
  });
}

function go(id, opened = Boolean(panel())) {
  if (opened) return look(page(), id);
  cursor = id;
  mark();
  return undefined;
}

// The page before or after this one; a double page goes by its first number.
function beside(by) {
  return Number(by > 0 ? body.dataset.after : body.dataset.before);
}

function turn(by) {
  const next = beside(by);
  cursor = null;
  if (next !== page()) look(next, null);
}

function into(field, whole = false) {
  field?.focus();
  field?.setSelectionRange(whole ? 0 : field.value.length, field.value.length);
  (field?.closest(".word") ?? field)?.scrollIntoView({ block: "nearest" });
}

const ACTIONS = {
  ArrowRight: () => step(body.dataset.rtl ? -1 : 1),
  ArrowLeft: () => step(body.dataset.rtl ? 1 : -1),
  ArrowDown: () => turn(1),
  ArrowUp: () => turn(-1),
  PageDown: () => turn(1),
  PageUp: () => turn(-1),
  Enter: () => (panel() ? into(document.querySelector('[data-field="prompt"]')) : look(page(), cursor ?? document.querySelector("#sheet .panel")?.dataset.panel)),
  Escape: () => {
    if (Panels.leave()) return; 
    document.activeElement?.blur();
    cursor = panel() ?? cursor;
    look(page(), null);
  },
  n: newTake,
  u: undo,
  U: redo,
  w: () => into(document.querySelector('.word textarea')),
  "?": () => $("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const field = event.target.closest?.("input, textarea, select");
  if (field) {
    if (event.key === "Escape") { event.preventDefault(); field.blur(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || field.tagName === "INPUT")) { event.preventDefault(); write(field); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // What is typed on the way to a field is no key of the studio's.
  if (making || heading) { if (event.key.length === 1 || event.key === "Enter") event.preventDefault(); return; }
  if (event.key === "Enter" && event.target.closest?.("button, a:not(.panel), summary")) return;
  const action = /^[1-9]$/.test(event.key) ? () => pick(event.key) : ACTIONS[event.key];
  if (!action || !body.dataset.page) return;
  event.preventDefault();
  action();
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const target = event.target.closest("[data-panel].panel, .balloon, [data-open], [data-go], [data-turn], [data-take], [data-remove], [data-add], [data-cast], [data-cast-auto], [data-move], [data-new-panel], [data-delete-panel], [data-mark], #new, #undo, #redo, #help, #close");
  if (!target) return;
  const d = target.dataset;
  event.preventDefault();
  if (target.id === "new") newTake();
  else if (target.id === "undo") undo();
  else if (target.id === "redo") redo();
  else if (target.id === "help") $("keys").showModal();
  else if (target.id === "close") { cursor = panel(); look(page(), null); }
  else if (d.take) pick(d.take);
  else if (d.cast) cast(d.cast);
  else if (d.move) Panels.step(Number(d.move));
  else if ("newPanel" in d) Panels.add();
  else if ("deletePanel" in d) Panels.drop();
  else if (d.mark) Panels.mark(d.mark, d.name);
  else if ("castAuto" in d) change(panel(), "characters", null);
  else if (d.remove) change(panel(), d.remove, null);
  else if (d.add) add(target);
  else if (d.go) { cursor = null; look(Number(d.go), null); }
  else if (d.turn) turn(Number(d.turn));
  else if (d.open) look(page(), d.open);
  else if (target.classList.contains("balloon")) look(page(), d.panel, { focus: `#inspector [data-field="${d.field}.text"]` });
  else look(page(), d.panel);
});

// ---- new words -----------------------------------------------------------------------------

const WORDS = { dialogue: "…", caption: "Meanwhile", sfx: "BANG" };

// The field is there at once, with the focus in it; what is typed before the server has answered
// is a draft of the field that the server then sends.
async function add(button) {
  if (making || !panel() || body.dataset.broken) return;
  const family = button.dataset.add;
  const id = panel();
  making = { panel: id, family, node: blank(family, button.dataset.speaker) };
  still();
  into(making.node.querySelector("textarea"), true);
  const text = WORDS[family];
  const given = family === "dialogue" ? { speaker: button.dataset.speaker, text } : { text };
  const node = making.node;
  const name = node.querySelector("textarea").dataset.field;
  const done = await change(id, `${family}.+`, given, null, true);
  making = null;
  still();
  if (done) return;
  node.remove();
  drafts.delete(`${id}/${name}`);
  await again();
}

function blank(family, speaker) {
  const node = $("blank").content.firstElementChild.cloneNode(true);
  const field = node.querySelector("textarea");
  const count = document.querySelectorAll(`.word.${family}`).length;
  node.classList.add(family);
  node.querySelector(".tag").textContent = speaker ? document.querySelector(`.add [data-add="${family}"]`).dataset.name : { caption: "caption", sfx: "sound" }[family];
  field.dataset.field = `${family}.${count}.text`;
  field.defaultValue = WORDS[family];
  field.setAttribute("aria-label", { dialogue: "What is said", caption: "Caption", sfx: "Sound" }[family]);
  return node;
}

// The new field stays where it is while other parts of the page are exchanged.
function still() {
  const wanted = making && making.panel === panel();
  for (const button of document.querySelectorAll(".add [data-add]")) button.disabled = Boolean(making || body.dataset.broken);
  if (!wanted) return;
  const there = document.querySelector(`[data-field="${making.node.querySelector("textarea").dataset.field}"]`);
  if (there) return;
  const family = [...document.querySelectorAll(`.word.${making.family}`)].at(-1);
  if (family) family.after(making.node);
  else document.querySelector(".words .add").before(making.node);
}

document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-field]");
  if (!field || field.closest("svg")) return;
  grow(field);
  field.classList.toggle("dirty", dirty(field));
  keep();
});
document.addEventListener("change", (event) => {
  const field = event.target.closest("#inspector [data-field]");
  if (field && !swapping) {
    carried.delete(field);
    write(field);
  }
});

// A balloon and its words know each other.
function light(field, on) {
  const name = field?.match(/^(dialogue|caption|sfx)\.\d+/)?.[0];
  for (const node of document.querySelectorAll(".lit")) node.classList.remove("lit");
  if (!name || !on || !panel()) return;
  document.querySelector(`.balloon[data-panel="${CSS.escape(panel())}"][data-field="${name}"]`)?.classList.add("lit");
}
document.addEventListener("focusin", (event) => light(event.target.dataset?.field, true));
document.addEventListener("focusout", (event) => {
  light(null, false);
  if (!swapping && carried.delete(event.target)) write(event.target);
});
document.addEventListener("mouseover", (event) => {
  const balloon = event.target.closest?.(".balloon");
  for (const node of document.querySelectorAll(".word.lit")) node.classList.remove("lit");
  if (balloon && balloon.dataset.panel === panel()) document.querySelector(`[data-word="${balloon.dataset.field}"]`)?.classList.add("lit");
});

window.addEventListener("popstate", () => {
  const found = location.pathname.match(/^\/page\/(\d+)$/);
  if (found) look(Number(found[1]), new URLSearchParams(location.search).get("panel"), { push: false });
});
window.addEventListener("resize", sharpen);

// ---- news ----------------------------------------------------------------------------------

function listen() {
  const news = new EventSource("/events");
  let lost = false;
  const fresh = () => { if (!Drag.busy()) body.dataset.page ? again() : location.reload(); };
  news.addEventListener("hello", () => { if (lost) { lost = false; fresh(); } });
  news.addEventListener("changed", (event) => {
    const told = JSON.parse(event.data);
    fresh(told);
  });
  for (const kind of ["waiting", "drawing", "drawn"]) news.addEventListener(kind, fresh);
  news.addEventListener("notice", (event) => { const told = JSON.parse(event.data); say(`${told.panel}: ${told.text}`); });
  news.addEventListener("failed", (event) => { const told = JSON.parse(event.data); say(`${told.panel}: ${told.text}`, true); });
  news.onerror = () => { lost = true; };
}

Drag.begin((held, at, done) => {
  const field = held.dataset.tail ? `${held.dataset.tail}.tail` : `${held.dataset.field}.at`;
  return change(held.dataset.panel, field, at).then((ok) => ok || done(), done);
});
dress();
document.querySelector("#sheet .open")?.scrollIntoView({ block: "nearest" });
listen();
