"""The edition files of the project: the demonstration edition first, then the four of the tests."""

from pathlib import Path

from samgak import exchange

DEMONSTRATION = Path(exchange.__file__).parent / "demonstration" / "astana-2025" / "edition.yaml"
TINY = Path(__file__).parent.parent / "editions"
EDITIONS = [DEMONSTRATION, *sorted(TINY.glob("*/edition.yaml"))]
