"""The brand's colours and shapes, as in static/src/_colours.scss."""

INK, SECONDARY, LINE, WHITE = "#1b1f24", "#4c5661", "#c9d0d7", "#ffffff"
FACILITATING, PIVOTAL, BENEFICIARY = "#1d4f91", "#0b6e69", "#b7791f"
TYPEFACE = "system-ui, 'Noto Sans', 'Segoe UI', 'Malgun Gothic', sans-serif"

# The three sides of the cooperation: one colour and one shape each, everywhere.
SIDES = {
    "facilitating": (FACILITATING, "triangle-up"),
    "pivotal": (PIVOTAL, "square"),
    "beneficiary": (BENEFICIARY, "circle"),
}
# For series that are no side; all at least 3:1 on white.
SERIES = (
    (FACILITATING, "circle"),
    (BENEFICIARY, "square"),
    (PIVOTAL, "triangle-up"),
    ("#7a3e9d", "diamond"),
    ("#b42318", "cross"),
    (SECONDARY, "triangle-down"),
)


def look(group: str, position: int) -> tuple[str, str]:
    """Colour and shape of a side by its name, of any other group by its position."""
    return SIDES.get(group, SERIES[position % len(SERIES)])
