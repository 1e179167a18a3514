"""The published folder: one flat Parquet file a table."""
