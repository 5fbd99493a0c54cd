"""What the machine is and how busy, printed above every table."""

import os
import platform


def described() -> str:
    """Processors, load and Python, in one line."""
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return f"{os.cpu_count()} processors, load {load}, Python {platform.python_version()}"
