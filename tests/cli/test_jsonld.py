"""Claims as JSON-LD: every property is one that schema.org gives the type it stands at."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.cli.jsonld import write_claims
from pipelines.language.claims import claims_and_names
from pipelines.lexicon import lexicon
from pipelines.tables import connect, create_tables

# schema.org 29: what a type and its parents allow, of that which is used here.
THING = {"@type", "@id", "name", "url"}
WORK = THING | {"text", "inLanguage", "datePublished", "author", "exampleOfWork", "headline", "publisher"}
ALLOWED = {
    "Claim": WORK | {"appearance", "firstAppearance", "claimInterpreter"},
    "NewsArticle": WORK | {"dateline"},
    "Person": THING,
    "Organization": THING,
    None: {"name"},
}
TEXT = 'Justice Anna Berg, 52, said the bridge will open in May. "It cost 40 million euros," the Harbour Board said.'
ARTICLE = """
INSERT INTO articles (article_id, version_id, source_id, ref, url, title, text, date_status, position, rule_version,
    first_seen_at, last_seen_at, run_id, published_day)
VALUES ('a', 'v', 'wire', 'r', 'https://example.org/a', 'A "bridge"', ?, 'declared', 0, 1, '2026-01-02', '2026-01-02',
    'r1', '2026-01-01')
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    con = connect()
    create_tables(con)
    con.execute(ARTICLE, [TEXT])
    claims, named = claims_and_names(TEXT, lexicon())
    for number, claim in enumerate(claims):
        row = {key: list(value) if isinstance(value, tuple) else value for key, value in claim._asdict().items()}
        row |= {"claim_id": str(number), "article_id": "a", "claim_group_id": "0"}
        con.execute(f"INSERT INTO claims ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()])
    for name in named:
        con.execute(
            "INSERT INTO name_mentions (article_id, start, end_, text, kind) VALUES ('a', ?, ?, ?, ?)", name[:4]
        )
    file = tmp_path_factory.mktemp("jsonld") / "claims.jsonld"
    write_claims(con, file)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def nodes(value: object) -> list[dict[str, object]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return ([value] if isinstance(value, dict) else []) + [node for one in inner for node in nodes(one)]


def test_every_property_belongs_to_its_type(document: dict[str, Any]) -> None:
    """And none is null: what is not known is left out."""
    assert document["@context"] == "https://schema.org"
    found = nodes(document["@graph"])
    assert len(found) >= 6
    for node in found:
        assert node.keys() <= ALLOWED[node.get("@type")]  # type: ignore[index]
        assert None not in node.values()


def test_a_claim_can_be_reviewed(document: dict[str, Any]) -> None:
    """Its text, who said it, where it appeared and an id that a ClaimReview can name."""
    first, second = document["@graph"]
    assert first["@id"].startswith("urn:dateline:claim:")
    assert (first["author"]["@type"], first["author"]["name"]) == ("Person", "Anna Berg")
    assert (second["author"]["@type"], second["text"]) == ("Organization", "It cost 40 million euros,")
    assert first["appearance"]["url"] == "https://example.org/a"
    assert first["datePublished"] == "2026-01-01"


def test_no_claims_are_a_document_too(call: Callable[..., int], data: Path) -> None:
    """Of an empty table."""
    assert call("export", "claims", str(data / "claims.jsonld")) == 0
    assert json.loads((data / "claims.jsonld").read_text()) == {"@context": "https://schema.org", "@graph": []}


def test_only_claims_are_written_as_jsonld(call: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """Other tables have no such form."""
    assert call("export", "articles", "articles.jsonld") == 2
    assert "only claims" in capsys.readouterr().err
