"""Pictures as SVG, made on the server: charts and swim-lanes. Pure: no Django."""
