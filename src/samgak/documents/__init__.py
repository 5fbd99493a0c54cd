"""Documents that people go on writing in: Word files."""
