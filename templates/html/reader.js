(() => {
  const root = document.documentElement, $ = id => document.getElementById(id);
  const pages = [...document.querySelectorAll(".page")];
  const rtl = root.dir === "rtl", strip = root.dataset.strip === "yes";
  const scripts = document.querySelectorAll(".script");
  const [first, second] = rtl ? ["right", "left"] : ["left", "right"];
  const panelsOf = page => [...page.querySelectorAll(".panel")];
  const keep = (key, value) => { try { localStorage.setItem("storyboard." + key, value); } catch { /* a file may have no storage */ } };
  const kept = key => { try { return localStorage.getItem("storyboard." + key); } catch { return null; } };
  let at = 0, panel = 0, guided = false;

  root.classList.add("js");
  document.querySelector(".tools").hidden = false;

  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const themed = () => { $("theme").textContent = dark() ? "Light" : "Dark"; };

  // Two facing pages, where there is room to read both; else the one.
  function opened(i) {
    const sides = [i - 1, i, i + 1].map(n => pages[n] ? pages[n].dataset.side : "");
    const wide = innerWidth > 900 && innerWidth > 1.2 * innerHeight;
    if (guided || strip || !wide || root.classList.contains("words")) return [i];
    if (sides[1] === first && sides[2] === second) return [i, i + 1];
    if (sides[1] === second && sides[0] === first) return [i - 1, i];
    return [i];
  }

  function show(move) {
    const open = opened(at);
    if (open.length > 1) at = open[0];
    const page = pages[at], all = panelsOf(page);
    panel = Math.min(Math.max(panel, 0), Math.max(all.length - 1, 0));
    root.classList.toggle("paged", guided || !strip);
    root.classList.toggle("guided", guided);
    root.classList.toggle("moved", guided && move === "panel");
    root.classList.toggle("two", open.length > 1);
    pages.forEach((one, i) => {
      one.classList.toggle("here", open.includes(i));
      one.classList.toggle("first", open.length > 1 && i === open[0]);
      one.classList.toggle("second", open.length > 1 && i === open[1]);
    });
    all.forEach((one, i) => one.classList.toggle("here", i === panel));
    document.querySelector(".turn").hidden = pages.length === 1 && !guided;
    $("guided").setAttribute("aria-pressed", guided);
    $("place").value = at + 1;
    const folio = open.map(i => pages[i].dataset.folio).join("–"), last = pages[pages.length - 1].dataset.folio;
    $("where").textContent = guided ? folio + (all.length ? ` · ${panel + 1} / ${all.length}` : "") : `${folio} / ${last}`;
    $("place").setAttribute("aria-valuetext", `Page ${folio}` + (guided && all.length ? `, panel ${panel + 1}` : ""));
    $("back").disabled = at === 0 && (!guided || panel === 0);
    $("on").disabled = open[open.length - 1] === pages.length - 1 && (!guided || panel >= all.length - 1);
    zoom();
    // A strip that was just opened starts at its head: a browser would scroll to the name of its first page.
    if (!strip || move || at || guided) history.replaceState(null, "", "#" + page.id + (guided ? `.${panel + 1}` : ""));
    if (strip && !guided && move) page.scrollIntoView();
  }

  function zoom() {
    const page = pages[at], sheet = page.querySelector(".sheet"), here = panelsOf(page)[panel];
    sheet.style.transform = sheet.style.clipPath = "";
    if (!guided || !here) return;
    const [x, y, w, h] = here.dataset.box.split(" ").map(Number);
    const frame = page.querySelector(".frame"), sw = sheet.offsetWidth, sh = sheet.offsetHeight;
    const scale = Math.min(frame.clientWidth / (w * sw), frame.clientHeight / (h * sh)) * 0.98;
    const left = sheet.offsetLeft - frame.offsetLeft, top = sheet.offsetTop - frame.offsetTop;
    const dx = frame.clientWidth / 2 - left - (x + w / 2) * sw * scale;
    const dy = frame.clientHeight / 2 - top - (y + h / 2) * sh * scale;
    const part = v => (100 * v).toFixed(3) + "%";
    sheet.style.clipPath = `inset(${part(y)} ${part(1 - x - w)} ${part(1 - y - h)} ${part(x)})`;
    sheet.style.transform = `translate(${dx}px, ${dy}px) scale(${scale})`;
  }

  function step(by) {
    if (guided) {
      const next = panel + by, all = panelsOf(pages[at]);
      if (next >= 0 && next < all.length) { panel = next; return show("panel"); }
      if (!pages[at + by]) return;
      at += by;
      panel = by > 0 ? 0 : panelsOf(pages[at]).length - 1;
      return show("page");
    }
    const open = opened(at), next = by > 0 ? open[open.length - 1] + 1 : open[0] - 1;
    if (pages[next]) { at = next; panel = 0; show("page"); }
  }
  const go = to => { at = Math.min(Math.max(to, 0), pages.length - 1); panel = 0; show("page"); };
  const set = on => { guided = on; keep("guided", on ? "yes" : "no"); show(); };
  const words = on => { root.classList.toggle("words", on); $("words").setAttribute("aria-pressed", on); scripts.forEach(one => { if (on) one.tabIndex = 0; else one.removeAttribute("tabindex"); }); keep("words", on ? "yes" : "no"); show(); };
  const theme = to => { root.dataset.theme = to; keep("theme", to); themed(); };

  $("back").onclick = () => step(-1);
  $("on").onclick = () => step(1);
  $("place").oninput = event => go(event.target.value - 1);
  $("guided").onclick = () => set(!guided);
  $("words").onclick = () => words(!root.classList.contains("words"));
  $("theme").onclick = () => theme(dark() ? "light" : "dark");
  if ($("scene")) $("scene").onchange = event => { if (event.target.value) go(event.target.value - 1); event.target.value = ""; };

  addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey || /SELECT|INPUT/.test(event.target.tagName)) return;
    const on = rtl ? "ArrowLeft" : "ArrowRight", back = rtl ? "ArrowRight" : "ArrowLeft";
    const free = strip && !guided, button = event.target.tagName === "BUTTON";
    const keys = {
      [on]: () => step(1), [back]: () => step(-1), Home: () => go(0), End: () => go(pages.length - 1),
      p: () => set(!guided), t: () => words(!root.classList.contains("words")), d: () => theme(dark() ? "light" : "dark"),
      Escape: () => guided && set(false),
    };
    if (!free) Object.assign(keys, { PageDown: () => step(1), PageUp: () => step(-1) });
    if (!free && !button) keys[" "] = () => step(event.shiftKey ? -1 : 1);
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  let from = null;
  const book = $("book");
  book.addEventListener("pointerdown", event => { from = event.isPrimary && event.pointerType !== "mouse" ? [event.clientX, event.clientY] : null; });
  book.addEventListener("pointerup", event => {
    if (!from || (strip && !guided)) return;
    const dx = event.clientX - from[0], dy = event.clientY - from[1];
    from = null;
    if (Math.abs(dx) > 40 && Math.abs(dx) > 2 * Math.abs(dy)) step((dx < 0) !== rtl ? 1 : -1);
  });
  book.addEventListener("click", event => {
    const frame = event.target.closest(".frame");
    if (!frame || (strip && !guided) || String(getSelection())) return;
    const box = book.getBoundingClientRect(), part = (event.clientX - box.left) / box.width;
    if (part > 0.66) step(rtl ? -1 : 1);
    if (part < 0.34) step(rtl ? 1 : -1);
  });
  addEventListener("resize", () => show());
  if (strip) addEventListener("scroll", () => {
    if (guided) return;
    const here = pages.findIndex(page => page.getBoundingClientRect().bottom > innerHeight / 3);
    if (here < 0 || here === at) return;
    at = here; panel = 0;
    $("place").value = at + 1;
    $("where").textContent = `${pages[at].dataset.folio} / ${pages[pages.length - 1].dataset.folio}`;
  }, { passive: true });

  // An address names a page by a number that is printed on it, and maybe a panel: #page-12.3.
  function asked() {
    const found = /^#page-(\d+)(?:\.(\d+))?$/.exec(location.hash);
    if (!found) return false;
    const place = pages.findIndex(page => page.dataset.folio.split("–").includes(found[1]));
    at = place >= 0 ? place : Math.min(Math.max(found[1] - 1, 0), pages.length - 1);
    panel = found[2] ? found[2] - 1 : 0;
    if (found[2]) guided = true;
    return true;
  }
  addEventListener("hashchange", () => { if (asked()) show("page"); });

  if (kept("theme")) root.dataset.theme = kept("theme");
  themed();
  guided = kept("guided") === "yes";
  asked();
  words(kept("words") === "yes");
})();
