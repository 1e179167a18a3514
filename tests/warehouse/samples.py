"""A sound row of any contract: every column that must be filled is, by its type."""

from datetime import date
from typing import Any

import pyarrow as pa

from tests.warehouse.rows import NOW
from warehouse.contracts import Row
from warehouse.schema import arrow_schema


def sample(row_class: type[Row], **values: Any) -> Row:
    """A row whose unstated columns have their default or a plain value."""
    plain = {
        field.name: _plain(field)
        for field in arrow_schema(row_class)
        if row_class.model_fields[field.name].is_required()
    }
    return row_class(**{**plain, **values})


def _plain(field: pa.Field) -> Any:
    if pa.types.is_string(field.type):
        return field.name
    if pa.types.is_boolean(field.type):
        return True
    if pa.types.is_timestamp(field.type):
        return NOW
    if pa.types.is_date(field.type):
        return date(2026, 3, 2)
    return [] if pa.types.is_list(field.type) else 1
