"""The contracts as documents beside the published files: DATA_DICTIONARY.md and datapackage.json."""

from typing import Any

import pyarrow as pa

from warehouse.contracts import TABLES, Row
from warehouse.schema import arrow_schema, contract_of, published_columns, sort_columns, sql_type

_TABLE_SCHEMA_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "datetime",
}


def data_dictionary(marts: dict[str, tuple[str, pa.Schema]]) -> str:
    """Markdown: every published table and column with its type and meaning; marts are title and schema by name."""
    parts = [
        "# Data dictionary",
        "Generated from the contracts. Times are UTC; columns are only ever added. Full text stays private.",
    ]
    parts += [_table_section(row_class) for row_class in TABLES if row_class.published]
    parts += [_mart_section(name, title, schema) for name, (title, schema) in sorted(marts.items())]
    return "\n\n".join(parts) + "\n"


def datapackage(files: list[dict[str, Any]], marts: dict[str, tuple[str, pa.Schema]]) -> dict[str, Any]:
    """A Frictionless data package of the published files; `files` are entries of the manifest."""
    classes = {row_class.table: row_class for row_class in TABLES}
    resources = []
    for entry in files:
        name = entry["table"]
        described = _contract_fields(classes[name]) if name in classes else _schema_fields(marts[name][1])
        keys = _keys(classes[name]) if name in classes else {}
        resources.append(
            {
                "name": name,
                "path": entry["file"],
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "description": _sentence(classes[name]) if name in classes else marts[name][0],
                "bytes": entry["bytes"],
                "hash": "sha256:" + entry["sha256"],
                "schema": {"fields": described, **keys},
            }
        )
    return {
        "name": "presslake",
        "title": "Events of the clinical-trial and biopharma trade press",
        "resources": resources,
    }


def _table_section(row_class: type[Row]) -> str:
    rows = [
        f"| `{field['name']}` | {field['sql']} | {'' if field['required'] else 'yes'} | {field['description']} |"
        for field in _described(row_class)
    ]
    head = f"## {row_class.table}\n\n{_sentence(row_class)} Key: {_ticked(row_class.key)}; sorted by {_ticked(sort_columns(row_class))}."
    return "\n".join([head, "", "| column | type | may be empty | meaning |", "|---|---|---|---|", *rows])


def _mart_section(name: str, title: str, schema: pa.Schema) -> str:
    rows = [f"| `{field.name}` | {sql_type(field.type)} |" for field in schema]
    return "\n".join([f"## {name}\n\n{title}", "", "| column | type |", "|---|---|", *rows])


def _contract_fields(row_class: type[Row]) -> list[dict[str, Any]]:
    return [
        {
            "name": field["name"],
            "type": _TABLE_SCHEMA_TYPES[field["sql"]],
            "description": field["description"],
            "constraints": {"required": field["required"]},
        }
        for field in _described(row_class)
    ]


def _schema_fields(schema: pa.Schema) -> list[dict[str, Any]]:
    return [{"name": field.name, "type": _TABLE_SCHEMA_TYPES[sql_type(field.type)]} for field in schema]


def _keys(row_class: type[Row]) -> dict[str, Any]:
    foreign = [
        {"fields": [column], "reference": {"resource": target, "fields": [contract_of(target).key[0]]}}
        for column, target in row_class.references.items()
    ]
    return {"primaryKey": list(row_class.key), **({"foreignKeys": foreign} if foreign else {})}


def _described(row_class: type[Row]) -> list[dict[str, Any]]:
    schema = arrow_schema(row_class)
    return [
        {
            "name": name,
            "sql": sql_type(schema.field(name).type),
            "required": not schema.field(name).nullable,
            "description": row_class.model_fields[name].description or "",
        }
        for name in published_columns(row_class)
    ]


def _sentence(row_class: type[Row]) -> str:
    return (row_class.__doc__ or "").strip().splitlines()[0]


def _ticked(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{column}`" for column in columns)
