"""What a country may hand in as its signed letter: a scan or a photograph. Pure."""

from samgak.uploads import Policy

POLICY = Policy(kinds=("pdf", "png", "jpg"), most_bytes=10_000_000)
