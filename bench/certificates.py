"""Certificates per second and the memory they take: `.venv/bin/python -m bench.certificates`."""

import argparse
import os
import resource
import time
from dataclasses import replace

from tests.printing.samples import NAMES, certificate_of

from samgak.printing.certificates import certificates


def batch(count):
    """Certificates of `count` different people, in turn of all eight languages."""
    languages = list(NAMES)
    for number in range(count):
        data = certificate_of(languages[number % len(languages)])
        yield replace(
            data,
            native_name=f"{data.native_name} {number}",
            verify_url=f"https://samgak.example.org/verify/DEMO-2025-{number:06}/",
        )


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    count = parser.parse_args().count

    started = time.perf_counter()
    next(certificates(batch(1)))
    first = time.perf_counter() - started

    memory, cpu, started = peak_megabytes(), time.process_time(), time.perf_counter()
    size = sum(len(pdf) for pdf in certificates(batch(count)))
    elapsed, cpu = time.perf_counter() - started, time.process_time() - cpu

    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    print(f"{'first certificate':<28}{first * 1000:>10.0f} ms")
    print(f"{'certificates':<28}{count:>10}")
    print(f"{'certificates per second':<28}{count / elapsed:>10.1f}")
    print(f"{'CPU for each':<28}{cpu / count * 1000:>10.1f} ms")
    print(f"{'size of each':<28}{size / count / 1000:>10.1f} kB")
    print(f"{'peak memory before, after':<28}{memory:>10.0f} MB {peak_megabytes():.0f} MB")
    print(f"{'load average, cores':<28}{load:>16} {os.cpu_count()}")


if __name__ == "__main__":
    main()
