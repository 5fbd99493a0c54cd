import pytest
from django.core.management import CommandError, call_command

from samgak.programmes.models import Edition
from tests.exchange.editions import DEMONSTRATION

pytestmark = pytest.mark.django_db


def test_load_prints_what_was_made_and_then_that_nothing_changes(capsys):
    call_command("load", str(DEMONSTRATION))
    first = capsys.readouterr().out
    call_command("load", str(DEMONSTRATION))

    assert first.startswith("Edition astana-2025 was made.")
    assert "Sessions: 18 made, 0 changed, 0 removed" in first
    assert capsys.readouterr().out == "Edition astana-2025 was as the file says already.\n"


def test_load_prints_every_fault_with_its_line_and_exits_with_two(tmp_path, capsys):
    file = tmp_path / "edition.yaml"
    text = DEMONSTRATION.read_text(encoding="utf-8")
    file.write_text(text.replace("samgak: 1", "samgak: 7").replace("seats: 20", "seats: many"))

    with pytest.raises(SystemExit) as stopped:
        call_command("load", str(file))

    line = text[: text.index("seats: 20")].count("\n") + 1
    version = text[: text.index("samgak: 1")].count("\n") + 1
    assert stopped.value.code == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{file}:{version}: samgak: The version of the format must be 1.",
        f"{file}:{line}: call.seats: A whole number is expected, without quotes.",
    ]
    assert not Edition.objects.exists()


def test_load_says_that_a_file_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="can't be read") as stopped:
        call_command("load", str(tmp_path / "nothing.yaml"))

    assert stopped.value.returncode == 2


def test_dump_writes_a_file_that_can_be_loaded(tmp_path, capsys):
    call_command("load", str(DEMONSTRATION))
    capsys.readouterr()
    out = tmp_path / "dumped.yaml"

    call_command("dump", "astana-2025", out=out)
    call_command("dump", "astana-2025")

    assert out.read_text(encoding="utf-8") == capsys.readouterr().out
    call_command("load", str(out))
    assert "as the file says already" in capsys.readouterr().out


def test_dump_says_that_there_is_no_such_edition():
    with pytest.raises(CommandError, match="no edition nowhere-2000"):
        call_command("dump", "nowhere-2000")
