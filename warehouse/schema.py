"""Contract to Arrow schema, DDL and data dictionary."""
