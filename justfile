# `just` alone lists what there is. Without just installed: `uv run just`.

uv := env("UV", "uv")

[private]
list:
    @"{{ just_executable() }}" --list --unsorted

# Install everything, pinned, into .venv
setup:
    "{{ uv }}" sync

# Run the tests; `just test tests/domain` runs some of them
test *which:
    "{{ uv }}" run pytest {{ which }}

# What must hold before a change is handed in
check:
    "{{ uv }}" run ruff format --check
    "{{ uv }}" run ruff check
    "{{ uv }}" run mypy
    "{{ uv }}" run lint-imports --no-logo
    "{{ uv }}" run pytest -n auto

# Format, and mend what the linter can mend by itself
fix:
    "{{ uv }}" run ruff format
    "{{ uv }}" run ruff check --fix

# Start the server
run *options:
    "{{ uv }}" run daybook serve {{ options }}

# Empty every read model and fill it again from the record
rebuild *options:
    "{{ uv }}" run daybook rebuild {{ options }}

# Check the whole record against its hashes
verify *options:
    "{{ uv }}" run daybook verify {{ options }}

# Measure the speed against the bare database
bench *options:
    "{{ uv }}" run python -m bench.all {{ options }}

# Write the documents that are made from the code
docs:
    "{{ uv }}" run python -m tests.http.examples_as_json
    "{{ uv }}" run python -m interfaces.http.openapi docs/openapi.json
    "{{ uv }}" run python -m application.words_page docs/words.md
