"""Exceptions become exit statuses and sentences, in this one place."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from storyboard.errors import (
    EXIT_DONE,
    EXIT_FAULT,
    EXIT_INTERRUPTED,
    EXIT_STORY,
    FileError,
    Interrupted,
    StoryboardError,
    StoryError,
)

if TYPE_CHECKING:
    import typer

RESUME = "interrupted: nothing is lost; the same command goes on where this one stopped"


def run(app: typer.Typer) -> int:
    """Runs the application; the exit status."""
    import typer

    try:
        status = app(standalone_mode=False)
    except StoryError as e:
        say("\n\n".join(str(d) for d in e.diagnostics))
        errors = sum(d.severity == "error" for d in e.diagnostics)
        say(f"\n{errors} error{'s' if errors != 1 else ''}; nothing was drawn")
        return e.exit_status
    except Interrupted:
        say(RESUME)
        return EXIT_INTERRUPTED
    except StoryboardError as e:
        say(f"error: {e}")
        return e.exit_status
    except typer.TyperException as e:
        show = getattr(e, "show", None)
        if show:
            show(sys.stderr)
        else:
            say(f"error: {e}")
        return EXIT_STORY
    except (KeyboardInterrupt, typer.Abort):
        say(RESUME)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`| head`): point the stream at nothing so that the
        # interpreter's last flush is silent too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    except OSError as e:
        say(f"error: {FileError(_os(e))}")
        return EXIT_FAULT
    except Exception as e:
        return _fault(e)
    if status == EXIT_INTERRUPTED:
        say(RESUME)
    return status if isinstance(status, int) else EXIT_DONE


def _os(e: OSError) -> str:
    where = f"{e.filename}: " if e.filename else ""
    return f"{where}{(e.strerror or str(e)).lower()}; check the path, its permissions and the disk"


def _fault(e: Exception) -> int:
    """A fault of ours: what happened and where it was, for a report."""
    import traceback

    from storyboard.version import version

    if os.environ.get("STORYBOARD_TRACEBACK"):
        traceback.print_exception(e)
    frame = traceback.extract_tb(e.__traceback__)[-1]
    say(
        f"error: a fault of storyboard itself: {type(e).__name__}: {e}\n"
        f"  at {os.path.basename(frame.filename)}:{frame.lineno} in {frame.name}, "  # noqa: PTH119
        f"version {version()}\n"
        "Please report it with the story and this message (STORYBOARD_TRACEBACK=1 shows more). "
        "Pictures that were drawn are kept."
    )
    return EXIT_FAULT


def say(text: str) -> None:
    """One message to a person."""
    print(text, file=sys.stderr)  # noqa: T201
