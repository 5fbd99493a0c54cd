"""Values from the environment, read in one way."""

import os


def flag(name: str) -> bool:
    """Whether the variable is set to 1, true, yes or on."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def listed(name: str, default: str) -> list[str]:
    """The comma-separated values of the variable, blanks left out."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]
