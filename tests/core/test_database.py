"""The embedded server through every kind of sudden death, each of them real."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from samgak.database import DatabaseFault, Server, location, owner, processes

JOIN = """
import sys, time
from pathlib import Path
from samgak.database import Server
server = Server(Path(sys.argv[1]), fsync="off")
server.join()
print("joined", flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def made():
    """A home whose data was made once; copies of it save the tests a second each."""
    with new_home() as home:
        server = Server(home, fsync="off")
        server.join()
        server.leave()
        yield home


@pytest.fixture
def home(made):
    with new_home() as home:
        subprocess.run(["cp", "-a", made / "postgres", home], check=True)
        yield home


@pytest.fixture
def empty_home():
    with new_home() as home:
        yield home


@contextmanager
def new_home():
    folder = Path(tempfile.mkdtemp(prefix="samgak-db-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    remove(folder)


def remove(folder):
    Server(folder).stop()
    place = folder / "postgres"
    if place.is_symlink():
        shutil.rmtree(place.readlink())
    shutil.rmtree(folder)


@pytest.fixture
def server(home):
    """Quick: the kernel keeps what a killed process wrote; only a dead machine needs fsync."""
    server = Server(home, fsync="off")
    yield server
    server.leave()


@pytest.fixture
def usual_server(home):
    server = Server(home)
    yield server
    server.leave()


def connect(server):
    words = {"host": str(server.sockets), "user": location.USER, "dbname": location.NAME}
    return psycopg.connect(**words, autocommit=True)


def write_rows(server, numbers):
    with connect(server) as line:
        line.execute("CREATE TABLE IF NOT EXISTS witness (number int PRIMARY KEY)")
        for number in numbers:
            line.execute("INSERT INTO witness VALUES (%s)", [number])


def rows(server):
    with connect(server) as line:
        return [number for (number,) in line.execute("SELECT number FROM witness ORDER BY number")]


@pytest.fixture
def another_process():
    """Start Python programs, and end those that a test leaves behind."""
    started = []

    def start(argument, program=JOIN):
        words = [sys.executable, "-c", program, str(argument)]
        started.append(subprocess.Popen(words, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        kill_dead(process)


def wait_until(condition):
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def kill_dead(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_committed_rows_survive_the_sudden_death_of_the_server(usual_server):
    server = usual_server
    server.join()
    write_rows(server, range(50))

    os.kill(processes.postmaster(server.data), signal.SIGKILL)
    wait_until(lambda: not server.is_ready())
    server.leave()
    server.join()

    assert rows(server) == list(range(50))


def test_a_child_deep_in_a_query_does_not_keep_a_killed_server_from_starting(
    server, another_process
):
    server.join()
    write_rows(server, [1])
    loop = "DO $$ DECLARE n numeric := 0; BEGIN LOOP n := n + 1; END LOOP; END $$"
    program = f"import psycopg, sys; psycopg.connect(sys.argv[1]).execute({loop!r})"
    address = f"host={server.sockets} user={location.USER} dbname={location.NAME}"
    another_process(address, program)
    wait_until(lambda: is_looping(server))

    os.kill(processes.postmaster(server.data), signal.SIGKILL)
    server.leave()
    server.join()

    assert rows(server) == [1]


def is_looping(server):
    with connect(server) as line:
        asked = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'DO %' AND state = 'active'"
        return line.execute(asked).fetchone()


def test_committed_rows_survive_the_sudden_death_of_the_process_that_started_it(
    server, another_process
):
    starter = another_process(server.home)
    assert starter.stdout.readline() == "joined\n"
    write_rows(server, range(50))

    kill_dead(starter)
    server.join()

    assert rows(server) == list(range(50))


def test_a_process_killed_while_it_starts_the_server_leaves_a_place_to_start_again(
    empty_home, another_process
):
    for delay in (0.0, 0.2, 0.4, 0.6, 0.8):
        starter = another_process(empty_home)
        time.sleep(0.3 + delay)
        kill_dead(starter)
    server = Server(empty_home, fsync="off")

    server.join()
    write_rows(server, [1])

    assert rows(server) == [1]
    assert list((empty_home / "postgres").glob("making-*")) == []
    server.leave()


def test_a_note_whose_number_now_belongs_to_another_process_is_not_believed(server):
    server.join()
    write_rows(server, [1])
    server.leave()
    note = [
        str(os.getpid()),
        str(server.data),
        "1",
        "5432",
        str(server.sockets),
        "",
        "1 1",
        "ready",
    ]
    (server.data / "postmaster.pid").write_text("\n".join(note) + "\n")

    server.join()

    assert rows(server) == [1]


def test_two_processes_at_once_share_one_server(empty_home, another_process):
    both = [another_process(empty_home), another_process(empty_home)]
    server = Server(empty_home)

    assert [process.stdout.readline() for process in both] == ["joined\n", "joined\n"]
    shared = processes.postmaster(server.data)
    server.join()
    kill_dead(both[0])
    assert processes.postmaster(server.data) == shared

    with pytest.raises(DatabaseFault, match="Someone else is using"):
        server.stop()
    server.leave()
    assert server.is_ready()


def test_the_last_to_leave_stops_the_server(server):
    server.join()
    other = Server(server.home)
    other.join()

    server.leave()
    assert other.is_ready()
    other.leave()

    assert processes.inhabitants(server.data) == set()


def test_a_server_that_is_kept_stays_until_it_is_stopped(server):
    server.join()
    server.keep()
    server.leave()
    assert server.is_ready()

    server.stop()

    assert not server.is_ready()


def test_the_usual_server_is_safe_and_out_of_reach_of_the_network(usual_server):
    usual_server.join()
    with connect(usual_server) as line:
        assert line.execute("SHOW listen_addresses").fetchone() == ("",)
        assert line.execute("SHOW fsync").fetchone() == ("on",)


def test_another_user_is_not_let_in(server):
    server.join()
    with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
        psycopg.connect(host=str(server.sockets), user="stranger", dbname=location.NAME)


def test_the_extensions_and_letters_the_apps_need_are_there(server):
    server.join()
    with connect(server) as line:
        line.execute("CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm")
        assert line.execute("SELECT lower('ӘҒҚ'), upper('ў')").fetchone() == ("әғқ", "Ў")
        asked = "SELECT similarity('Айгерім', 'Айгерим') BETWEEN 0.3 AND 0.9"
        assert line.execute(asked).fetchone() == (True,)


def test_a_long_path_gets_a_short_socket(home):
    deep = home / ("a-very-long-folder-name-" * 4)
    deep.mkdir()
    server = Server(deep, fsync="off")
    server.join()
    write_rows(server, [1])

    assert len(str(server.sockets)) < 40
    assert rows(server) == [1]
    server.leave()
    server.sockets.rmdir()


def test_data_of_another_major_version_is_refused_with_a_sentence(server):
    server.join()
    server.leave()
    (server.data / "PG_VERSION").write_text("15\n")

    with pytest.raises(DatabaseFault) as raised:
        server.join()

    assert "written by PostgreSQL 15" in str(raised.value)


def test_a_link_to_data_that_is_gone_is_refused_with_a_sentence(empty_home):
    server = Server(empty_home, fsync="off")
    (empty_home / "postgres").symlink_to(empty_home / "gone")

    with pytest.raises(DatabaseFault) as raised:
        server.join()

    assert "is gone" in str(raised.value)
    (empty_home / "postgres").unlink()


def test_a_full_disk_is_told_with_a_sentence(empty_home, monkeypatch):
    server = Server(empty_home, fsync="off")
    everything = shutil.disk_usage("/").total
    monkeypatch.setattr("samgak.database.server.FREE_BYTES", everything)

    with pytest.raises(DatabaseFault) as raised:
        server.join()

    assert "is full" in str(raised.value)


def test_the_server_never_runs_as_root(server):
    server.join()
    uid = Path(f"/proc/{processes.postmaster(server.data)}").stat().st_uid

    assert uid != 0
    assert uid == server.data.stat().st_uid


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs a server for another user")
def test_root_finds_the_data_again_where_the_other_user_may_not_enter(empty_home):
    server = Server(empty_home, fsync="off")
    empty_home.chmod(0o700)
    server.join()
    write_rows(server, [1])
    server.leave()

    again = Server(empty_home, fsync="off")
    again.join()

    assert (empty_home / "postgres").is_symlink()
    assert rows(again) == [1]
    again.leave()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs a server for another user")
def test_root_copies_the_programs_where_the_other_user_may_not_enter(home, monkeypatch):
    wheel = owner.programs().parents[1]
    hidden = home / "hidden"
    hidden.mkdir(mode=0o700)
    for folder in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        shutil.copytree(folder, hidden / folder.name)
    monkeypatch.setattr(owner, "programs", lambda: hidden / wheel.name / "pginstall" / "bin")
    monkeypatch.setattr(owner, "REFUGE", home / "refuge")

    server = Server(home, fsync="off")
    server.join()
    write_rows(server, [1])

    assert Path(os.readlink(f"/proc/{processes.postmaster(server.data)}/exe")).is_relative_to(
        home / "refuge"
    )
    server.leave()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_user_is_told_whose_the_data_is(server):
    server.join()
    server.leave()
    stranger = next(u for u in pwd.getpwall() if u.pw_uid not in (0, server.data.stat().st_uid))
    os.chown(server.home, stranger.pw_uid, stranger.pw_gid)
    for lock in server.home.glob("database.*"):
        os.chown(lock, stranger.pw_uid, stranger.pw_gid)

    os.seteuid(stranger.pw_uid)
    try:
        with pytest.raises(DatabaseFault) as raised:
            server.join()
    finally:
        os.seteuid(0)

    assert "belongs to the user" in str(raised.value)
