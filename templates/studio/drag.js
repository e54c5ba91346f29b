// Balloons, captions and sounds are moved by the mouse or, when they have the focus, by the
// arrow keys. Nothing is written before the drop.
"use strict";

const Drag = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const START = 3; // CSS pixels before a press becomes a drag
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

  // The balloon's own part of the page goes along with the hand; a shade stays where it was.
  function lift(balloon) {
    const own = balloon.querySelector("path");
    const print = document.querySelector("#sheet .print");
    const clip = make("clipPath", { id: "held-clip" });
    clip.append(own.cloneNode());
    const ghost = make("g", { class: "ghost" });
    const picture = print.cloneNode();
    picture.setAttribute("clip-path", "url(#held-clip)");
    ghost.append(clip, picture, own.cloneNode());
    const shade = own.cloneNode();
    shade.setAttribute("class", "shade");
    balloon.append(shade, ghost);
    balloon.classList.add("held");
    return ghost;
  }

  function drop(balloon) {
    for (const part of balloon.querySelectorAll(".shade, .ghost")) part.remove();
    balloon.classList.remove("held");
  }

  function place(balloon, dx, dy) {
    const frame = box(balloon.dataset.panel);
    const x = clamp((+balloon.dataset.x + dx - frame.x) / frame.w);
    const y = clamp((+balloon.dataset.y + dy - frame.y) / frame.h);
    return [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];
  }

  function begin(moved) {
    document.addEventListener("pointerdown", (event) => {
      const balloon = event.target.closest?.(".balloon");
      if (!balloon || event.button !== 0 || document.body.dataset.broken) return;
      held = { balloon, from: point(event), x: event.clientX, y: event.clientY, ghost: null, dx: 0, dy: 0 };
      balloon.setPointerCapture(event.pointerId);
    });
    document.addEventListener("pointermove", (event) => {
      if (!held) return;
      if (!held.ghost && Math.hypot(event.clientX - held.x, event.clientY - held.y) < START) return;
      held.ghost ||= lift(held.balloon);
      const at = point(event);
      held.dx = at.x - held.from.x;
      held.dy = at.y - held.from.y;
      held.ghost.setAttribute("transform", `translate(${held.dx} ${held.dy})`);
    });
    document.addEventListener("pointerup", () => {
      const was = held;
      held = null;
      if (was?.ghost) moved(was.balloon, place(was.balloon, was.dx, was.dy), () => drop(was.balloon));
    });
    document.addEventListener("pointercancel", () => {
      if (held) drop(held.balloon);
      held = null;
    });
    document.addEventListener("keydown", (event) => {
      const balloon = event.target.closest?.(".balloon");
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!balloon || !step || document.body.dataset.broken) return;
      event.preventDefault();
      event.stopPropagation(); // On a balloon the arrows are its own.
      if (nudged?.balloon !== balloon) nudged = { balloon, dx: 0, dy: 0, ghost: lift(balloon) };
      const far = event.shiftKey ? 10 : 2;
      nudged.dx += step[0] * far;
      nudged.dy += step[1] * far;
      nudged.ghost.setAttribute("transform", `translate(${nudged.dx} ${nudged.dy})`);
      clearTimeout(nudged.timer);
      nudged.timer = setTimeout(() => {
        const was = nudged;
        nudged = null;
        moved(was.balloon, place(was.balloon, was.dx, was.dy), () => drop(was.balloon));
      }, 500);
    }, true);
  }

  return { begin, busy: () => Boolean(held?.ghost || nudged) };
})();
