"""Facts as flat tables: CSV, Parquet, SQLite, DuckDB and pandas."""
