"""A download in a process of its own, which has nothing else in its memory."""

import multiprocessing
import resource
from concurrent.futures import ProcessPoolExecutor

from bench.setting.visitor import Pages, Question


def downloads(questions: list[Question]) -> list[tuple[float, int, float]]:
    """For each, in this order: processor seconds, bytes, the peak of the memory so far in MB."""
    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=apart) as process:
        return process.submit(_ask_for, questions).result()


def _ask_for(questions: list[Question]) -> list[tuple[float, int, float]]:
    pages, found = Pages(), []
    for question in questions:
        answer = pages.ask(question)
        if answer.status != 200:
            raise RuntimeError(f"{question.address}: {answer.status}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found.append((answer.milliseconds / 1000, answer.size, peak))
    return found
