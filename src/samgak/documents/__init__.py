"""Word files from templates and data. Pure: no Django."""
