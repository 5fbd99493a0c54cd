"""100 working days of an office of 500 visits a day: `.venv/bin/python -m bench.queues` prints a table."""

import os
import statistics
import time

from tests.measures.queues.samples import in_turn, office

from samgak.measures.queues import pooled, simulate

REPEATS, DAYS = 5, 100


def main():
    layouts = {
        "separate counters": office(),
        "one pooled desk": pooled(office(), code="one-stop"),
        "120 a day through three desks": in_turn(),
    }
    print(f"{'layout':<32}{'visits':>8}{'median s':>10}{'most s':>8}{'mean wait':>11}{'p90':>7}")
    for name, layout in layouts.items():
        seconds = []
        for _ in range(REPEATS):
            started = time.perf_counter()
            results = simulate(layout, days=DAYS, seed=1)
            seconds.append(time.perf_counter() - started)
        median, most = statistics.median(seconds), max(seconds)
        wait, p90 = results.mean_wait.value, results.p90_wait
        print(f"{name:<32}{results.visits:>8}{median:>10.2f}{most:>8.2f}{wait:>11.1f}{p90:>7.1f}")
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    print(f"load average {load}, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
