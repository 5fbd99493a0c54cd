"""Drawings as SVG text: charts by Vega-Altair, and drawings of our own.

Nothing in them needs a style sheet, a script or a font that is not there: colours and sizes are attributes,
so that a page may hold them under a strict Content-Security-Policy.
"""
