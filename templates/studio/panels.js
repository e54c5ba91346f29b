// Panels are added, deleted and moved, by buttons and in the page's list, and heads are marked on
// a picture of one's own.
"use strict";

const Panels = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const LEAST = 4; // points: a smaller box is a slip of the hand
  let marking = null; // whose head is being marked, and the button that asked
  let box = null; // the box that is being drawn: {node, from, to}

  // One after another, like every other change; what was typed is written before.
  async function arrange(id, what, to) {
    await settle();
    const answer = await queue(() => post("/arrange", { panel: id, do: what, to, version: version() }));
    if (!answer.ok) {
      const hint = answer.data.diagnostics?.[0]?.hint;
      say(answer.data.conflict ? `${answer.data.conflict}: nothing was changed` : `${answer.data.error}${hint ? `: ${hint}` : ""}`, true);
      if (answer.data.conflict) await look(page(), panel());
      return null;
    }
    return answer.data;
  }

  async function add() {
    const made = await arrange(panel(), "add", 0);
    if (!made) return;
    await look(made.page, made.panel, { focus: '#inspector [data-field="prompt"]' });
    document.querySelector('#inspector [data-field="prompt"]')?.select();
  }

  async function drop() {
    const id = panel();
    const made = await arrange(id, "delete", 0);
    if (!made) return;
    say(`${id} is deleted, its takes are kept; u puts it back`);
    cursor = made.panel;
    await look(made.page, null);
    document.querySelector(`.panel[data-panel="${CSS.escape(made.panel)}"]`)?.focus({ preventScroll: true });
  }

  async function step(by) {
    const ids = [...document.querySelectorAll("#sheet .panel")].map((a) => a.dataset.panel);
    const to = ids.indexOf(panel()) + by;
    const made = await arrange(panel(), "move", to);
    if (made) await look(made.page, made.panel, { focus: `[data-move="${by}"]` });
  }

  // ---- the list of a page's panels --------------------------------------------------------

  let carried = null;
  const row = (event) => event.target.closest?.(".list [data-row]");

  document.addEventListener("dragstart", (event) => {
    carried = row(event);
    if (!carried) return;
    carried.classList.add("held");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", carried.dataset.of);
  });
  document.addEventListener("dragover", (event) => {
    const over = row(event);
    clear();
    if (!carried || !over) return;
    event.preventDefault();
    const at = over.getBoundingClientRect();
    over.classList.add(event.clientY > at.y + at.height / 2 ? "below" : "above");
  });
  document.addEventListener("drop", async (event) => {
    const over = row(event);
    if (!carried || !over) return;
    event.preventDefault();
    const from = Number(carried.dataset.row);
    let to = Number(over.dataset.row) + (over.classList.contains("below") ? 1 : 0);
    if (to > from) to -= 1;
    const made = to === from ? null : await arrange(carried.dataset.of, "move", to);
    if (made) await look(page(), null);
  });
  document.addEventListener("dragend", () => {
    carried?.classList.remove("held");
    carried = null;
    clear();
  });
  function clear() {
    for (const node of document.querySelectorAll(".list .above, .list .below")) node.classList.remove("above", "below");
  }

  // ---- heads ------------------------------------------------------------------------------

  function mark(who, name) {
    if (marking?.who === who) return leave();
    leave();
    if (!document.querySelector(".panel.open[data-art]")) return undefined;
    marking = { who, panel: panel() };
    body.dataset.marking = who;
    document.querySelector(`[data-mark="${CSS.escape(who)}"]`)?.setAttribute("aria-pressed", "true");
    say(`drag a box round the head of ${name} on the picture; Esc leaves it`);
    return undefined;
  }

  function leave() {
    const was = Boolean(marking);
    box?.node.remove();
    box = marking = null;
    delete body.dataset.marking;
    for (const b of document.querySelectorAll("[data-mark]")) b.setAttribute("aria-pressed", "false");
    return was;
  }

  const spot = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform($("sheet").getScreenCTM().inverse());

  function shape() {
    const [x, y] = [Math.min(box.from.x, box.to.x), Math.min(box.from.y, box.to.y)];
    const [w, h] = [Math.abs(box.to.x - box.from.x), Math.abs(box.to.y - box.from.y)];
    for (const [key, value] of Object.entries({ x, y, width: w, height: h })) box.node.setAttribute(key, value);
    return { x, y, w, h };
  }

  document.addEventListener("pointerdown", (event) => {
    if (!marking || event.button || !event.target.closest?.("#sheet")) return;
    if (marking.panel !== panel()) { leave(); return; }
    event.preventDefault();
    event.stopPropagation();
    const node = document.createElementNS(SVG, "rect");
    node.setAttribute("class", "drawn");
    $("sheet").append(node);
    $("sheet").setPointerCapture(event.pointerId);
    box = { node, from: spot(event), to: spot(event) };
  }, true);
  document.addEventListener("pointermove", (event) => {
    if (!box) return;
    box.to = spot(event);
    shape();
  });
  document.addEventListener("pointerup", async () => {
    if (!box) return;
    const { x, y, w, h } = shape();
    const art = document.querySelector(".panel.open[data-art]")?.dataset.art.split(" ").map(Number);
    const { who, panel: id } = marking;
    const node = box.node;
    box = null;
    if (!art || w < LEAST || h < LEAST) return node.remove();
    const share = (v) => Math.round(Math.min(Math.max(v, 0), 1) * 1000) / 1000;
    const [l, t] = [share((x - art[0]) / art[2]), share((y - art[1]) / art[3])];
    const [r, b] = [share((x + w - art[0]) / art[2]), share((y + h - art[1]) / art[3])];
    const at = [l, t, share(r - l), share(b - t)];
    if (at[2] && at[3]) await change(id, `faces.${who}`, at);
    node.remove();
    leave();
    return undefined;
  });
  // The click that ends the drag opens nothing.
  document.addEventListener("click", (event) => {
    if (!marking || !event.target.closest?.("#sheet")) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  return { add, drop, step, mark, leave };
})();
