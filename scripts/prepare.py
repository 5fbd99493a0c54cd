"""Make this checkout ready: virtual environment, packages, styles, scripts, catalogues.

Runs on a bare Python >= 3.11. What was done is noted in var/setup.json with a digest of what it was
made from, so that a second run only does what has changed.
"""

import argparse
import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
NOTES = VAR / "setup.json"
LOG = VAR / "setup.log"
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
STATIC = ROOT / "src" / "samgak" / "static"
FONTS = ROOT / "src" / "samgak" / "printing" / "fonts" / "built"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18

NO_NETWORK = re.compile(
    r"name resolution|Name or service not known|establish a new connection|NewConnectionError"
    r"|Network is unreachable|Connection refused|Could not resolve|dns error|error sending request"
    r"|Could not connect|client error \(Connect\)|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT"
    r"|ENETUNREACH|timed out|ConnectTimeout|ProxyError|No matching distribution found"
)
NO_SPACE = re.compile(r"No space left on device|ENOSPC|os error 28")
LAUNCHER = """#!/bin/sh
'''exec' '{python}' "$0" "$@"
' '''
from samgak.config.command import main

main()
"""


class StopError(Exception):
    """A sentence that says what to do."""


class Notes:
    """Which step was done from what."""

    def __init__(self):
        self.done = {}
        if NOTES.exists():
            try:
                self.done = json.loads(NOTES.read_text())
            except ValueError:  # a torn file: everything is done again
                self.done = {}

    def is_done(self, step, digest):
        return self.done.get(step) == digest

    def add(self, step, digest):
        self.done[step] = digest
        part = NOTES.with_suffix(".part")
        part.write_text(json.dumps(self.done, indent=1, sort_keys=True))
        part.replace(NOTES)


def digest_of(*things):
    """One digest of texts, files and the files under folders."""
    digest = hashlib.sha256()
    for thing in things:
        for path in files_of(thing):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        if not isinstance(thing, Path):
            digest.update(str(thing).encode() + b"\0")
    return digest.hexdigest()


def files_of(thing):
    if not isinstance(thing, Path):
        return []
    return [thing] if thing.is_file() else sorted(p for p in thing.rglob("*") if p.is_file())


def run(what, *command):
    """Run one step's command, its output in the log; a failure becomes a sentence."""
    print(f"{what} ...", flush=True)
    with LOG.open("a+", encoding="utf-8", errors="replace") as log:
        log.write(f"\n$ {' '.join(map(str, command))}\n")
        log.flush()
        began = log.tell()
        found = os.pathsep.join((str(BIN), os.environ.get("PATH", os.defpath)))
        done = subprocess.run(
            list(map(str, command)),
            cwd=ROOT,
            env=os.environ | {"PATH": found, "PIP_NO_INPUT": "1"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
        log.seek(began)
        said = log.read()
    if done.returncode:
        raise StopError(sentence_for(what, said))


def sentence_for(what, said):
    if NO_SPACE.search(said):
        return f"The disk is full: free at least 2 GB, then try again. (Stopped at: {what}.)"
    if NO_NETWORK.search(said):
        return (
            "The package registries can't be reached, or lack a package for this kind of machine. "
            "Setting up needs the network once: connect, or name a proxy in HTTPS_PROXY, then try "
            f"again. Everything is in {LOG.relative_to(ROOT)}. (Stopped at: {what}.)"
        )
    last = "\n".join(f"  {line}" for line in said.strip().splitlines()[-8:])
    return (
        f"{last}\nSetting up stopped at: {what}. All that was said is in {LOG.relative_to(ROOT)}."
    )


def make_environment():
    if PYTHON.exists():
        return
    what = "Making the virtual environment .venv"
    if uv := shutil.which("uv"):
        run(what, uv, "venv", "--clear", "--python", sys.executable, VENV)
        return
    try:
        run(what, sys.executable, "-m", "venv", "--clear", VENV)
    except StopError as stop:
        if "ensurepip" not in LOG.read_text():
            raise
        shutil.rmtree(VENV, ignore_errors=True)
        raise StopError(
            "This Python has no venv module. On Debian and Ubuntu install it with "
            "`apt install python3-venv`, or install uv; then try again."
        ) from stop


def install(notes, lock, what):
    """Install a lock file; `test` holds all of `run`."""
    configuration = (VENV / "pyvenv.cfg").stat()
    path = ROOT / "requirements" / f"{lock}.txt"
    digest = digest_of(path, configuration.st_mtime_ns, configuration.st_ino)
    if notes.is_done(lock, digest):
        return
    words = ["install", "--require-hashes", "-r", path]
    if uv := shutil.which("uv"):
        run(what, uv, "pip", *words, "--python", PYTHON)
    else:
        if not (BIN / "pip").exists():
            run("Bringing pip", PYTHON, "-m", "ensurepip")
        run(what, PYTHON, "-m", "pip", *words)
    notes.add(lock, digest)


def link_sources():
    """Make `import samgak` and the command `samgak` work, without asking any registry."""
    for packages in VENV.glob("lib/python3*/site-packages"):
        write_when_other(packages / "samgak.pth", f"{ROOT / 'src'}\n")
    command = BIN / "samgak"
    write_when_other(command, LAUNCHER.format(python=PYTHON))
    command.chmod(0o755)


def write_when_other(path, text):
    if not path.exists() or path.read_text() != text:
        path.unlink(missing_ok=True)  # may be a link into a store of packages
        path.write_text(text)


def node_folder(notes):
    """The folder of a node that is new enough: the machine's, else one from a package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return Path(node).parent, Path(npm)
    install(notes, "node", "Installing Node.js into the virtual environment")
    return BIN, BIN / "npm"


def node_version(node):
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", said)
    return int(found[1]) if found else 0


def build_pages(notes):
    lock, recipe = ROOT / "package-lock.json", ROOT / "scripts" / "build.mjs"
    digest = digest_of(lock, ROOT / "package.json", recipe, STATIC / "src", STATIC / "brand")
    has_built = (STATIC / "built" / "app.css").exists() and any(FONTS.glob("*.otf"))
    if has_built and notes.is_done("build", digest):
        return
    _, npm = node_folder(notes)
    modules = digest_of(lock)
    if not (ROOT / "node_modules").exists() or not notes.is_done("modules", modules):
        run("Installing the front-end packages", npm, "ci", "--no-audit", "--no-fund")
        notes.add("modules", modules)
    run("Building styles and scripts", npm, "run", "build")
    notes.add("build", digest)


def compile_catalogues(notes):
    catalogues = sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))
    digest = digest_of(*catalogues)
    if notes.is_done("catalogues", digest) and all(
        po.with_suffix(".mo").exists() for po in catalogues
    ):
        return
    if catalogues:
        run("Compiling the catalogues", PYTHON, ROOT / "scripts" / "catalogues.py", *catalogues)
    notes.add("catalogues", digest)


def collect_static(notes):
    """Gather what the pages need under names that browsers may keep for ever."""
    kept = static_folder()
    digest = digest_of(STATIC / "built", ROOT / "requirements" / "run.txt", kept)
    if (kept / "staticfiles.json").exists() and notes.is_done("static", digest):
        return
    words = ["-m", "samgak.config", "collectstatic", "--noinput", "--verbosity", "0"]
    run("Collecting styles and scripts", PYTHON, *words)
    notes.add("static", digest)


def static_folder():
    return VAR / "static"


def prepare(chosen):
    with (VAR / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two commands at once set up one after the other
        LOG.write_text("")
        notes = Notes()
        make_environment()
        if chosen.tests:
            install(notes, "test", "Installing the Python packages")
        else:
            install(notes, "run", "Installing the Python packages")
        link_sources()
        build_pages(notes)
        compile_catalogues(notes)
        static_folder().mkdir(parents=True, exist_ok=True)
        collect_static(notes)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tests", action="store_true", help="also what tests and checks need")
    chosen = parser.parse_args()
    try:
        VAR.mkdir(exist_ok=True)
        prepare(chosen)
    except StopError as stop:
        sys.exit(str(stop))
    except PermissionError as error:
        sys.exit(f"{error.filename} can't be written. Give this user the right to, then try again.")
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        sys.exit("The disk is full: free at least 2 GB, then try again.")
    except KeyboardInterrupt:
        sys.exit(130)


if sys.version_info < OLDEST_PYTHON:
    sys.exit("Samgak needs Python 3.11 or newer: install it, or say `make run PYTHON=python3.12`.")
if __name__ == "__main__":
    main()
