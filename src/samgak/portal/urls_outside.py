"""Addresses without a language: certificates carry them in print, calendars subscribe to them."""

urlpatterns: list = []
