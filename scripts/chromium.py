"""Print the path of a Chromium; on Debian, as root, install it when there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find():
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [*NAMES, MAC]
    return next((path for name in candidates if (path := shutil.which(name))), None)


def is_debian():
    try:
        return "ID=debian" in Path("/etc/os-release").read_text().splitlines()
    except OSError:
        return False


def install(apt):
    print("Installing Chromium ...", file=sys.stderr, flush=True)
    for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(
            [apt, "-qq", *words],
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )


def main():
    found = find()
    apt = shutil.which("apt-get")
    if not found and apt and os.geteuid() == 0 and is_debian():
        install(apt)
        found = find()
    if not found:
        sys.exit(
            "The browser tests need Chromium. Install it, or put the path of one into CHROMIUM; "
            "all other tests: .venv/bin/pytest -m 'not browser'"
        )
    print(found)


main()
