"""The floor of a command over HTTP: an endpoint that inserts one row, and nothing else."""

import os
from itertools import count
from uuid import uuid4

from fastapi import FastAPI
from psycopg_pool import ConnectionPool
from pydantic import BaseModel

INSERT = (
    "INSERT INTO bench.record (school, position, stream, version, name, body, sealed, leaf)"
    " VALUES (%s, %s, %s, %s, 'note-added.1', %s, %s, %s)"
)
BODY, SEALED, LEAF = os.urandom(700), os.urandom(1100), os.urandom(59)


class Note(BaseModel):
    text: str


def create_app() -> FastAPI:
    pool = ConnectionPool(
        os.environ["BENCH_DATABASE"],
        kwargs={"autocommit": True, "prepare_threshold": 0},
        min_size=1,
        max_size=16,
        open=True,
    )
    positions, school = count(), uuid4()
    app = FastAPI()

    def insert(note: Note) -> dict[str, int]:
        position = next(positions)
        values = (school, position, uuid4(), position, BODY, SEALED, LEAF)
        with pool.connection() as connection:
            connection.execute(INSERT, values)
        return {"version": position, "position": position}

    app.add_api_route("/insert", insert, methods=["POST"])
    return app
