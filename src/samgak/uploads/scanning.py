"""A small client of clamd, the daemon of ClamAV: INSTREAM of clamd(8).

The content goes in chunks, each led by its length in four bytes, the highest first; a chunk of no
length ends it. The answer is `stream: OK`, `stream: NAME FOUND` or a line that ends with ERROR.
"""

import re
import socket
import struct

from samgak.uploads.faults import Refused

CHUNK = 64 * 1024
SECONDS = 30
MOST_BYTES_OF_AN_ANSWER = 4096
FOUND = re.compile(r"stream: (?P<found>.{1,200}) FOUND")
DEFAULT_PORT = 3310


def scan(content: bytes, *, address: str, seconds: float = SECONDS) -> None:
    """Raise Refused for an infected file, and where the daemon does not say that it is clean.

    `address` is the path of a socket (/run/clamav/clamd.ctl) or host:port.
    """
    try:
        answer = _ask(content, address, seconds)
    except (OSError, ValueError) as fault:
        raise Refused("scanner_unreachable") from fault
    if found := FOUND.fullmatch(answer):
        raise Refused("file_infected", found=found["found"])
    if answer != "stream: OK":
        raise Refused("scanner_unreachable")


def _ask(content: bytes, address: str, seconds: float) -> str:
    with _connection(address, seconds) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < MOST_BYTES_OF_AN_ANSWER:
            if not (part := connection.recv(MOST_BYTES_OF_AN_ANSWER)):
                break
            answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connection(address: str, seconds: float) -> socket.socket:
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        place = (host.strip("[]"), int(port)) if host else (address, DEFAULT_PORT)
        return socket.create_connection(place, timeout=seconds)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection
