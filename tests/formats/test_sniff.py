"""What a file holds, by its first bytes and its name."""

import pytest

from pipelines.formats.sniff import form_of


@pytest.mark.parametrize(
    ("head", "name", "form"),
    [
        (b"The mayor said on Friday that", "a.txt", "text"),
        (b"[Editor's note: this is long]\n\nText.", "a", "text"),
        (b"", "empty", "text"),
        (b'<?xml version="1.0"?><rss>', "a.txt", "feed"),
        (b"\xef\xbb\xbf\n<rss version='2.0'>", "a", "feed"),
        ("<?xml version='1.0'?><feed>".encode("utf-16"), "a", "feed"),
        (b"Warning: line 3\n<rss version='2.0'>", "a", "feed"),
        (b"anything", "a.xml", "feed"),
        (b"anything", "a.RSS.gz", "feed"),
        (b"<!doctype html><html>", "a", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "a", "jsonfeed"),
        (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1"', "a.json", "jsonfeed"),
        (b'{\n  "version": "x",\n  "items": []}', "a.json", "jsonfeed"),
        (b'{"text": "a"}\n{"text": "b"}\n', "a.json", "jsonl"),
        (b'{"text": "a"}', "a", "jsonl"),
        (b'{"text": "' + b"a" * 70_000, "a", "jsonl"),
        (b"", "a.jsonl", "jsonl"),
        (b"not json", "a.ndjson.gz", "jsonl"),
        (b"PAR1\x15\x04", "a.txt", "parquet"),
    ],
)
def test_the_form_is_told_by_content_then_name(head: bytes, name: str, form: str) -> None:
    """Names lie and are missing; what a file holds decides where it can."""
    assert form_of(head, name) == form
