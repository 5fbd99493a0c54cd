"""Compile the catalogues named on the command line: each .po to the .mo beside it."""

import sys
from pathlib import Path

import polib

for name in sys.argv[1:]:
    part = Path(name).with_suffix(".part")
    try:
        polib.pofile(name).save_as_mofile(str(part))
    except OSError as error:
        sys.exit(f"The catalogue {name} can't be compiled: {error}")
    part.replace(part.with_suffix(".mo"))
