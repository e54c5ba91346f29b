"""The files that a story names: inside its folder, there, and what they should be."""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

from storyboard.errors import PictureError
from storyboard.pictures import Probe, probe
from storyboard.story.nodes import UNPRINTABLE, Node
from storyboard.story.subject import Subject
from storyboard.story.trouble import short
from storyboard.story.values import IN_PIXELS, PIXELS

MAX_TEMPLATE = 100_000
MAX_FONT = 100_000_000
FONT_HEADS = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf")
"""How a TrueType, OpenType or collection file begins."""
_MOST_NEIGHBOURS = 2000


def check_files(subject: Subject, folder: Path) -> None:
    """Reports every file that is missing, outside of `folder`, or not what is wanted."""
    _Files(subject, folder).check()


class _Files:
    def __init__(self, subject: Subject, folder: Path) -> None:
        self.s = subject
        self.folder = folder
        self.real = Path(os.path.realpath(folder))
        self.probes: dict[str, Probe | str] = {}

    def check(self) -> None:
        style = self.s.root.get("style")
        images = style.get("images") if style else None
        if images is not None:
            for node in [images] if images.text is not None else images.items:
                self.picture(node)
        for _, _, panel in self.s.panels():
            self.panel(panel)
        for character in self.s.characters.values():
            reference, mask = character.get("reference"), character.get("mask")
            found = self.picture(reference) if reference else None
            masked = self.picture(mask) if mask else None
            if found and masked and mask and (found.width, found.height) != (
                masked.width, masked.height,
            ):  # fmt: skip
                self.say(
                    mask, "mask",
                    f"the mask has {masked.width} × {masked.height} pixels and its reference "
                    f"{found.width} × {found.height}",
                    "make the mask as large as the reference",
                )  # fmt: skip
        fonts = self.s.root.get("fonts")
        for node in fonts.entries.values() if fonts else ():
            if node.text is not None:
                self.font(node, node.text)
        profile = self.s.root.get("profile")
        if profile is not None and profile.text is not None:
            self.profile(profile)
        style = self.s.root.get("style")
        template = style.get("template") if style else None
        if template is not None and template.text is not None:
            self.template(template)

    def panel(self, panel: Node) -> None:
        """A panel's own picture, and heads in it that are given in its pixels."""
        image = panel.get("image")
        if image is None:
            return
        prompt = panel.get("prompt")
        found = self.picture(image, awaited=bool(prompt and prompt.text))
        faces = panel.get("faces")
        if found is None or faces is None:
            return
        for box in faces.entries.values():
            told = [_number(part.text) for part in box.items]
            if len(told) != 4 or max(told) <= IN_PIXELS:
                continue
            size = (found.width, found.height) * 2
            shares = ", ".join(f"{n / of:.3g}" for n, of in zip(told, size, strict=True))
            self.say(
                box, "face", PIXELS, f"of {found.width} × {found.height} pixels that is [{shares}]"
            )
            self.s.done.add(id(box))

    def say(self, node: Node, code: str, message: str, hint: str) -> None:
        self.s.report.node(node, code, message, hint)

    def picture(self, node: Node, *, awaited: bool = False) -> Probe | None:
        """The probe of a picture that is all right; what is wrong is reported.

        One that is `awaited` may be missing: its panel is drawn from its prompt meanwhile.
        """
        name = node.text
        if name is None:
            return None
        if not name.strip():
            if node is not None:
                self.say(
                    node, "file", "a picture's name is empty", "write its path, or take the key out"
                )
            return None
        path = self.inside(node, name)
        if path is None:
            return None
        if UNPRINTABLE.search(name):
            return None  # said already
        if name not in self.probes:
            try:
                self.probes[name] = probe(path)
            except PictureError as error:
                self.probes[name] = str(error)
        found = self.probes[name]
        if isinstance(found, Probe):
            return found
        if found == "does not exist" and awaited and self.s.backend != "files":
            self.s.awaited.add(name)
            self.s.report.node(
                node, "picture-awaited",
                f"{_named(node)} is not there yet: the panel is drawn from its prompt until it is",
                self.neighbour(name), severity="warning",
            )  # fmt: skip
        elif found == "does not exist":
            self.say(node, "file-missing", f"{_named(node)} does not exist", self.neighbour(name))
        else:
            self.say(node, "file", f"{_named(node)} {found}", _remedy(found))
        return None

    def inside(self, node: Node, name: str) -> Path | None:
        """The path of a name, where it stays in the story's folder."""
        hint = "put the file into the story's folder, and write its path from there"
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://|data:", name):
            self.say(
                node, "file-path", f"{_named(node)} is a web address, and a file is wanted",
                "save it in the story's folder, and write its path from there",
            )  # fmt: skip
            return None
        if "\\" in name:
            self.say(
                node, "file-path", f"{_named(node)} has a backslash, which only some systems read",
                f"write {short(name.replace(chr(92), '/'))}",
            )  # fmt: skip
            return None
        if name.startswith(("/", "~")) or re.match(r"[A-Za-z]:", name):
            self.say(
                node, "file-path", f"{_named(node)} is not a path from the story's folder", hint
            )
            return None
        path = self.folder / name
        try:
            real = Path(os.path.realpath(path))
        except (OSError, ValueError):
            self.say(node, "file", f"{_named(node)} is no name that a file can have", hint)
            return None
        if ".." in Path(name).parts or not real.is_relative_to(self.real):
            self.say(node, "file-path", f"{_named(node)} leads out of the story's folder", hint)
            return None
        return path

    def neighbour(self, name: str) -> str:
        """A hint for a file that is not there: a like name, or where paths start."""
        folder = (self.folder / name).parent
        plainly = "put it there: paths start at the story's folder"
        if not self.s.report.patient:
            return plainly
        try:
            with os.scandir(folder) as entries:
                names = sorted(
                    e.name for e, _ in zip(entries, range(_MOST_NEIGHBOURS), strict=False)
                )
        except (OSError, ValueError):
            inner = short(Path(name).parent.as_posix())
            return f"paths start at the story's folder, and there is no folder {inner} in it"
        near = self.s.report.nearest(Path(name).name, names)
        if near:
            return f"did you mean {(Path(name).parent / near).as_posix()}?"
        return plainly

    def font(self, node: Node, written: str) -> None:
        """A lettering font: there, within bounds, and a font by its first bytes."""
        name, mark, number = written.strip().rpartition("#")
        if not mark:
            name, number = written.strip(), "0"
        if not name.strip():
            self.say(node, "file", "a font's name is empty", "write its path, or take the key out")
            return
        if not number.isascii() or not number.isdigit() or len(number) > 4:
            self.say(
                node, "font", f"{_named(node)} has no number after the #",
                "write which font of the collection, from 0: fonts/Many.ttc#1",
            )  # fmt: skip
            return
        head = self._head(node, name, 12, most=MAX_FONT)
        if head is None:
            return
        count = int.from_bytes(head[8:12], "big") if head[:4] == b"ttcf" else 1
        if head[:4] in (b"wOFF", b"wOF2"):
            self.say(node, "font", f"{_named(node)} is a web font", "use its TTF or OTF file")
        elif head[:4] not in FONT_HEADS or len(head) < 12:
            self.say(node, "font", f"{_named(node)} is no font", "name a TTF, OTF or TTC file")
        elif int(number) >= count:
            self.say(
                node, "font", f"{_named(node)}: the file has {count} fonts, counted from 0",
                f"write a number up to {count - 1}" if count > 1 else "take the # out",
            )  # fmt: skip

    def profile(self, node: Node) -> None:
        """A press's ICC profile, by its header (ICC.1:2022, 7.2): its signature, and CMYK."""
        name = (node.text or "").strip()
        head = self._head(node, name, 40) if name else None
        if head is None:
            return
        if head[36:40] != b"acsp":
            self.say(
                node, "profile", f"{_named(node)} is no ICC profile",
                "name the .icc file that the printer gives, or take the key out",
            )  # fmt: skip
        elif head[16:20] != b"CMYK":
            self.say(
                node, "profile", f"{_named(node)} is a profile for "
                f"{short(head[16:20].decode('latin-1').strip())}, not for CMYK",
                "name the profile of a press, or take the key out",
            )  # fmt: skip

    def _head(self, node: Node, name: str, count: int, most: int | None = None) -> bytes | None:
        """The first bytes of a file, of at most `most` bytes; None where all is said about it."""
        path = self.inside(node, name)
        if path is None or UNPRINTABLE.search(name):
            return None
        try:
            if not path.is_file():
                raise FileNotFoundError
            if most is not None and path.stat().st_size > most:
                self.say(
                    node, "file-size", f"{_named(node)} has more than {most / 1e6:g} MB",
                    "choose a smaller font",
                )  # fmt: skip
                return None
            with path.open("rb") as stream:
                return stream.read(count)
        except FileNotFoundError:
            self.say(node, "file-missing", f"{_named(node)} does not exist", self.neighbour(name))
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or "no reason was given").lower()
            self.say(
                node, "file", f"{_named(node)} cannot be read: {reason}", "check its permissions"
            )
        return None

    def template(self, node: Node) -> None:
        name = node.text or ""
        if not name.strip():
            return
        path = self.inside(node, name)
        if path is None:
            return
        try:
            if not path.is_file():
                raise FileNotFoundError
            if path.stat().st_size > MAX_TEMPLATE:
                self.say(
                    node, "file", f"{_named(node)} has more than {MAX_TEMPLATE // 1000} KB",
                    "a prompt's template is a short text",
                )  # fmt: skip
                return
            path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            self.say(node, "file-missing", f"{_named(node)} does not exist", self.neighbour(name))
        except UnicodeDecodeError:
            self.say(node, "file", f"{_named(node)} is no UTF-8 text", "save it as UTF-8")
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or "no reason was given").lower()
            self.say(
                node, "file", f"{_named(node)} cannot be read: {reason}", "check its permissions"
            )


def _number(text: str | None) -> float:
    """A number of the file; 0 where it is none, which is said elsewhere."""
    try:
        found = float(text or "")
    except ValueError:
        return 0.0
    return found if math.isfinite(found) else 0.0


def _named(node: Node) -> str:
    return short(node.text or "", 80)


def _remedy(reason: str) -> str:
    if "cut short" in reason or "damaged" in reason or "empty" in reason:
        return "save or download it again"
    if "not a JPEG" in reason or "animation" in reason:
        return "save it as a JPEG, PNG or WebP of one picture"
    if "MB" in reason or "megapixels" in reason:
        return "save it smaller"
    if "is no file" in reason:
        return "name a picture, not a folder"
    return "check its permissions"
