"""A row in every table of sign-in."""

from typing import Any
from uuid import UUID

import psycopg

ROWS = (
    "password (school, account, hash, changed_at) VALUES (%(s)s, %(a)s, 'x', now())",
    "phone_code VALUES (%(s)s, %(a)s, 'x', 1, now())",
    "passkey VALUES (%(s)s, sha256(%(k)s), %(a)s, 'x', 0, 'localhost', 'x', now())",
    "recovery_code VALUES (%(s)s, %(a)s, sha256(%(k)s))",
    "identity VALUES (%(s)s, 'https://issuer.example', %(a)s::text, %(a)s, now())",
    "one_time_link VALUES (%(s)s, sha256(%(k)s), %(a)s, now())",
    "session VALUES (%(s)s, sha256(%(k)s), gen_random_uuid(), %(a)s, 'link', false, false, 'x',"
    " now(), now(), now(), now())",
    "sign_in_step VALUES (%(s)s, sha256(%(k)s), 'x', %(a)s, '{}', 0, now())",
    "account_wish VALUES (%(s)s, gen_random_uuid(), 'give-link', %(a)s, 'x', 'x', 'dsl', NULL, '',"
    " '', %(a)s, 'x', 'x', now(), now())",
    "log_out_seen VALUES (%(s)s, sha256(%(k)s), now())",
    "sign_in_failure VALUES (%(s)s, sha256(%(k)s), 1, now())",
    "sign_in_event VALUES (%(s)s, gen_random_uuid(), now(), 'signed-in', %(a)s, NULL, '', '{}')",
)


def somebody_at_the_door(connection: psycopg.Connection[Any], school: UUID, account: UUID) -> None:
    told = {"s": school, "a": account, "k": account.bytes}
    for row in ROWS:
        connection.execute(f"INSERT INTO daybook.{row}", told)
