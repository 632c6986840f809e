"""The eventsourcing library's own tests of a recorder, and where ours is stricter."""

import sys
from uuid import uuid4

import eventsourcing.cryptography
import pytest
from eventsourcing.persistence import StoredEvent

from interfaces.postgres.record import SchoolRecorder
from interfaces.wiring import Daybook
from tests.postgres.schools import OpaqueRecorder

# The suite's module also tests ciphers, with a package that we do not use. This one is its twin.
sys.modules.setdefault("eventsourcing.cipher", eventsourcing.cryptography)

from eventsourcing.tests import persistence as library  # noqa: E402


class TestTheLibrarysOwnSuite(library.ApplicationRecorderTestCase[SchoolRecorder]):
    INITIAL_VERSION = 0

    @pytest.fixture(autouse=True)
    def over(self, daybook: Daybook) -> None:
        self.daybook = daybook

    def create_recorder(self) -> SchoolRecorder:
        school = uuid4()
        self.daybook.directory.open_school(school, "Tor Hill School", "daybook/test", "database")
        return OpaqueRecorder(self.daybook.datastore, school)


def test_in_earnest_the_record_takes_sealed_lines_only(daybook: Daybook) -> None:
    recorder = SchoolRecorder(daybook.datastore, uuid4())
    plain = StoredEvent(uuid4(), 1, "note-added.1", b"in plain words")
    with pytest.raises(TypeError, match="sealed lines only"):
        recorder.insert_events([plain])
