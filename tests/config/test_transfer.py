import tempfile
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from samgak.config import transfer
from samgak.database import DatabaseFault, Server, connection
from tests.core.test_database import remove


@pytest.fixture(scope="module")
def home():
    folder = Path(tempfile.mkdtemp(prefix="samgak-db-", dir="/tmp"))
    folder.chmod(0o755)
    server = Server(folder, fsync="off")
    server.join()
    yield folder
    server.leave()
    remove(folder)


@pytest.fixture(autouse=True)
def chosen(home, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("SAMGAK_DATA", str(home))
    say("DROP TABLE IF EXISTS person", "CREATE TABLE person (id serial PRIMARY KEY, name text)")
    say("INSERT INTO person (name) VALUES ('Айгерім'), ('Ўткир'), ('김민준'), (E'tab\\tline\\n')")


def say(*statements):
    with psycopg.connect(make_conninfo("", **connection()), autocommit=True) as line:
        for statement in statements:
            line.execute(statement)


def people():
    with psycopg.connect(make_conninfo("", **connection())) as line:
        return line.execute("SELECT id, name FROM person ORDER BY id").fetchall()


@pytest.mark.parametrize("name", ["samgak.dump", "samgak.sql"])
def test_restore_brings_back_what_backup_saved(tmp_path, name):
    before = people()
    transfer.backup(tmp_path / name)
    say("DELETE FROM person WHERE id > 1", "CREATE TABLE later (id int)")

    transfer.restore(tmp_path / name)

    assert people() == before
    say("INSERT INTO person (name) VALUES ('next')")
    assert len(people()) == len(before) + 1
    with pytest.raises(psycopg.errors.UndefinedTable):
        say("SELECT * FROM later")


@pytest.mark.parametrize("content", [b"PGDMP torn", b"INSERT INTO nowhere VALUES (1);"])
def test_a_backup_that_can_not_be_read_changes_nothing(tmp_path, content):
    before = people()
    (tmp_path / "torn").write_bytes(content)

    with pytest.raises(DatabaseFault, match="did not succeed"):
        transfer.restore(tmp_path / "torn")

    assert people() == before


def test_restore_refuses_while_someone_uses_the_database(tmp_path):
    transfer.backup(tmp_path / "samgak.dump")

    with psycopg.connect(make_conninfo("", **connection())) as line:
        line.execute("SELECT 1")
        with pytest.raises(DatabaseFault, match="Someone else is using"):
            transfer.restore(tmp_path / "samgak.dump")


def test_a_backup_is_for_its_owner_only(tmp_path):
    transfer.backup(tmp_path / "samgak.dump")

    assert (tmp_path / "samgak.dump").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["samgak.dump"]


def test_a_missing_file_is_told_with_a_sentence(tmp_path):
    with pytest.raises(DatabaseFault) as raised:
        transfer.restore(tmp_path / "nothing")

    assert "can't be read" in str(raised.value)
