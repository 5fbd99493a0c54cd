"""A new database: CPU seconds of `migrate` as we run it and as Django would, and whether both are the same.

    python -m bench.migrations

Two processes, each with an empty database of a server of its own; takes about two minutes on two cores.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

CODE = """
import sys, time
import django
from django.core.management import call_command
from samgak.database import client, ensure_running, rendering
if sys.argv[1] == "django":
    rendering.render_only_what_changes = lambda: None
ensure_running()
django.setup()
began = time.process_time()
call_command("migrate", verbosity=0)
print(time.process_time() - began)
client.run_tool("pg_dump", "--schema-only", f"--file={sys.argv[2]}")
"""


def migrated(how: str, folder: Path) -> tuple[float, list[str]]:
    """CPU seconds, and the schema that came of it without comments."""
    home, file = folder / how, folder / f"{how}.sql"
    home.mkdir()
    home.chmod(0o755)  # started by root, the server runs as another user
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {
        "SAMGAK_DATA": str(home),
        "DJANGO_SETTINGS_MODULE": "samgak.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", CODE, how, str(file)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    lines = file.read_text("utf-8").splitlines()
    return float(done.stdout), [
        one for one in lines if not one.startswith(("--", "\\restrict", "\\unrestrict"))
    ]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="samgak-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        ours, schema = migrated("ours", folder)
        theirs, same = migrated("django", folder)
    print(f"migrate, ours      {ours:6.1f} CPU s")
    print(f"migrate, Django's  {theirs:6.1f} CPU s")
    print(f"the same schema    {'yes' if schema == same else 'NO'}")


if __name__ == "__main__":
    main()
