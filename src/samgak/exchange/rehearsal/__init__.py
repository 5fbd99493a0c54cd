"""One edition's whole life by one command: real services, permissions, transitions and jobs.

What only people can bring - attendance, answers, plans - is drawn from a seed and marked as rehearsal.
"""

from samgak.exchange.rehearsal.running import rehearse
from samgak.exchange.rehearsal.summary import Summary

__all__ = ["Summary", "rehearse"]
