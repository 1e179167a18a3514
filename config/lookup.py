"""From the CSV files of config/lookups to the Lookups that recognisers are built from."""

from pathlib import Path
from typing import TypeVar, get_args

from pydantic import ValidationError

from config.load import CONFIG, ConfigError, load_rows
from config.models.lookups import LookupRow, Lookups

Row = TypeVar("Row", bound=LookupRow)


def load_lookups(folder: Path = CONFIG / "lookups") -> Lookups:
    """Read every lookup of a folder: one CSV file per field of Lookups. Raises ConfigError with file and line."""
    known = {name: get_args(field.annotation)[0] for name, field in Lookups.model_fields.items()}
    for path in sorted(Path(folder).glob("*.csv")):
        if path.stem not in known:
            raise ConfigError(path, None, f"is no known lookup; rename it to one of {', '.join(sorted(known))}")
    return Lookups(**{name: _load_table(Path(folder) / f"{name}.csv", row) for name, row in known.items()})


def _load_table(path: Path, model: type[Row]) -> tuple[Row, ...]:
    if not path.exists():
        raise ConfigError(path, None, "is missing; an empty lookup is a file with its header line alone")
    rows: list[Row] = []
    line_of: dict[str, int] = {}
    for line, cells in load_rows(path):
        row = _checked(path, line, model, cells)
        key = _key(row)
        if key in line_of:
            raise ConfigError(path, line, f"{key!r} stands on line {line_of[key]} already; put both rows together")
        line_of[key] = line
        rows.append(row)
    return tuple(rows)


def _key(row: LookupRow) -> str:
    """What must be unique in its file: the first thing by which a reader would look the row up."""
    for field in ("name", "code", "stem", "suffix", "initial"):
        if value := getattr(row, field, ""):
            return f"{value} ({kind})" if (kind := getattr(row, "kind", "")) else str(value)
    raise AssertionError(f"{type(row).__name__} has no key")


def _checked(path: Path, line: int, model: type[Row], cells: dict[str, str]) -> Row:
    try:
        return model.model_validate({name: value for name, value in cells.items() if value.strip()})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise ConfigError(path, line, f"{where}: {message}" if where else message) from error
