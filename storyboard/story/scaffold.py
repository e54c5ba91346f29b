"""What a new story starts from: a small one that renders as it stands and teaches the format."""

from __future__ import annotations

import json
from collections.abc import Collection

from storyboard.story.schema import FILE_NAME, schema

_STORY = f"""\
# yaml-language-server: $schema={FILE_NAME}
#
# A story is a comic script. Change anything, then run:
#   storyboard check story.yaml      what is wrong, and what to do about it
#   storyboard render story.yaml     the comic, as out/story.pdf
"""

_BODY = """\
title: The Last Slice
author: You
page: us-comic                # or digest, manga-b5, a4, a5, letter, square, webtoon, …

style:
  # These words go into every picture.
  look: clear-line European comic, flat colours, heavy blacks

generator:
  backend: sketch             # draws offline and for free
  seed: 7                     # the same seed draws the same pictures
  # To have the panels drawn by a paid model instead, put a portrait of each character
  # beside this file, name it as their `reference`, set MODELRUNNER_KEY, and write:
  # backend: modelrunner
  # speed: turbo              # turbo, balanced or quality
  # max_cost: 1.00            # dollars; a run stops before it would pass them

characters:
  # Each by a short name, which the panels use. Words describe; a picture describes better.
  mara:
    name: Mara Voss
    description: woman of thirty, short silver hair, yellow raincoat
    # reference: mara.png     # one picture of her: JPEG, PNG or WebP
  otto:
    name: Otto
    description: stout man of sixty, bald, white beard, white apron
    # reference: otto.png

pages:
  # A layout is a list of tiers, each a list of relative widths: here one panel, two, two.
  # Leave it out to have the page planned; write `panels:` without `pages:` to have all planned.
  - layout: [[1], [1, 1], [2, 3]]
    panels:
      - id: rain              # a name of its own; else it is called p1.1
        shot: wide
        # What is seen. Words in double quotes are drawn inside the picture.
        prompt: Mara runs along a street at night in the rain; a neon sign reads "CAKE"
        caption: Tuesday, 23:58.
        dialogue:
          - mara: {text: Two minutes., as: thought}
        sfx: SPLASH

      - id: door
        shot: full
        prompt: Mara comes into a cafe at night and shouts, reaching for the counter
        characters: [mara]    # who is in the picture, the lead first
        dialogue:             # balloons in reading order
          - mara: {text: One slice of lemon cake!, as: shout}

      - id: plate
        shot: medium long
        prompt: In the cafe at night Otto looks sad and holds an empty plate
        characters: [otto]
        dialogue:
          - otto: Gone. A stranger took the last one.
          - otto: A tall man. In a hurry.

      - id: crumbs
        shot: close-up
        prompt: Mara smirks, in the cafe at night
        characters: [mara]
        dialogue:
          # Kinds of balloon: speech, thought, shout, whisper, radio.
          - mara: {text: "Otto, there is icing in your beard.", as: whisper}

      - id: caught
        shot: medium
        prompt: Mara points at Otto, who recoils in surprise, in the cafe at night
        characters: [otto, mara]
        dialogue:
          - otto: {text: So close., as: thought}
        caption: {text: "Wednesday, 00:01. Case closed.", at: bottom}
"""


def scaffold(formats: Collection[str] = (), layouts: Collection[str] = ()) -> dict[str, str]:
    """The files of a new story by name: the story and the schema that editors check it with.

    The schema offers the names of page formats and page templates where they are given.
    """
    return {
        "story.yaml": _STORY + _BODY,
        FILE_NAME: json.dumps(schema(formats, layouts), indent=1, ensure_ascii=False) + "\n",
    }
