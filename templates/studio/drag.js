// Balloons, captions and sounds, and the tips of tails, are moved by the mouse or, when they have
// the focus, by the arrow keys. Nothing is written before the drop.
"use strict";

const Drag = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const START = 3; // CSS pixels before a press becomes a drag
  const NEAR = 16; // CSS pixels from a place by name at which it is taken
  const MARGIN = 7; // points between words at an edge and the panel's border
  let held = null;
  let nudged = null;

  const sheet = () => document.getElementById("sheet");
  const point = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY);
    return at.matrixTransform(sheet().getScreenCTM().inverse());
  };
  const box = (id) => {
    const d = document.querySelector(`.panel[data-panel="${CSS.escape(id)}"]`).dataset;
    return { x: +d.x, y: +d.y, w: +d.w, h: +d.h };
  };
  const clamp = (v) => Math.min(Math.max(v, 0), 1);
  const make = (name, attributes) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  // Where the story's names for places would have the words: their middle, in points.
  function places(node) {
    const f = box(node.dataset.panel);
    const [w, h] = [+node.dataset.w / 2 + MARGIN, +node.dataset.h / 2 + MARGIN];
    const across = { left: f.x + w, "": f.x + f.w / 2, right: f.x + f.w - w };
    const down = { top: f.y + h, "": f.y + f.h / 2, bottom: f.y + f.h - h };
    const known = [...document.querySelectorAll('#inspector [data-field$=".at"] option')].map((o) => o.value);
    const all = [];
    for (const [v, y] of Object.entries(down)) {
      for (const [u, x] of Object.entries(across)) all.push({ name: [v, u].filter(Boolean).join("-") || "middle", x, y });
    }
    return all.filter((p) => known.includes(p.name));
  }

  // The balloon's own part of the page goes along with the hand; a shade stays where it was.
  function lift(node) {
    if (node.dataset.tail) return liftTip(node);
    const own = node.querySelector("path");
    const print = document.querySelector("#sheet .print");
    const clip = make("clipPath", { id: "held-clip" });
    clip.append(own.cloneNode());
    const ghost = make("g", { class: "ghost" });
    const picture = print.cloneNode();
    picture.setAttribute("clip-path", "url(#held-clip)");
    ghost.append(clip, picture, own.cloneNode());
    const shade = own.cloneNode();
    shade.setAttribute("class", "shade");
    const dots = make("g", { class: "places" });
    if (document.querySelector(`#inspector[data-panel="${CSS.escape(node.dataset.panel)}"]`)) {
      for (const p of places(node)) dots.append(make("circle", { cx: p.x, cy: p.y, r: 3, "data-place": p.name }));
    }
    node.append(shade, dots, ghost);
    node.classList.add("held");
    return ghost;
  }

  function liftTip(node) {
    const ghost = make("g", { class: "ghost" });
    const dot = node.querySelector("circle:last-of-type").cloneNode();
    const balloon = document.querySelector(`.balloon[data-panel="${CSS.escape(node.dataset.panel)}"][data-field="${node.dataset.tail}"]`);
    const line = make("line", { x1: balloon.dataset.x, y1: balloon.dataset.y, x2: node.dataset.x, y2: node.dataset.y, class: "aim" });
    ghost.append(dot);
    node.prepend(line);
    node.append(ghost);
    node.classList.add("held");
    return ghost;
  }

  function drop(node) {
    for (const part of node.querySelectorAll(".shade, .ghost, .places, .aim")) part.remove();
    node.classList.remove("held");
  }

  // Moves what is held by (dx, dy) points; gives the place by name that it is at, if any.
  function shift(node, ghost, dx, dy, free) {
    let near = null;
    if (!node.dataset.tail && !free) {
      const reach = NEAR / (sheet().getScreenCTM().a || 1);
      const [x, y] = [+node.dataset.x + dx, +node.dataset.y + dy];
      for (const dot of node.querySelectorAll(".places circle")) {
        const far = Math.hypot(dot.cx.baseVal.value - x, dot.cy.baseVal.value - y);
        if (far < reach && (!near || far < near.far)) near = { far, dot };
      }
    }
    for (const dot of node.querySelectorAll(".places circle")) dot.classList.toggle("on", dot === near?.dot);
    if (near) [dx, dy] = [near.dot.cx.baseVal.value - node.dataset.x, near.dot.cy.baseVal.value - node.dataset.y];
    ghost.setAttribute("transform", `translate(${dx} ${dy})`);
    const line = node.querySelector(".aim");
    line?.setAttribute("x2", +node.dataset.x + dx);
    line?.setAttribute("y2", +node.dataset.y + dy);
    return near?.dot.dataset.place ?? null;
  }

  function place(node, dx, dy) {
    const frame = box(node.dataset.panel);
    const x = clamp((+node.dataset.x + dx - frame.x) / frame.w);
    const y = clamp((+node.dataset.y + dy - frame.y) / frame.h);
    return [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];
  }

  function begin(moved) {
    document.addEventListener("pointerdown", (event) => {
      const node = event.target.closest?.(".balloon, .tip");
      if (!node || event.button !== 0 || document.body.dataset.broken) return;
      held = { node, from: point(event), x: event.clientX, y: event.clientY, ghost: null, dx: 0, dy: 0, name: null };
      node.setPointerCapture(event.pointerId);
    });
    document.addEventListener("pointermove", (event) => {
      if (!held) return;
      if (!held.ghost && Math.hypot(event.clientX - held.x, event.clientY - held.y) < START) return;
      held.ghost ||= lift(held.node);
      const at = point(event);
      held.dx = at.x - held.from.x;
      held.dy = at.y - held.from.y;
      held.name = shift(held.node, held.ghost, held.dx, held.dy, event.altKey);
    });
    document.addEventListener("pointerup", () => {
      const was = held;
      held = null;
      if (was?.ghost) moved(was.node, was.name ?? place(was.node, was.dx, was.dy), () => drop(was.node));
    });
    document.addEventListener("pointercancel", () => {
      if (held) drop(held.node);
      held = null;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && held?.ghost) {
        drop(held.node);
        held = null;
        event.stopPropagation();
        return;
      }
      const node = event.target.closest?.(".balloon, .tip");
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!node || !step || document.body.dataset.broken) return;
      event.preventDefault();
      event.stopPropagation(); // On a balloon the arrows are its own.
      if (nudged?.node !== node) nudged = { node, dx: 0, dy: 0, ghost: lift(node) };
      const far = event.shiftKey ? 10 : 2;
      nudged.dx += step[0] * far;
      nudged.dy += step[1] * far;
      shift(node, nudged.ghost, nudged.dx, nudged.dy, true);
      clearTimeout(nudged.timer);
      nudged.timer = setTimeout(() => {
        const was = nudged;
        nudged = null;
        moved(was.node, place(was.node, was.dx, was.dy), () => drop(was.node));
      }, 500);
    }, true);
  }

  return { begin, busy: () => Boolean(held?.ghost || nudged) };
})();
