"""The competencies by which lessons are tagged.

UNESCO and Broadband Commission, Artificial intelligence and digital transformation: competencies
for civil servants, 2022 (three domains); European Commission, DigComp 2.2, 2022, JRC128415 (areas).
"""

COMPETENCIES = (
    "unesco-planning",
    "unesco-data",
    "unesco-management",
    "digcomp-1",
    "digcomp-2",
    "digcomp-3",
    "digcomp-4",
    "digcomp-5",
)
