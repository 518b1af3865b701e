"""Dateline as a service: `watch` in bounded runs, `stream` on a portable runner; what they are doing, in a file."""
