"""The structure that the package's docstring promises, read from its imports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "storyboard"
MODULES = sorted(p for p in PACKAGE.rglob("*.py"))

BASE = {"errors", "geometry", "fonts", "templating"}
MODELS = {
    "story.model",
    "story.panels",
    "story.looks",
    "plan.model",
    "generate.model",
    "layout.model",
}
MAY = {
    "errors": set(),
    "geometry": set(),
    "fonts": set(),
    "templating": {"errors"},
    "pictures": BASE,
    "sketch": BASE,
    "story": BASE | {"pictures"},
    "plan": BASE | {"story.model", "story.panels"},
    "generate": BASE
    | {
        "story.model",
        "story.panels",
        "story.looks",
        "plan.model",
        "plan.hosts",
        "plan.sizes",
        "sketch",
        "pictures",
    },
    "layout": BASE | MODELS | {"pictures"},
    "render": BASE | {"layout.model", "pictures"},
    "exchange": BASE | {"story.model"},
}
HOMES = {
    "pydantic": {"story"},
    "h11": {"generate"},
    "httpx": {"generate"},
    "reportlab": {"render"},
    "pikepdf": {"render"},
    "pypdfium2": {"render"},
    "jinja2": {"templating"},
    "sqlite3": {"generate"},
    "uharfbuzz": {"layout"},
    "pathops": {"layout"},
    "uniseg": {"layout"},
    "fontTools": {"render", "fonts"},
    "typer": {"cli"},
    "budoux": {"layout"},
    "cv2": {"layout"},
    "bidi": {"layout"},
    "starlette": {"studio"},
    "uvicorn": {"studio"},
    "ruamel": {"studio"},
    "rich": {"cli"},
}


def name_of(path: Path) -> str:
    parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, *, lazy: bool = True) -> set[str]:
    """The modules that a file imports; those inside functions only where `lazy`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if lazy else iter(tree.body)
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{a.name}" for a in node.names)
    return found


def ours(path: Path) -> set[str]:
    names = {name_of(p) for p in MODULES}
    return {
        n.removeprefix("storyboard.")
        for n in imports(path)
        if n.startswith("storyboard.") and n.removeprefix("storyboard.") in names
    }


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_stage_imports_only_what_lies_before_it(path: Path) -> None:
    module = name_of(path)
    stage = module.split(".")[0]
    if stage not in MAY:
        return
    for used in ours(path):
        same = used.split(".")[0] == stage
        allowed = any(used == a or used.startswith(a + ".") for a in MAY[stage])
        package = used in {"plan", "story", "generate", "layout", "render"}  # its docstring only
        assert same or allowed or package, f"{module} must not import {used}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_library_has_one_home(path: Path) -> None:
    stage = name_of(path).split(".")[0]
    for used in imports(path):
        home = HOMES.get(used.split(".")[0])
        assert home is None or stage in home, f"{name_of(path)} must not import {used}"


def test_there_is_no_cycle() -> None:
    graph = {
        name_of(p): {
            n.removeprefix("storyboard.")
            for n in imports(p, lazy=False)
            if n.removeprefix("storyboard.") in {name_of(q) for q in MODULES}
        }
        - {name_of(p)}
        for p in MODULES
    }
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join((*above, module))
        if module not in done:
            for used in sorted(graph[module]):
                visit(used, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if name_of(path).split(".")[0] in {"cli", "__main__"} or name_of(path) == "fonts.build":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "exit", "quit", "input", "eval", "exec"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert doc is not None, name_of(path)
    assert len(doc) > 10, name_of(path)
