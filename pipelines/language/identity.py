"""What names an article: its canonical URL, its source and GUID; else its text. And what names a version of it."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import courlan
import xxhash

# Parts of an address that say how it was reached and not what it is; courlan drops utm_*, fbclid and their like.
_TRACKING = {
    "at_campaign", "at_medium", "cmp", "cmpid", "ftag", "icid", "ito", "mc_cid", "mc_eid", "ncid", "ocid", "partner",
    "rss", "smid", "smtyp", "spm", "srnd", "taid", "xtor",
}  # fmt: skip
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.I)
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"(?:/amp/?|\.amp)$")
MAX_URL = 2_048  # longer addresses are generated junk, and costly to keep twice


def canonical_url(url: str | None) -> str | None:
    """The address without tracking, session, fragment, default port and AMP form; None where it is no web address.

    It serves as a key and as a link for reading; the address as given is kept beside it.
    """
    if not url or len(url) > MAX_URL:
        return None
    try:
        parts = urlsplit(courlan.normalize_url(_SESSION.sub("", url.strip()), strict=False, trailing_slash=False))
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "." not in host or " " in host:
        return None
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k.lower() not in _TRACKING])
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, host + port, _AMP_PATH.sub("", parts.path) or "/", query, ""))


def url_key(canonical: str | None) -> str | None:
    """Key of a canonical URL. An address without path and query is a site and names no article."""
    if canonical is None:
        return None
    parts = urlsplit(canonical)
    if parts.path in ("", "/") and not parts.query:
        return None
    return _hash("url", _HOST_PREFIX.sub("", parts.netloc) + parts.path + "?" + parts.query)


def guid_key(source_id: str, guid: str | None) -> str | None:
    """Key of a GUID, which counts only within its source."""
    return _hash("guid", source_id, guid) if guid else None


def version_id(title: str | None, text: str) -> str:
    """Hash of title and text as they are: any change makes a new version."""
    return _hash("version", title or "", text)


def _hash(*parts: str) -> str:
    return xxhash.xxh3_128_hexdigest("\x00".join(parts).encode("utf-8", "surrogatepass"))
