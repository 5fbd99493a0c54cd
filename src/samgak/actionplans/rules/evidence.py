"""Which files may show what was done."""

from samgak.uploads import Policy

POLICY = Policy(
    kinds=("pdf", "png", "jpg", "docx", "xlsx", "pptx"),
    most_bytes=5_000_000,
    most_unpacked=60_000_000,
)
