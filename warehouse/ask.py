"""lake -> a reader's question: one SELECT, which can change nothing and see no file but the lake's."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.connection import parser, quoted
from warehouse.lake import Lake, open_lake

TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest", "duckdb_tables", "duckdb_columns", "snapshots"})
"""Table functions that a question may use; others read files or write."""


class QuestionError(ValueError):
    """A question that is not answered; the message says why and what is."""


def sql_readonly(
    data_dir: Path, statement: str, as_of: datetime | None = None, *, memory_limit: str = "1GB"
) -> pa.Table:
    """Answer one SELECT (or WITH, FROM, DESCRIBE, SHOW, SUMMARIZE) over the lake, as it is or as it was at `as_of`.

    Runs beside a writer. The lake is attached read-only and DuckDB locked to its files, and what a statement is gets
    read from its parse tree. Raises QuestionError for anything that is no question or no valid SQL; LakeError where
    there is no lake.
    """
    try:
        refuse_all_but_questions(statement)
        with open_lake(data_dir, read_only=True, as_of=as_of, memory_limit=memory_limit) as lake:
            _lock_down(lake)
            return lake.read(statement)
    except duckdb.Error as error:
        raise QuestionError(str(error)) from error


def refuse_all_but_questions(statement: str) -> None:
    """Raise QuestionError unless the statement is one question that stays within the lake; duckdb.Error where it is no SQL."""
    with parser() as connection:
        statements = connection.extract_statements(statement)
        trees = [_tree_of(connection, each.query) for each in statements]
    if len(statements) != 1:
        raise QuestionError(f"one statement at a time, please; these are {len(statements)}")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise QuestionError(f"only questions are answered (SELECT, WITH, FROM ...), not {statements[0].type.name}")
    if trees[0].get("error"):
        raise QuestionError(f"only questions are answered: {trees[0].get('error_message')}")
    refused = sorted(_table_functions(trees[0]) - TABLE_FUNCTIONS)
    if refused:
        raise QuestionError(
            f"{refused[0]}() may not stand in a question, for it could reach beyond the lake; "
            f"{', '.join(sorted(TABLE_FUNCTIONS))} may"
        )


def _lock_down(lake: Lake) -> None:
    lake.connection.execute(f"SET allowed_directories = [{quoted(f'{lake.data_dir}/lake/')}]")
    lake.connection.execute("SET enable_external_access = false")
    lake.connection.execute("SET lock_configuration = true")


def _tree_of(connection: duckdb.DuckDBPyConnection, statement: str) -> dict[str, Any]:
    row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [statement]).fetchone()
    return json.loads(row[0]) if row else {}


def _table_functions(node: Any) -> set[str]:
    """Names of the functions that stand in the place of a table, anywhere in a parse tree."""
    if isinstance(node, list):
        return set[str]().union(*map(_table_functions, node))
    if not isinstance(node, dict):
        return set()
    own = {node["function"]["function_name"].lower()} if node.get("type") == "TABLE_FUNCTION" else set()
    return own.union(*map(_table_functions, node.values()))
