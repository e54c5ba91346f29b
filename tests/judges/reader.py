"""An HTML book in a real browser, before axe: python tests/judges/reader.py BOOK.html AXE.js [DIR]

In an environment with playwright and a Chromium at /usr/bin/chromium (or `--browser`). AXE.js is
`axe.min.js` of the npm package axe-core. Screenshots go to DIR.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

STATES = ("pages", "panels", "panels+words", "pages+words")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def judged(page: Page, axe: str, what: str) -> int:
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    for one in found["violations"]:
        say(f"{what}: {one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}")
    unsure = [f"{one['id']} ({len(one['nodes'])})" for one in found["incomplete"]]
    say(
        f"{what}: {len(found['violations'])} violations, {len(found['passes'])} rules passed,"
        f" undecided: {', '.join(unsure) or 'none'}"
    )
    return len(found["violations"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path)
    parser.add_argument("axe", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    given = parser.parse_args()
    axe = given.axe.read_text(encoding="utf-8")
    bad = 0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=given.browser, args=FLAGS)
        for name, size in (("wide", (1280, 800)), ("phone", (390, 844))):
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": size[0], "height": size[1]},
                    color_scheme=scheme,  # type: ignore[arg-type]
                    reduced_motion="reduce",
                    bypass_csp=True,
                )
                page = context.new_page()
                said: list[str] = []
                page.on("console", lambda m, said=said: said.append(m.text))  # type: ignore[misc]
                page.on("pageerror", lambda e, said=said: said.append(str(e)))  # type: ignore[misc]
                page.goto(given.book.resolve().as_uri())
                for step, keys in enumerate(("", "p", "t", "p")):
                    if keys:
                        page.keyboard.press(keys)
                    page.wait_for_timeout(150)
                    what = f"{name} {scheme} {STATES[step]}"
                    bad += judged(page, axe, what)
                    if given.folder:
                        page.screenshot(path=given.folder / f"{what.replace(' ', '-')}.png")
                if said:
                    bad += 1
                    say(f"console: {said}")
                context.close()
        browser.close()
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
