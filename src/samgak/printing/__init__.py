"""Printed documents: plain data and ready-made words in, accessible archive PDF out."""
