"""The rules of the house, held by reading it: imports, names, sizes, and nothing left unfinished."""

import ast
import re
import statistics
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parent.parent
ROOMS = ("flows", "tasks", "warehouse", "config")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in MODULES:
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, int]]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_imports_point_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == EXIT_STATUS_SUCCESS


def test_functions_are_short() -> None:
    lengths = dict(functions())
    assert statistics.median(lengths.values()) <= 11
    assert {name: length for name, length in lengths.items() if length > 60} == {}


def test_modules_are_short_and_say_what_they_are() -> None:
    for path, tree in trees():
        assert ast.get_docstring(tree) or not tree.body, path
        assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= 400, path


def test_public_functions_say_what_they_do() -> None:
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in trees()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_nothing_is_named_for_what_nobody_can_tell() -> None:
    assert [path for path in MODULES if path.stem in ("utils", "helpers", "base", "common", "misc")] == []
    assert [
        name for name in ("tasks", "config", "warehouse", "tests") if (ROOT / "flows" / f"{name}.py").exists()
    ] == []


def test_nothing_is_left_unfinished() -> None:
    marks = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")) + r")\b")
    files = subprocess.run(
        ["git", "ls-files", "*.py", "*.sql", "*.yml", "Makefile"], cwd=ROOT, capture_output=True, text=True
    )
    names = files.stdout.split() or [str(path.relative_to(ROOT)) for path in MODULES]
    assert [name for name in names if marks.search((ROOT / name).read_text(encoding="utf-8"))] == []


def test_the_lock_names_hashes_and_no_place_to_fetch_from() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index-url" not in lock
    pins = re.findall(r"^[a-z0-9][\w.\[\]-]*==\S+", lock, flags=re.MULTILINE)
    assert len(pins) > 100
    assert lock.count("--hash=sha256:") >= len(pins)


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=;\[ ]", line)[0].lower().replace("_", "-") for line in wanted}
    locked = {
        name.lower() for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    }
    assert names <= locked, names - locked
