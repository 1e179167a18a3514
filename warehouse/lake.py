"""The lake: the only module that opens DuckDB."""
