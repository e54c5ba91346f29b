"""Scripts read as they are found in the wild, and stories written back as scripts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storyboard import pipeline
from storyboard.errors import FileError, UsageError
from storyboard.exchange.cues import number_of
from storyboard.exchange.importing import import_script, imported
from storyboard.exchange.writing import comic_script, fountain_script
from storyboard.story.model import Panel, Story
from storyboard.story.panels import cast_of, panels_of

ROOT = Path(__file__).parent.parent

COMIC = """THE LAST BOAT
Script by Anna Ø
Draft 3, 12 May

CHARACTERS
MARA: thirty, short silver hair, yellow raincoat

PAGE ONE (FOUR PANELS)

Panel 1 (WIDE): Night. A neon sign reads "LAST BOAT 23:40".
It hums.

CAPTION: Harbour, 23:39.
MARA: Wait!
1. OLD MAN (WHISPER): Every night
    the same.

PANEL TWO
Mara runs: her coat flies.

MARA (SHOUTING, OFF): I said *WAIT!*
SFX: HOOONK

**Panel 3.** Close on Mara.
NO COPY

Panel 4 – The boat leaves.
MARA (CONT'D): It's 23:40.
CAPTION (MARA, V.O.): No.
MARA (singing): La la.
NOTE TO ARTIST: keep it dark.
DURATION: 3 s

PAGES 2-3 (DOUBLE PAGE SPREAD)

The whole harbour, from above.

CAP: THE END?

# Page 4
This page is fast.

Panel 1
OLD MAN/RADIO: Come in.
Narrator: Later...

END
"""

FOUNTAIN = """Title:
    _**Big Fish**_
Credit: written by
Author: John August
Draft date: 2002

FADE IN:

INT. CAFÉ - NIGHT #12#

A small café. **Rain** on the glass.

MARA
(whispering)
I *told* you.

OLD MAN (CONT'D)
Yes.

They look at each other.

= She decides here.

MARA (V.O.)
It was the last time.

CUT TO:

.BINOCULARS A

@McCLANE (on radio)
Yippee.

> THE END <

/* cut this
scene */
[[a note]]
"""


@pytest.fixture
def story(tmp_path: Path):  # type: ignore[no-untyped-def]
    def load(text: str) -> Story:
        file = tmp_path / "story.yaml"
        file.write_text(text, encoding="utf-8")
        return pipeline.load(file).story

    return load


def shown(panel: Panel) -> list[tuple[str, str, str]]:
    lines = [(line.speaker, line.kind or "speech", line.text) for line in panel.dialogue]
    captions = [("caption", c.kind, c.text) for c in panel.caption]
    return captions + lines + [("sfx", "", e.text) for e in panel.sfx]


def test_a_comic_script_becomes_a_story(story) -> None:  # type: ignore[no-untyped-def]
    made = imported(COMIC)
    assert (made.pages, made.panels, made.characters) == (3, 6, 2)
    found = story(made.text)
    assert (found.title, found.author) == ("THE LAST BOAT", "Anna Ø")
    assert found.characters["mara"].description == "thirty, short silver hair, yellow raincoat"
    assert found.characters["old_man"].name == "Old Man"
    assert [page.spread for page in found.pages] == [False, True, False]
    one, two, three, four = found.pages[0].panels
    assert one.shot == "wide"
    assert one.prompt == 'Night. A neon sign reads "LAST BOAT 23:40". It hums.'
    assert shown(one) == [
        ("caption", "place", "Harbour, 23:39."),
        ("mara", "speech", "Wait!"),
        ("old_man", "whisper", "Every night the same."),
    ]
    assert two.prompt == "Mara runs: her coat flies."
    assert shown(two) == [("mara", "shout", "I said *WAIT!*"), ("sfx", "", "HOOONK")]
    assert [line.tail for line in two.dialogue] == ["right"]
    assert (three.shot, three.prompt, shown(three)) == ("close-up", "Mara.", [])
    assert shown(four) == [
        ("caption", "spoken", "No."),
        ("mara", "speech", "It's 23:40."),
        ("mara", "speech", "La la."),
    ]
    assert four.caption[0].at == "bottom"
    assert (four.notes, four.duration) == ("keep it dark.", 3.0)
    assert shown(found.pages[1].panels[0]) == [("caption", "place", "THE END?")]
    assert shown(found.pages[2].panels[0]) == [
        ("caption", "place", "Later..."),
        ("old_man", "radio", "Come in."),
    ]


def test_what_has_no_place_is_kept_as_comments_with_its_line() -> None:
    made = imported(COMIC)
    assert made.left == ((3, "Draft 3, 12 May"), (41, "This page is fast."), (47, "END"))
    rows = made.text.splitlines()
    assert "# script, line 3: Draft 3, 12 May" in rows
    assert rows[-1] == "# script, line 47: END"
    assert "          # (singing)" in rows
    made = imported(FOUNTAIN, fountain=True)
    assert [line for line, _ in made.left] == [5, 7, 9, 22, 36, 37]


def test_fountain_becomes_a_story(story) -> None:  # type: ignore[no-untyped-def]
    made = imported(FOUNTAIN, fountain=True)
    assert (made.pages, made.panels, made.characters) == (0, 3, 3)
    found = story(made.text)
    assert (found.title, found.author) == ("Big Fish", "John August")
    one, two, three = found.panels
    assert one.prompt == "Interior: café, night. A small café. Rain on the glass."
    assert [panel.scene for panel in found.panels] == [True, False, True]
    assert shown(one) == [("mara", "whisper", "I *told* you."), ("old_man", "speech", "Yes.")]
    assert two.prompt == "Interior: café, night. They look at each other."
    assert shown(two) == [("caption", "spoken", "It was the last time.")]
    assert two.notes == "Cut to"
    assert found.characters["mcclane"].name == "McCLANE"
    assert shown(three) == [("caption", "place", "THE END"), ("mcclane", "radio", "Yippee.")]
    assert three.notes == "a note"


TITLE_PAGE = """series: Night Ferries
number: 1½
summary: >-
  A harbour office keeps what nobody comes back for, and a boy whom nobody has lost; then it
  rains for ninety days.
credits: {artist: [R. Lind, B. Okafor], letterer: A. Writer, publisher: Slow Boat}
"""


@pytest.mark.parametrize("name", ["ninety-days", "notice-period", "great-expectations"])
def test_a_story_written_as_a_script_is_read_back(name: str, story) -> None:  # type: ignore[no-untyped-def]
    written = (ROOT / "stories" / f"{name}.yaml").read_text("utf-8")
    # The story's own summary gives way: one of the title page's is as long as they come.
    own = story(TITLE_PAGE + re.sub(r"(?m)^summary:.*\n(?:  .*\n)*", "", written))
    for text, fountain in ((comic_script(own), False), (fountain_script(own), True)):
        again = story(imported(text, fountain=fountain).text)
        assert again.title.casefold() == own.title.casefold()
        for key in ("author", "series", "number", "summary", "credits"):
            assert getattr(again, key) == getattr(own, key)
        if not fountain:
            looks = [c.description for c in own.characters.values()]
            assert [c.description or "-" for c in again.characters.values()] == [
                " ".join(look.split()) or "-" for look in looks
            ]
        assert [len(p.panels) for p in again.pages] == [len(p.panels) for p in own.pages]
        pairs = list(zip(panels_of(own), panels_of(again), strict=True))
        for (_, a), (_, b) in pairs:
            assert " ".join(b.prompt.split()) == " ".join(a.prompt.split())
            assert (b.shot, b.notes, b.duration) == (a.shot, a.notes, a.duration)
            assert spoken(again, b, own) == spoken(own, a, own)


def test_blank_and_double_pages_are_read_back(story) -> None:  # type: ignore[no-untyped-def]
    own = story(
        "title: T\npages:\n- panels: []\n- {spread: true, panels: [prompt: a, prompt: b]}\n"
        "- {panels: [prompt: c]}\n- panels: []\n"
    )
    for text, fountain in ((comic_script(own), False), (fountain_script(own), True)):
        made = imported(text, fountain=fountain)
        again = story(made.text)
        assert [len(page.panels) for page in again.pages] == [0, 2, 1, 0]
        assert [page.spread for page in again.pages] == [False, True, False, False]
        assert made.left == ()
    # A page of which nothing is told, and not that it is blank, is none.
    assert "[]" not in imported("PAGE 1\n\nPanel 1\nThe sea.\n\nPAGE 2\n").text


def spoken(of: Story, panel: Panel, like: Story) -> list[tuple[str, str, str]]:
    """What is lettered in a panel, by the speakers' full names, with the voices of `like`."""
    voices = {(c.name or key).casefold(): c.voice.balloon for key, c in like.characters.items()}
    names = {key: (c.name or key).casefold() for key, c in of.characters.items()}
    out = [("caption", c.kind, " ".join(c.text.split())) for c in panel.caption]
    for row in panel.dialogue:
        name = names[row.speaker]
        out.append((name, row.kind or voices[name], " ".join(row.text.split())))
    return out + [("sfx", "", " ".join(e.text.split())) for e in panel.sfx]


@pytest.mark.parametrize(
    "opening",
    [
        "PAGE 1\nPanel 1",
        "Page One\nPANEL ONE:",
        "**PAGE 1**\n**Panel 1**",
        "# Page 1\n## Panel 1",
        "PAGE 1 - FIVE PANELS\nPanel 1.",
        "PG. 1\nPnl 1",
        "Page 1:\nPanel 1 -",
        "[PAGE 1]\n[PANEL 1]",
        "PAGE TWENTY-TWO (SPLASH)\nPanel 1",
        "PAGE 1 (5 PANELS)\n\nPicture 1:",
        "PAGE #1\nPanel #1",
    ],
)
def test_pages_and_panels_are_opened_in_many_ways(opening: str, story) -> None:  # type: ignore[no-untyped-def]
    made = imported(f"{opening}\nA pier.\n\nMARA: Wait!\n", "boat")
    found = story(made.text)
    assert (made.pages, made.panels) == (1, 1)
    assert found.title == "Boat"
    assert shown(found.pages[0].panels[0]) == [("mara", "speech", "Wait!")]


def test_numbers_are_digits_or_words() -> None:
    words = ["7", "Seven", "nineteen", "TWENTY-TWO", "thirty", "and", "twenty twelve"]
    assert [number_of(w) for w in words] == [7, 7, 19, 22, 30, None, None]


def test_what_is_no_script_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot read the script"):
        import_script(tmp_path / "none.txt")
    file = tmp_path / "a.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\0\0")
    with pytest.raises(UsageError, match="is no plain text: save the script as UTF-8"):
        import_script(file)
    file.write_text(" \n")
    with pytest.raises(UsageError, match="there is no panel in a: write `PAGE 1`"):
        import_script(file)
    file.write_bytes(b"PAGE 1\r\nPanel 1\r\nMARA: It\x92s caf\xe9 time.\r\n")
    assert "It’s café time." in import_script(file).text
    file.write_text("PAGE 1\nPanel 1\nMARA: Hé.\n", encoding="utf-16")
    assert "Hé." in import_script(file).text


_ROWS = st.sampled_from(
    [*COMIC.splitlines(), *FOUNTAIN.splitlines(), "NO: no", "ON (ECHO): 23:40", "Panel 3: [x]",
     "1: 2", "MARA:", "- {a: b}", "@", "~la", "YES:", "🎈: 🎈", "# Page 2", "{{", "終電: 待って"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(_ROWS, st.text(max_size=30)), max_size=25), st.booleans())
def test_any_text_is_a_story_that_loads_or_no_script(
    tmp_path: Path, rows: list[str], fountain: bool
) -> None:
    try:
        made = imported("\n".join(rows), fountain=fountain)
    except UsageError:
        return
    file = tmp_path / "story.yaml"
    file.write_text(made.text, encoding="utf-8")
    found = pipeline.load(file).story
    assert len(panels_of(found)) == made.panels


# Of each script in `data/scripts`, written as scripts are found: its panels by page.
WILD = {
    "marvelish.txt": [5, 1],
    "numbers.txt": [3, 2],
    "markdown.md": [3, 1],
    "tabs.txt": [3],
    "dual.fountain": [5],
    "smart.txt": [4, 1],
    "loose.txt": [4, 2],
    "double.txt": [3, 1],
    "nocolon.txt": [3, 1],
    "tv.txt": [4],
}
# Words that only say what a line is, or that became a number, a role, a kind of balloon or the
# side that its tail points to.
STRUCTURE = set(
    """page pages pg panel panels cap caption sfx fx narr note cast title author written art by
    letters issue description dialogue link one two three four five double silent int ext sound
    effect artist to internal burst small thinks whispers quietly shouting on phone into from
    electronic walkie talkie balloon splash cont d o s p off""".split()  # noqa: SIM905
)


@pytest.mark.parametrize("name", WILD)
def test_a_script_as_it_is_found_loses_no_word(name: str, story, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = ROOT / "tests" / "data" / "scripts" / name
    text = file.read_text("utf-8")
    made = import_script(file)
    found = story(made.text)
    pages = [len(page.panels) for page in found.pages] or [len(found.panels)]
    assert pages == WILD[name]
    told = re.sub(r"No dialogue\.", "", text)
    given, kept = (Counter(re.findall(r"[^\W\d_]+", t.casefold())) for t in (told, made.text))
    lost = {word for word in given if kept[word] < given[word]}
    assert lost - STRUCTURE == set()
    windows = tmp_path / name
    windows.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8"))
    assert import_script(windows) == made


def test_who_speaks_is_found_however_it_is_written(story) -> None:  # type: ignore[no-untyped-def]
    def of(name: str) -> Story:
        text = import_script(ROOT / "tests" / "data" / "scripts" / name).text
        return story(text)  # type: ignore[no-any-return]

    tabs = of("tabs.txt").pages[0].panels
    assert shown(tabs[1]) == [
        ("stranger", "speech", "It's a little late."),
        ("librarian", "speech", "How late?"),
    ]
    assert shown(tabs[2]) == [
        ("caption", "place", "A hundred and twelve years."),
        ("sfx", "", "THUD"),
    ]
    smart = of("smart.txt").pages[0].panels
    assert [who for who, *_ in shown(smart[0])] == ["mum", "dad", "mum"]
    assert smart[1].prompt == "Close on the clock"
    loose = of("loose.txt").pages[0].panels
    assert shown(loose[1]) == [("d1", "thought", "He won't.")]
    title = of("marvelish.txt")
    assert (title.title, title.number) == ("THE LANTERN KEEPERS", "3")
    assert title.credits.people() == {"artist": ("Tomas Bright",), "letterer": ("June Okoro",)}
    assert shown(title.pages[0].panels[2]) == [("edna", "whisper", "Should be forty-three.")]
    double = of("double.txt")
    assert double.characters["vera"].description == "50, foreman. Never smiles."
    assert shown(double.pages[0].panels[2])[2] == ("vera", "radio", "Base, base.")
    assert of("nocolon.txt").pages[0].panels[2].shot == "wide, aerial"


def test_a_cast_may_be_indented_and_wrapped(story) -> None:  # type: ignore[no-untyped-def]
    cast_ = "CAST\n  ADA: thirty, hair:\n    grey - short\n  Bo - red cap\n"
    cast = story(imported(f"T\n\n{cast_}\nPage 1\nPanel 1\nRain.\n").text).characters
    assert {k: c.description for k, c in cast.items()} == {
        "ada": "thirty, hair: grey - short",
        "bo": "red cap",
    }


LABELS = """TIN MOON #3
"The Salt Road"
Written by A. Writer

PAGE 1

PANEL 1: WIDE. A salt desert. A radio stands on a stone.

LOCATION CAPTION: Nevada, 1962.

JUNE (O.P.): Over here!

OTTO: **Now** what?

ELECTRONIC VOICE: Warning.

RADIO (BURST): Turn back!

SFX: (none)

PANEL 2: EXT. ROAD - NIGHT. Close on Otto.

BALLOON 1 - JUNE: What?

JUNE/OTTO: Run!

THOUGHT/JUNE: Hm.

June & Otto: Faster!

SFX: N/A
CAPTION: -

Page 1, Panel 3
They run. No dialogue.

JUNE (V.O.): I ran.

Page 2, Panel 1
Inset. A shoe.

OTTO: Mine.

JUNE (V.O.): His.

NARRATOR'S GHOST (V.O.): Theirs.
"""


def test_labels_devices_and_voices_are_nobody_in_the_picture(story) -> None:  # type: ignore[no-untyped-def]
    made = imported(LABELS)
    found = story(made.text)
    assert (found.series, found.title, found.number) == ("TIN MOON", "The Salt Road", "3")
    names = {key: c.name for key, c in found.characters.items()}
    assert names == {
        "june": "June", "otto": "Otto", "electronic_voice": "electronic voice",
        "radio_voice": "radio voice",
    }  # fmt: skip
    one, two, three, four = (panel for _, panel in panels_of(found))
    assert (one.shot, one.prompt) == ("wide", "A salt desert. A radio stands on a stone.")
    assert shown(one) == [
        ("caption", "place", "Nevada, 1962."),
        ("june", "speech", "Over here!"),
        ("otto", "speech", "*Now* what?"),
        ("electronic_voice", "radio", "Warning."),
        ("radio_voice", "radio", "Turn back!"),
    ]
    assert [line.tail for line in one.dialogue] == ["left", None, "right", "right"]
    assert cast_of(found, one) == ("otto",)
    assert (two.shot, two.prompt) == ("close-up", "EXT. ROAD - NIGHT. Otto.")
    assert shown(two) == [
        ("june", "speech", "What?"),
        ("june", "speech", "Run!"),
        ("june", "thought", "Hm."),
        ("june", "speech", "Faster!"),
    ]
    assert made.text.count("# (with OTTO)") + made.text.count("# (with Otto)") == 2
    assert "# (shout)" in made.text
    assert (three.prompt, shown(three)) == ("They run.", [("caption", "spoken", "I ran.")])
    assert "# (JUNE (V.O.))" in made.text
    assert (four.shot, four.prompt) == ("inset", "A shoe.")
    assert shown(four) == [
        ("caption", "spoken", "Theirs."), ("otto", "speech", "Mine."), ("june", "speech", "His."),
    ]  # fmt: skip
    assert (four.caption[0].at, four.dialogue[1].tail) == ("bottom", "right")
    assert [len(page.panels) for page in found.pages] == [3, 1]
    assert made.left == ()


FILM = """title: Lock
characters:
  nora: {name: Nora, description: "woman of forty-five, orange parka"}
  tom: {name: Tom, description: man of sixty}
  dog: {name: Rex, description: small brown dog}
panels:
  - {id: "1", scene: true, shot: wide, prompt: "A canal towpath at night, a lock gate."}
  - id: "2A"
    prompt: Nora shouts.
    dialogue:
      - nora: {text: Astern!, as: shout}
      - tom: {text: Nobody is aboard., tail: right}
      - tom: {text: Over., as: radio, tail: left}
  - {id: "2B", scene: true, prompt: "Interior: cottage kitchen, dawn. A kettle."}
  - {id: "3", scene: true, prompt: Nothing but white., caption: "Later, *much* later."}
"""


def test_shot_numbers_scenes_and_the_cast_come_back_from_a_script(story) -> None:  # type: ignore[no-untyped-def]
    own = story(FILM)
    text = fountain_script(own)
    assert re.findall(r"(?m)^(?:INT|EXT|\.).*$", text) == [
        "EXT. CANAL TOWPATH - NIGHT",
        "INT. COTTAGE KITCHEN - DAWN",
        ".LATER, MUCH LATER",
    ]
    assert "@TOM (O.S.)" in text
    for script, fountain in ((text, True), (comic_script(own), False)):
        assert re.findall(r"Panel (\w+)", script) == ["1", "2A", "2B", "3"]
        made = imported(script, fountain=fountain)
        again = story(made.text)
        assert made.left == ()
        assert [panel.id for panel in again.panels] == ["1", "2A", "2B", "3"]
        looks = [(c.name, c.description) for c in own.characters.values()]
        assert [(c.name, c.description) for c in again.characters.values()] == looks
        for (_, a), (_, b) in zip(panels_of(own), panels_of(again), strict=True):
            assert (b.prompt, b.shot, b.caption) == (a.prompt, a.shot, a.caption)
            assert spoken(again, b, own) == spoken(own, a, own)
            assert [bool(x.tail) for x in b.dialogue] == [bool(x.tail) for x in a.dialogue]
        if fountain:
            assert [panel.scene for panel in again.panels] == [p.scene for p in own.panels]


def test_a_voice_over_keeps_its_place_and_its_speaker(story) -> None:  # type: ignore[no-untyped-def]
    text = (
        "INT. HUT - NIGHT\n\nRain.\n\nNORA\nHe's dead.\n\nTOM (V.O.)\nI lied.\n\nNORA\nTom?\n\n"
        "TOM (O.S.)\nHere.\n\nThe sea.\n\nTOM (V.O.)\nIt rained.\n\nNARRATOR (V.O.)\nFor days.\n"
    )
    made = imported(text, fountain=True)
    panels = [panel for _, panel in panels_of(story(made.text))]
    assert [(x.speaker, x.text, x.tail) for p in panels for x in p.dialogue] == [
        ("nora", "He's dead.", None),
        ("tom", "I lied.", "right"),
        ("nora", "Tom?", None),
        ("tom", "Here.", "right"),
    ]
    captions = [c for p in panels for c in p.caption]
    assert [(c.kind, c.text) for c in captions] == [
        ("spoken", "It rained."),
        ("spoken", "For days."),
    ]
    assert "# (TOM (V.O.))" in made.text


def printed(story: Story, folder: Path) -> list[str]:
    """The text of every sheet of a printed script."""
    import pypdfium2 as pdfium

    from storyboard.pipeline.handing import print_script

    target = folder / "Titel: über, alles.pdf"
    print_script(story, target)
    first = target.read_bytes()
    print_script(story, target)
    assert target.read_bytes() == first
    document = pdfium.PdfDocument(first)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_a_script_is_printed_with_a_sheet_for_every_page(tmp_path: Path) -> None:
    story = pipeline.load(Path(__file__).parent.parent / "stories/ninety-days.yaml").story
    sheets = printed(story, tmp_path)
    assert "Ninety Days" in sheets[0]
    assert "CHARACTERS" in sheets[0]
    heads = [sheet.splitlines()[0] for sheet in sheets[1:]]
    assert heads == [f"PAGE {n} ({len(p.panels)} panel{'s' * (len(p.panels) > 1)})"
                     for n, p in enumerate(story.pages, 1)]  # fmt: skip
    # Every word of the script in text is on the sheets, in the same order page by page.
    script = re.split(r"(?m)^(?=PAGE \d)", comic_script(story))[1:]
    for text, sheet in zip(script, sheets[1:], strict=True):

        def words(said: str) -> Counter[str]:
            return Counter(re.findall(r"\w+", said.replace("*", "").lower()))

        missing = words(text) - words(sheet)
        assert set(missing) <= {"shot"}


def test_a_long_script_page_goes_on_under_its_name(tmp_path: Path) -> None:
    panels = [
        Panel(prompt=f"Panel {n} shows a long pier. " * 12, notes=f"note {n}") for n in range(20)
    ]
    story = Story.model_validate(
        {
            "title": "A: B/C",
            "pages": [{"panels": [p.model_dump(exclude_unset=True) for p in panels]}],
        }
    )
    sheets = printed(story, tmp_path)
    assert len(sheets) > 3
    assert sheets[1].startswith("PAGE 1 (20 panels)")
    assert all(sheet.startswith("PAGE 1, continued") for sheet in sheets[2:])
    whole = " ".join(" ".join(sheets).split())
    assert [whole.count(f"note {n} ") for n in range(20)] == [1] * 20
    # A panel's name never stands alone at a sheet's foot.
    for sheet in sheets:
        body = sheet.splitlines()[:-1]
        assert not re.fullmatch(r"Panel \d+", body[-1].strip())
