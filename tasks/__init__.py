"""The stages: plain functions, contract in, contract out; no Prefect, no DuckDB, no paths."""
