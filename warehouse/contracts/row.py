"""The ground that every contract stands on: a frozen row, its columns, and ids derived from content."""

import hashlib
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return value.astimezone(UTC)


Timestamp = Annotated[datetime, AfterValidator(_in_utc)]
"""A moment with a time zone, stored in UTC at microsecond precision."""


class Row(BaseModel):
    """One row of one table; the docstring of a subclass is the table's description.

    table: the table's name, a plural noun.
    key: columns that identify a row; a check holds them unique.
    replace_by: columns whose values, when staged again, replace all rows that carry them (default: the key).
    order_by: how the published file is sorted; the key breaks ties.
    references: columns that, where they are filled, name a row of another table by its key; a check holds it.
    published: whether the table leaves the house; private and nested columns never do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: ClassVar[str] = ""
    key: ClassVar[tuple[str, ...]] = ()
    replace_by: ClassVar[tuple[str, ...]] = ()
    order_by: ClassVar[tuple[str, ...]] = ()
    references: ClassVar[dict[str, str]] = {}
    published: ClassVar[bool] = True


def column(description: str, *, private: bool = False, default: Any = ..., **constraints: Any) -> Any:
    """Declare a column: its description for the data dictionary, and whether it stays in the house."""
    return Field(default, description=description, json_schema_extra={"private": private}, **constraints)


def is_private(row: type[Row], name: str) -> bool:
    """Whether the column stays in the lake and never reaches the published folder."""
    extra = row.model_fields[name].json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("private"))


def stable_id(prefix: str, *parts: object) -> str:
    """An id derived from content: the prefix, an underscore and 20 hexadecimal digits of BLAKE2b over the parts."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}_{hashlib.blake2b(joined.encode(), digest_size=10).hexdigest()}"
