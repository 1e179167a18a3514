"""From YAML and CSV files to checked models; every error names file and line."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from config.models import Settings, Source

CONFIG = Path(__file__).parent
# libyaml, where PyYAML was built with it, reads ten times faster.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Model = TypeVar("Model", bound=BaseModel)


class ConfigError(ValueError):
    """A configuration file that cannot be taken as it is; the message says what, where and what to do."""

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        self.path, self.line = path, line
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")


def load_settings(path: Path = CONFIG / "settings.yml") -> Settings:
    """Read settings.yml. Raises ConfigError."""
    return load_model(path, Settings)


def load_sources(folder: Path = CONFIG / "sources") -> dict[str, Source]:
    """Read every source file of a folder, by id, sorted. Raises ConfigError, also on duplicate titles and feeds."""
    files = sorted(path for path in Path(folder).glob("*.y*ml"))
    if not files:
        raise ConfigError(Path(folder), None, "holds no source file (*.yml); write one with `presslake source new`")
    sources: dict[str, Source] = {}
    owner_of_feed: dict[str, str] = {}
    for path in files:
        if path.stem in sources:
            raise ConfigError(path, None, f"the id {path.stem!r} is taken by another file; rename one of them")
        source = load_model(path, Source, id=path.stem)
        for feed in source.feeds:
            if other := owner_of_feed.get(feed.url):
                raise ConfigError(path, _line_of(path, feed.url), f"the feed {feed.url} belongs to {other!r} already")
            owner_of_feed[feed.url] = source.id
        sources[source.id] = source
    return sources


def load_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV lookup with their line numbers. Raises ConfigError where a row has too many or few cells."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(line for line in lines if not line.startswith("#"))
        for row in reader:
            if None in row or None in row.values():
                raise ConfigError(path, reader.line_num, f"expected the columns {', '.join(reader.fieldnames or [])}")
            yield reader.line_num, row


def load_model(path: Path, model: type[Model], **extra: Any) -> Model:
    """Read one YAML file into a model; `extra` is added to what the file says. Raises ConfigError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(path, None, f"cannot be read: {error}") from error
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        _refuse_duplicate_keys(path, node)
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigError(path, line, f"is not valid YAML: {error.problem}") from error
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        raise ConfigError(path, 1, "should hold keys and values")
    for key in extra.keys() & data.keys():
        raise ConfigError(path, _line_at(node, (key,)), f"{key!r} is not for the file to say")
    try:
        return model.model_validate(data | extra)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(path, _line_at(node, first["loc"]), _sentence(first)) from error


def _sentence(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"unknown key {where!r}; remove it or correct its spelling"
    if error["type"] == "missing":
        return f"the key {where!r} is missing"
    message = error["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def _line_at(node: Any, location: tuple[Any, ...]) -> int:
    """The line of the deepest part of `location` that the file holds, from 1."""
    line = 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def _line_of(path: Path, needle: str) -> int | None:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if needle in line), None)


def _refuse_duplicate_keys(path: Path, node: Any) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise ConfigError(path, key.start_mark.line + 1, f"the key {key.value!r} stands here twice")
            seen.add(key.value)
            _refuse_duplicate_keys(path, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_duplicate_keys(path, item)
