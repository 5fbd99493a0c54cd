import duckdb
import pytest

from samgak.spreadsheets import parquet


def read_back(tmp_path, content):
    path = tmp_path / "rows.parquet"
    path.write_bytes(content)
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [(one[0], str(one[1])) for one in found.description]
        return names, found.fetchall()


def test_columns_keep_their_types_and_gaps(tmp_path):
    columns = [
        ("Город", "text"),
        ("n", "integer"),
        ("x", "decimal"),
        ("on", "date"),
        ("ok", "boolean"),
    ]
    rows = [
        ["Ош", 5, 1.5, "2024-01-31", True],
        [None, None, None, None, None],
        ["", 0, 2, "2024-02-01", False],
    ]

    names, found = read_back(tmp_path, parquet(columns, rows))

    assert [name for name, _ in names] == ["Город", "n", "x", "on", "ok"]
    assert [kind for _, kind in names] == ["VARCHAR", "BIGINT", "DOUBLE", "DATE", "BOOLEAN"]
    assert found[0][:3] == ("Ош", 5, 1.5)
    assert found[1] == (None,) * 5
    assert found[2][0] == ""


def test_a_column_in_which_a_cell_does_not_fit_stays_text(tmp_path):
    names, found = read_back(tmp_path, parquet([("n", "integer")], [[1], ["two"], [10**30]]))

    assert names[0][1] == "VARCHAR"
    assert found == [("1",), ("two",), (str(10**30),)]


def test_names_and_cells_with_quotes_commas_and_lines(tmp_path):
    columns = [('a"b', "text"), ("c'; DROP TABLE cells; --", "text")]
    names, found = read_back(tmp_path, parquet(columns, [['x,"y"\nz', "=1+1"], ["\x01", "é"]]))

    assert [name for name, _ in names] == [name for name, _ in columns]
    assert found == [('x,"y"\nz', "=1+1"), ("\x01", "é")]


def test_no_columns_are_no_file():
    with pytest.raises(ValueError, match="no columns"):
        parquet([], [])
