"""The papers of a cohort, in which forms they come, and for whom."""

INVITATION, VISA, NOMINATION = "invitation", "visa", "nomination"
BADGES, SIGNS, ROSTER = "badges", "signs", "roster"
LETTERS = (INVITATION, VISA, NOMINATION)
# Of the roster a single person is no use.
FOR_ONE = (*LETTERS, BADGES, SIGNS)
KINDS = (*FOR_ONE, ROSTER)
PDF, WORD = "pdf", "docx"
FORMS = (PDF, WORD)
# Each in the language in which the person reads.
OWN = "own"
