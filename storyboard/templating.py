"""The one home of Jinja2.

`fill` runs templates of anybody's: in a sandbox, without files, and bounded. `Pages` fills
those that ship with the program, from a folder, into HTML with everything escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from storyboard.errors import UsageError

MAX_SOURCE = 64_000
MAX_OUTPUT = 64_000
"""Characters."""


def fill(source: str, name: str, values: Mapping[str, Any]) -> str:
    """The template `source` filled with `values`.

    Undefined names are errors, not silence. Raises `UsageError` naming the template and,
    where Jinja2 knows it, the line.
    """
    from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError

    if len(source) > MAX_SOURCE:
        raise UsageError(f"{name}: the template is longer than {MAX_SOURCE} characters")
    try:
        parts: list[str] = []
        size = 0
        for piece in _compiled(source).generate(**values):
            size += len(piece)
            if size > MAX_OUTPUT:
                raise UsageError(f"{name}: the template makes more than {MAX_OUTPUT} characters")
            parts.append(piece)
    except TemplateSyntaxError as e:
        raise UsageError(f"{name}:{e.lineno}: the template cannot be read: {e.message}") from e
    except SecurityError as e:
        raise UsageError(f"{name}: the template asks for what the sandbox forbids: {e}") from e
    except TemplateError as e:
        raise UsageError(f"{name}: the template fails: {e}") from e
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as e:
        raise UsageError(f"{name}: the template fails: {e}") from e
    return "".join(parts)


@lru_cache(maxsize=32)
def _compiled(source: str) -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        # 100,000 turns of a loop, Jinja2's own bound, nested, would run for days.
        intercepted_binops = frozenset(["**", "*", "%"])

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            big = 100_000
            for a, b in ((left, right), (right, left)):
                long = isinstance(a, str | list | tuple) and isinstance(b, int)
                if long and len(a) * abs(b) > big:
                    raise ArithmeticError("the result is too long")
            if operator == "**" and (abs(left) > big or abs(right) > 64):
                raise ArithmeticError("the power is too large")
            if operator == "%" and isinstance(left, str):
                raise ArithmeticError("% does not format here; write {{ }} instead")
            return super().call_binop(context, operator, left, right)

    env = Sandbox(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.globals = {"range": _short_range}
    return env.from_string(source)


def _short_range(*args: int) -> range:
    made = range(*args)
    if len(made) > 1000:
        raise ValueError("range() of more than 1000 numbers")
    return made


class Pages:
    """The shipped HTML templates of one folder, which may include one another.

    Whatever values hold is text on the page, never markup. Undefined names are errors.
    """

    def __init__(self, folder: Path) -> None:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def page(self, name: str, values: Mapping[str, Any]) -> str:
        """The template `name` filled with `values`."""
        return self._environment.get_template(name).render(values)
