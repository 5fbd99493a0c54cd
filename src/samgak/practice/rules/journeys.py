"""The codes by which a step says who acts and how; spelt as in samgak.measures.journeys."""

CITIZEN, BUSINESS, OFFICER, SYSTEM = "citizen", "business", "officer", "system"
ACTORS = (CITIZEN, BUSINESS, OFFICER, SYSTEM)
APPLICANTS = frozenset({CITIZEN, BUSINESS})
IN_PERSON, POST, TELEPHONE, ONLINE, AUTOMATIC = (
    "in-person",
    "post",
    "telephone",
    "online",
    "automatic",
)
CHANNELS = (IN_PERSON, POST, TELEPHONE, ONLINE, AUTOMATIC)
