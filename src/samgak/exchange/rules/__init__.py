"""The edition file as text: what it says, what is wrong with it, and how it is written."""

from samgak.exchange.rules.edition import parse
from samgak.exchange.rules.faults import Fault, FileRefused
from samgak.exchange.rules.model import EditionFile
from samgak.exchange.rules.tree import decoded
from samgak.exchange.rules.writing import write

__all__ = ["EditionFile", "Fault", "FileRefused", "decoded", "parse", "write"]
