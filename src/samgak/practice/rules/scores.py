"""The rubric by which teams score each other's services."""

CRITERIA = ("clear", "asks-little", "quick", "open", "fair")
LOWEST, HIGHEST = 1, 5
