"""Sheets of .xlsx, .ods and .csv files in and out, as plain rows that keep the sheet's numbers; Parquet out."""

from samgak.spreadsheets.columnar import parquet
from samgak.spreadsheets.reading import read, tables
from samgak.spreadsheets.sheet import Cell, Limits, Row, Sheet, Table, Unreadable
from samgak.spreadsheets.writing import Column, csv_lines, write_csv, write_sheets, write_xlsx

__all__ = [
    "Cell",
    "Column",
    "Limits",
    "Row",
    "Sheet",
    "Table",
    "Unreadable",
    "csv_lines",
    "parquet",
    "read",
    "tables",
    "write_csv",
    "write_sheets",
    "write_xlsx",
]
