"""The JSON API. docs/openapi.json is generated from it."""
