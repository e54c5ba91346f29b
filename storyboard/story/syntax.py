"""What libyaml says of a broken file, said again for a person who writes comics.

libyaml names the place where it could go no further, which is often one line after the
slip. The slip itself is looked for in the lines round that place.
"""

from __future__ import annotations

import re

import yaml

from storyboard.story.trouble import Trouble, short

_KEY = re.compile(r"(?P<lead>\s*(?:-\s+)*)(?P<key>[^\s:#'\"\[\]{},&*!|>%@`-][^:#]*?):(?=\s|$)")
_STARTERS = {
    "@": "a text cannot begin with @",
    "`": "a text cannot begin with a backtick",
    "%": "a text cannot begin with %",
}
_NO_TEXT = re.compile("[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
QUOTE = "put the whole text in quotes"


def syntax_trouble(error: yaml.YAMLError, lines: list[str]) -> Trouble:
    """The trouble behind an error of the parser."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable(lines)
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    at = _place(getattr(error, "problem_mark", None))
    opened = _place(getattr(error, "context_mark", None))
    return _Finder(problem, context, at, opened, lines).find()


def _place(mark: object) -> tuple[int, int]:
    """Line and column from 0."""
    return (getattr(mark, "line", 0), getattr(mark, "column", 0))


def _unreadable(lines: list[str]) -> Trouble:
    for number, row in enumerate(lines, 1):
        found = _NO_TEXT.search(row)
        if found:
            return Trouble(
                number, found.start() + 1, "character",
                f"a character stands here that cannot be printed (U+{ord(found[0]):04X})",
                "take it out: it came in by copying, or the file is no text",
            )  # fmt: skip
    return Trouble(1, 1, "character", "the file is no text", "write a story in a text editor")


class _Finder:
    def __init__(
        self,
        problem: str,
        context: str,
        at: tuple[int, int],
        opened: tuple[int, int],
        lines: list[str],
    ) -> None:
        self.problem = problem
        self.context = context
        self.at = at
        self.opened = opened
        self.lines = lines

    def row(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def find(self) -> Trouble:
        """The first explanation that fits, from the surest to the vaguest."""
        return (
            self.tab()
            or self.quoted()
            or self.starter()
            or self.flow()
            or self.simple_key()
            or self.value_here()
            or self.structure()
            or self.trouble(
                self.at, "syntax", f"YAML cannot read on from here: {self.problem or 'no reason'}",
                "check the indentation, the colons and the quotes of this line and the one above",
            )
        )  # fmt: skip

    @staticmethod
    def trouble(at: tuple[int, int], code: str, message: str, hint: str) -> Trouble:
        return Trouble(at[0] + 1, at[1] + 1, code, message, hint)

    def tab(self) -> Trouble | None:
        line, column = self.at
        row = self.row(line)
        lead = row[: len(row) - len(row.lstrip())]
        if "\t" in lead and ("tab" in self.problem or column <= len(lead)):
            return self.trouble(
                (line, lead.index("\t")), "tab", "a tab stands in the indentation",
                "indent with spaces, two a level: YAML takes no tabs there",
            )  # fmt: skip
        if row[column : column + 1] == "\t":
            return self.trouble(
                self.at, "tab", "a tab stands before the value", "write a space in its place"
            )
        return None

    def quoted(self) -> Trouble | None:
        line, column = self.at
        if "quoted scalar" in self.context:
            if "escape" in self.problem:
                return self.trouble(
                    self.at, "escape",
                    "a backslash in double quotes begins an escape, and this is none",
                    "put the text in single quotes, or write the backslash twice",
                )  # fmt: skip
            return self.trouble(
                self.opened, "quote", "the quote that opens here is never closed",
                "close it with the same quote mark at the end of the text",
            )  # fmt: skip
        before = self.row(line)[:column].rstrip()
        if (
            "did not find expected" in self.problem
            and before[-1:] in ("'", '"')
            and (self.row(line)[column : column + 1] not in ("", ":", "#"))
        ):
            return self.after_quote(line, column, before[-1])
        return None

    def after_quote(self, line: int, column: int, mark: str) -> Trouble:
        row = self.row(line)
        if row[:column].count(mark) % 2:
            for number in range(line - 1, -1, -1):
                if self.row(number).count(mark) % 2:
                    begun = self.row(number).rindex(mark)
                    return self.trouble(
                        (number, begun), "quote",
                        f"the quote that opens here closes only on line {line + 1}, where "
                        "another text begins",
                        "close it at the end of the text",
                    )  # fmt: skip
        opening = re.match(r"\s*(?:-\s+)*(?:[^:'\"]*:\s+)?(?:\{[^'\"]*?:\s+)?", row)
        start = opening.end() if opening else 0
        whole = row[start:].rstrip() if row[start : start + 1] == mark else ""
        if mark == "'":
            hint = "write an apostrophe in single quotes twice, or use double quotes round the text"
            if whole and '"' not in whole and "{" not in row[:start] and whole.count("'") > 1:
                inner = whole.strip("'").replace("''", "'")
                hint = f'{hint}: "{inner}"'
        elif whole and "'" not in whole and "{" not in row[:start]:
            hint = f"put single quotes round the whole text: '{whole}'"
        else:
            hint = "put single quotes round the whole text, or a backslash before each inner quote"
        return self.trouble(
            (line, column), "quote", "the text goes on after its closing quote", hint
        )

    def starter(self) -> Trouble | None:
        line, column = self.at
        row = self.row(line)
        if "cannot start any token" in self.problem:
            said = _STARTERS.get(row[column : column + 1], "a text cannot begin like this")
            return self.trouble(self.at, "quoting", f"{said} in YAML", QUOTE)
        if "directive" in self.context or "directive" in self.problem:
            return self.trouble(
                (line, 0), "quoting", "a line that begins with % is an instruction to YAML",
                "take the line out, or put the text in quotes",
            )  # fmt: skip
        if "alias" in self.context:
            return self.trouble(self.opened, "quoting", "a text cannot begin with * in YAML", QUOTE)
        if "anchor" in self.context:
            return self.trouble(self.opened, "quoting", "a text cannot begin with & in YAML", QUOTE)
        if "tag" in self.context or "tag handle" in self.problem:
            place = self.opened if "tag" in self.context else self.at
            return self.trouble(place, "quoting", "a text cannot begin with ! in YAML", QUOTE)
        if "block scalar" in self.context:
            sign = self.row(self.opened[0])[self.opened[1] : self.opened[1] + 1] or "|"
            return self.trouble(
                self.opened, "quoting", f"after {sign} the text begins on the next line",
                f"move the text to the next line and indent it, or put it in quotes if the {sign} "
                "belongs to it",
            )  # fmt: skip
        if "mapping keys are not allowed" in self.problem:
            return self.trouble(self.at, "quoting", "a text cannot begin with ? in YAML", QUOTE)
        if "expected node content" in self.problem:
            sign = row[column : column + 1]
            return self.trouble(
                self.at, "quoting", f"a text cannot begin with {sign or 'this'} in YAML", QUOTE
            )
        return None

    def flow(self) -> Trouble | None:
        if "flow sequence" not in self.context and "flow mapping" not in self.context:
            return None
        sign, close, what = ("[", "]", "list") if "sequence" in self.context else (
            "{", "}", "mapping",
        )  # fmt: skip
        if self.at[0] == self.opened[0]:
            return self.trouble(
                self.at, "bracket", f"a comma or {close} is missing before this",
                "put a comma between the parts, and in quotes any text that holds a comma, a "
                "colon or a bracket",
            )  # fmt: skip
        return self.trouble(
            self.opened, "bracket", f"the {what} that {sign} opens here is not closed",
            f"write {close} at its end, and in quotes any text that holds a comma, a colon or a "
            "bracket",
        )  # fmt: skip

    def simple_key(self) -> Trouble | None:
        if "could not find expected ':'" not in self.problem:
            return None
        return self.no_colon(self.opened[0])

    def no_colon(self, line: int) -> Trouble:
        row = self.row(line)
        start = len(row) - len(row.lstrip())
        word = re.match(r"\s*(?:-\s+)*([\w-]+):(\S.*)", row)
        if word:
            return self.trouble(
                (line, word.start(2)), "colon", f"a space is missing after `{word[1]}:`",
                f"write `{word[1]}: {short(word[2].strip())}`",
            )  # fmt: skip
        return self.trouble(
            (line, start), "colon", "this line is neither `key: value` nor part of the text above",
            "write a key, a colon, a space and the value; or indent the line to go on with the "
            "text above",
        )  # fmt: skip

    def value_here(self) -> Trouble | None:
        line, column = self.at
        row = self.row(line)
        if "block sequence entries are not allowed" in self.problem:
            if re.search(r":\s+$", row[:column]):
                return self.trouble(
                    self.at, "list", "a list cannot begin on the line of its key",
                    "put each `- …` on a line of its own below the key; put a text that "
                    "begins with a dash in quotes",
                )  # fmt: skip
            return self.indentation(line)
        if "mapping values are not allowed" not in self.problem:
            return None
        key = _KEY.match(row)
        if key and key.end() - 1 < column:
            value = row[key.end() :].strip()
            hint = QUOTE
            if value and '"' not in value and "{" not in value and "[" not in value:
                hint = f'{QUOTE}: {key["key"]}: "{short(value, 60)}"'
            return self.trouble(
                self.at, "colon", "a second colon followed by a space stands in this line", hint
            )
        above = self.above(line)
        glued = re.match(r"\s*(?:-\s+)*([A-Za-z_]+):(\S.*)", self.row(above))
        if glued and not _KEY.match(self.row(above)):
            return self.no_colon(above)
        if row.lstrip().startswith("-") and not row.lstrip().startswith("- "):
            return self.dash(line)
        return self.indentation(line)

    def above(self, line: int) -> int:
        """The nearest line above that says something."""
        for number in range(line - 1, -1, -1):
            row = self.row(number).strip()
            if row and not row.startswith("#"):
                return number
        return line

    def dash(self, line: int) -> Trouble:
        row = self.row(line)
        start = len(row) - len(row.lstrip())
        return self.trouble(
            (line, start), "dash", "a space is missing after the dash",
            f"write `- {short(row.strip()[1:].strip())}`",
        )  # fmt: skip

    def indentation(self, line: int) -> Trouble:
        row = self.row(line)
        start = len(row) - len(row.lstrip())
        return self.trouble(
            (line, start), "indentation",
            f"this line is indented by {start}, which fits nothing above it",
            "give it the indentation of the lines that it belongs with",
        )  # fmt: skip

    def structure(self) -> Trouble | None:
        if "did not find expected" not in self.problem:
            return None
        line, column = self.at
        row = self.row(line)
        lead = row.lstrip()
        if "document start" in self.problem:
            return self.trouble(
                self.at, "syntax", "the story ended above, and more follows here",
                "take out the line `...`, or this one",
            )  # fmt: skip
        if row[column : column + 1] in ("]", "}"):
            return self.trouble(
                self.at, "bracket", f"a {row[column]} stands here that nothing opened",
                "take it out, or put the text in quotes",
            )  # fmt: skip
        if column > len(row) - len(lead):
            return None
        if lead.startswith("-") and len(lead) > 1 and lead[1] not in " -":
            return self.dash(line)
        level = len(row) - len(lead)
        if "block collection" in self.context and level == self.opened[1]:
            return self.trouble(
                (line, level), "list", "a list stands here, and this line is no part of one",
                "begin it with a dash and a space, or indent it to belong to the entry above",
            )  # fmt: skip
        if lead.startswith("- ") and level == self.opened[1]:
            return self.trouble(
                (line, level), "list", "a list begins here where a key is wanted",
                "write the key of the list on a line of its own above it",
            )  # fmt: skip
        return self.indentation(line)
