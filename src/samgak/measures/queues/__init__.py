"""An office with counters: how long people wait in it, simulated day by day, and by formula."""

from samgak.measures.queues.offices import Desk, Fault, Office, Task, Unworkable, Visit, faults
from samgak.measures.queues.results import Results
from samgak.measures.queues.simulation import pooled, simulate

__all__ = [
    "Desk",
    "Fault",
    "Office",
    "Results",
    "Task",
    "Unworkable",
    "Visit",
    "faults",
    "pooled",
    "simulate",
]
