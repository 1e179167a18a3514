"""Contract to storage: a row class gives its Arrow schema, its DDL, and the way of its rows into Arrow and back."""

import types
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

from warehouse.contracts import TABLES, Row, is_private

UTC_MICROSECONDS = pa.timestamp("us", tz="UTC")
_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: UTC_MICROSECONDS,
}
_SQL_NAMES: dict[pa.DataType, str] = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    UTC_MICROSECONDS: "TIMESTAMP WITH TIME ZONE",
}
AnyRow = TypeVar("AnyRow", bound=Row)


class SchemaError(ValueError):
    """Rows or a table that do not keep their contract; the message says which column and what to do."""


def contract_of(table: str) -> type[Row]:
    """The row class of a table. Raises SchemaError for a name that no contract declares."""
    for row_class in TABLES:
        if row_class.table == table:
            return row_class
    raise SchemaError(f"no contract declares a table {table!r}; the tables are {', '.join(r.table for r in TABLES)}")


def replace_columns(row_class: type[Row]) -> tuple[str, ...]:
    """Columns whose staged values replace the rows that carry them: replace_by, else the key."""
    return row_class.replace_by or row_class.key


def sort_columns(row_class: type[Row]) -> tuple[str, ...]:
    """How the published file is sorted: order_by, and the key to break ties."""
    return tuple(dict.fromkeys((*row_class.order_by, *row_class.key)))


def arrow_schema(row_class: type[BaseModel]) -> pa.Schema:
    """Every column of a contract, private and nested ones too, in the order of declaration."""
    return pa.schema([_arrow_field(name, field.annotation) for name, field in row_class.model_fields.items()])


def published_columns(row_class: type[Row]) -> list[str]:
    """Columns that leave the house: neither private nor nested."""
    return [
        field.name
        for field in arrow_schema(row_class)
        if not pa.types.is_nested(field.type) and not is_private(row_class, field.name)
    ]


def sql_type(data_type: pa.DataType) -> str:
    """The SQL name of an Arrow type that a contract can have."""
    if pa.types.is_list(data_type):
        return sql_type(data_type.value_type) + "[]"
    if pa.types.is_struct(data_type):
        return "STRUCT(" + ", ".join(f'"{part.name}" {sql_type(part.type)}' for part in data_type.fields) + ")"
    return _SQL_NAMES[data_type]


def ddl(row_class: type[Row]) -> str:
    """CREATE TABLE of a contract; NOT NULL where a column may not be empty."""
    columns = [
        f'"{field.name}" {sql_type(field.type)}{"" if field.nullable else " NOT NULL"}'
        for field in arrow_schema(row_class)
    ]
    return f'CREATE TABLE IF NOT EXISTS "{row_class.table}" (\n  ' + ",\n  ".join(columns) + "\n)"


def to_arrow(rows: Iterable[Row], row_class: type[Row]) -> pa.Table:
    """Rows as an Arrow table of the contract's schema. Raises SchemaError for rows of another class or broken text."""
    records = []
    for row in rows:
        if type(row) is not row_class:
            raise SchemaError(f"{row_class.table} takes rows of {row_class.__name__}, not of {type(row).__name__}")
        records.append(row.model_dump())
    try:
        return pa.Table.from_pylist(records, schema=arrow_schema(row_class))
    except (UnicodeEncodeError, pa.ArrowInvalid, OverflowError) as error:
        raise SchemaError(f"rows of {row_class.table} cannot be stored: {error}") from error


def from_arrow(table: pa.Table, row_class: type[AnyRow]) -> list[AnyRow]:
    """An Arrow table as rows; columns that the contract does not know are left out, absent ones take their default."""
    known = table.select([name for name in table.column_names if name in row_class.model_fields])
    return [row_class.model_validate(record) for record in known.to_pylist()]


def conform(data: pa.Table | Sequence[Row], row_class: type[Row]) -> pa.Table:
    """Staged rows or an Arrow table as an Arrow table of exactly the contract's columns and types.

    Raises SchemaError where a column is unknown, missing without being optional, of another type, or empty against
    the contract.
    """
    if not isinstance(data, pa.Table):
        return to_arrow(data, row_class)
    schema = arrow_schema(row_class)
    unknown = set(data.column_names) - set(schema.names)
    if unknown:
        raise SchemaError(f"{row_class.table} has no column {', '.join(sorted(unknown))}; declare it in its contract")
    return pa.table([_conform_column(data, field, row_class) for field in schema], schema=schema)


def _conform_column(data: pa.Table, field: pa.Field, row_class: type[Row]) -> pa.ChunkedArray | pa.Array:
    if field.name not in data.column_names:
        column = pa.nulls(data.num_rows, field.type)
    else:
        try:
            column = data.column(field.name).cast(field.type)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise SchemaError(f"{row_class.table}.{field.name} should be {field.type}: {error}") from error
    if column.null_count and not field.nullable:
        raise SchemaError(f"{row_class.table}.{field.name} is empty in {column.null_count} rows and may not be")
    return column


def _arrow_field(name: str, annotation: Any) -> pa.Field:
    bare, optional = _without_none(annotation)
    return pa.field(name, _arrow_type(bare), nullable=optional)


def _arrow_type(annotation: Any) -> pa.DataType:
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if get_origin(annotation) in (list, tuple):
        return pa.list_(_arrow_type(_without_none(get_args(annotation)[0])[0]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct([pa.field(field.name, field.type) for field in arrow_schema(annotation)])
    raise SchemaError(f"a contract cannot hold {annotation!r}; use str, int, float, bool, date, Timestamp or a list")


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """The annotation without its None and without what Annotated adds, and whether None was allowed."""
    if get_origin(annotation) in (Union, types.UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        return _without_none(parts[0])[0], len(parts) < len(get_args(annotation))
    if hasattr(annotation, "__metadata__"):
        return _without_none(get_args(annotation)[0])
    return annotation, False
