"""The timetable of one edition: sessions, rooms, lecturers, interpreters and people over its days."""
