"""Which query parameters an address takes, by the document."""

from tests.http.test_openapi import DOCUMENT


def taken(address: str, **asked: str) -> dict[str, str]:
    """Of these, what the address knows."""
    told = DOCUMENT["paths"][address]["get"].get("parameters", [])
    known = {one["name"] for one in told if one["in"] == "query"}
    return {name: said for name, said in asked.items() if name in known}
