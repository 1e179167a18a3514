"""The tables: contracts, lake, checks and the published folder; the only package that knows DuckDB."""
