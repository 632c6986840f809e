"""What was once written is read for ever: a golden file for every stored name, never edited."""

import json
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from application.ports import StreamKeys
from application.record import RESERVED, STORED_NAMES, RecordMapper, SealedLine
from domain.ledger.leaves import kind_of, tag
from domain.ledger.seal import context
from interfaces.keys.folder import KeyFolder
from tests.application.golden import (
    CANONICAL,
    FOLDER,
    SCHOOL,
    TAG_KEY,
    as_told,
    canonical_line,
    fingerprint,
    path,
    written,
)

# Never changed: a line is only ever added, by tests/application/golden.py.
FINGERPRINTS = {
    "school-opened.1": "4f5e8982ada5deb504af4d15a4339bed5ca6e5dc053b27b0a358b98702614fef",
    "case-disposed.1": "60cc79af0657dfd017c62385b423f9119f2d83a7798f5b53623e9f41958c3ddb",
    "case-disposed.2": "a01bb89eef593e1e7a36b3b62c69c1d2b1a6912f253f8de2d78e97fbe53bd1b6",
    "trust-joined.1": "099610ad7bc58a5da0e67a134cb1081a125c72c6c6fcc9b794ff7d85b996de3d",
    "calendar-set.1": "cabdc22690d1bc145ba51ebb926b6f0179d989b8fc80043898516e336ee02a85",
    "contacts-set.1": "52518e3e464c8888b8f2995d24ad3fa4e76655438fad5f63ead834799c648726",
    "case-managers-set.1": "5f825fb22b457c3b61ee1798dcc715b2d4c9eceb9306800249b753228618ab7e",
    "cover-set.1": "7468f1c05897d66622bf91917145ca851aef6d3462f558e248f2fcc118d28e6b",
    "edition-adopted.1": "1566efb02cc0a33d57bc62508ffe0523aecc8d4be2c088ee75b09119bde9caaf",
    "people-imported.1": "ba59d2446c242c16d1756b96ec73d7ef9aec1e71eb44377da1c26ab15faf4bc7",
    "account-opened.1": "c536bbcaa73ab8b611cf1cd38e4908d0cc139b614d4b79ccf8f2960f99ab2627",
    "account-reopened.1": "7025561a1c041b4f07dd09c69c18ac33e000c75afa4e7372359ea9366b69abde",
    "account-closed.1": "f75c73e461a7896b201439ce98e211bbd9ac48a5f193d6ec39450098ad439fd9",
    "role-given.1": "83ef1065c8df68368b90a859ebff00079f5aacdfbeb98249fe972683c433fef1",
    "link-given.1": "0d657477c2bde6507062db1aa22c5bcafd73e5c88528d59ff33809f92de6553e",
    "factors-reset.1": "b5c2a3e0e00145a4459fd1643b1277d522d2593a224a1d24e859f01ded27dcb7",
    "identity-linked.1": "28c517381b83c0af8b8d4d5895859aa1aaaaf20913a30dc29e33707b71168e5f",
    "token-given.1": "e06c6be4e6c6c6a2a8a02631ab02262693b2c381adbd8e9bfc7d5315008d6bab",
    "incident-reported.1": "7a76d59928f0328529ba5c091fe645a457bd3a35bd7757f12ff4a413e57631c4",
    "person-linked.1": "8173a6b7f3eeaf5bced57f620c23c29c784eeb1e3de5ec37340351bcc39a0125",
    "capacity-changed.1": "dd35932abff28733e2244e7d55bc8cc88a403d22128f9452d9d48e7d4ae729b4",
    "named-in-error.1": "a1a2547632c21e512b4f680f0f3fb8fbed785cb68e901f155b85d9c40d11281a",
    "assessed.1": "b7ea9aa0146189198342f23f85c5bff9d4f545164104a327d201839e7b728ad1",
    "facts-changed.1": "c6a4dfb6a756fe3726af80981cdc4687499a8e96074a92b330f8186c531318ef",
    "made-safe.1": "b41327451dee943d65b5123bdd213c075907ddd8813d5e4ae0c09991f70f5bc1",
    "evidence-kept.1": "d303939f323cc018622f24feca32f20c0e6876625e44e16d80795f1857a1053b",
    "evidence-not-kept.1": "5571aa149b9f18835d9317776056eee8e5ab4c284d3dddcb1665982e57563229",
    "exhibit-handed-over.2": "d175b301c567f02d48357dde6738a1dae59803e0e2aa16a0c24d524a402f3268",
    "exhibit-handed-over.1": "59a148dfb38321e86ad47871f60bb8640da75bdf43c050e16ff05bc8f2936876",
    "removal-requested.1": "c09ef131f346bfaceb46d761850ccbd35c7367d6a40c377482249353bb11936d",
    "removal-outcome-recorded.1": "01c9ad3c48bd14fa52890ab0d5c56d245fe5723cf1340e368bbac8032f8ef28c",  # noqa: E501
    "dsl-alerted.1": "16b02d177e29cdab99abdbaebac39d3a52afd40b30fb64024f0bb854f8a52f72",
    "dsl-told.1": "8d27fcb86a766ec8a7128c9cd78c709ce950828d3441a5c35fd2a8f8af4c8844",
    "dsl-acknowledged.1": "db1373e1f84e9973176f71ab9a549023ba25b18ad44034bfbb7277ab1b722fef",
    "parent-informed.1": "e233cdb1d0c7b45f8018f09f84d0d9fc2bc11d1331047835165fa714aced5db6",
    "parent-not-informed.1": "40996db43e730ee36aa3315e724afb19639eb9cd90e5010e7f48464d64ba639e",
    "escalated-to-lado.1": "5a8b4d02e818b5ba03513202015e3a31dd74095fa7843f94c1cd4e716afa1fa7",
    "advice-sought.2": "48053151630d589976224ce0afae12622c1520e7f8706c404ec6b329d44a9b73",
    "advice-sought.1": "cacc545722745cdebacefe787f639423de9c0324e3f4a9bc5aa4724d5f4bea38",
    "referral-made.1": "89b3b2b0c4cf34311016938d1bbbb8c99c740c7ea7e2502eedfb5bba79a4abf6",
    "referral-answered.1": "6bd92262ad93787e63f6acacde1f0e51bc27cb52c1d2278691484a450071c7d3",
    "statutory-report-made.1": "f7ebc41171bdcb0c925527525b71d0da298de76e48d55168f38ae07a0faedc55",
    "case-manager-appointed.1": "324c8cdef63936187ef954e4494eca6c39273dfb814bdd9c1b24fc1b98140866",
    "harm-threshold-assessed.1": "c036ce16b6fdf3af528f09c6c79ed9e42a146c7cbf51e9c84b020ff2ca447fe4",  # noqa: E501
    "interview-held.1": "5ebb8c69143a357f8a076bcf0d9d10b0c84392643fef31174ca26caadd464c87",
    "intent-determined.1": "a9ee48cd153a39a193a0b719858e4a5c19de902d7694910914e6359146e7428c",
    "course-of-action-decided.1": "39cee4586d7a1f9a556d5f6cd8b9c953e45591f1ef8017eec53a946d484d5bfb",  # noqa: E501
    "paused-for-police.1": "79567a4a83d23e1e9a0a4e30a9760872a5a08ae326822f126ce66b687082e740",
    "resumed.1": "dc092c1c1b5323577f1dfc36c53720226e13172a7d6df5f438af91d6c90c4529",
    "meeting-held.1": "aef6a0b23b8194b69d64392a720625ea7cf253e4aef797ff24a991572ce4d0c2",
    "letter-sent.1": "ab0f35487e2296f1cc0e35b33f9522e8f6a63ccab38f4a631b5c7ba9e8373ce4",
    "support-assigned.1": "e1d57d0d050a69919b8ffc685483a29afb5df8c54d516ca952049264b3cbf6f1",
    "sanction-or-support-decided.1": "b2b24838828fbd330503197df6c021a6c641c7ca9200a75712bd44b36ffddd11",  # noqa: E501
    "sanction-withdrawn.1": "e6b2dd6b0b20315a5c91c31ee9bd92ea790897d34ba24137f4d8880aaed10d42",
    "safety-plan-agreed.1": "081ca3084be3c6b898c66358aa101496062f29f66178880cc1a7f6b5da401414",
    "decision-recorded.1": "a6192f4ce0079970d155b3c2fc5427ee85facf2876e22e7c0f3726912937ab8e",
    "task-assigned.1": "c451d7f8829e3bbe1f8030919d48eb950fd0ec7de69682f7fbc2e5cf080ad09e",
    "task-done.1": "5d18027c37d79b1b6eef6b9cc6428233d271f85249c52f7096994a35257e097b",
    "procedures-reviewed.1": "729eda6d271fb61d9226e236acdd7b204db06f536813b1c839e18e6e4938911d",
    "note-added.1": "c0a3ff5eee3b352d51169178412d9a62058934d405d17a27233547944a369fa7",
    "line-corrected.1": "5221d1ffa045863d198799f2f809ba816cd4edfb406bc1b0733675e017a2486a",
    "linked-to.1": "81eacd13b5130b0d6f195517f434acece9ad594166b2694a2c30074826c13d04",
    "owner-changed.1": "23962c5678b1bea808c8f20da5223fee7f103639dd601c1adf7265453f0ff00a",
    "legal-hold-placed.1": "98eac2b5040bd37c7f8533341a845e6e74c35c2068b262c7a7d18b38011ac8f5",
    "legal-hold-lifted.1": "1e2b52e4db84762a307089a1a07fb1a117b525dab13c494a3ee118634d67791e",
    "struck-out.1": "cd97ed15f4abadf5950f54f24ad74a7f6c39b5f467aba371dbbbf04379786fc7",
    "file-sent.1": "0ee8290e7766767ef83455c9fd43ce9b90b5bcf2b8721ef2180b487dbdf7c70d",
    "file-receipt-confirmed.1": "fe17b57301a32b7c9e15943401e23313cac955dead8d28a44d0df473a6f17fd9",
    "closure-proposed.1": "9ea3b56228ee82c0542404e5f65e00e629065f1ae799ecc26710d5c413d61ad1",
    "countersigned.1": "afca54d6ada8bab7e3ad38ae4d62c336d67ec92ec4a0dde75d895a87406a997c",
    "closure-refused.1": "e49bf0e84ff945515b0d2ffe20c2b670c70c0f23c1b9e9612cce89dcfc2b9ce5",
    "closed.1": "97425c98c6ea1dfc661af9b1f8a8df2deb3bfc1b46bcc4b88a41e83e3c602de3",
    "case-read.1": "2e92f2c498d5474f3984843d827b8e40e47e3774d7212e547f3cfd157c818201",
    "list-read.1": "bb8bf9c702a6d0e915167be9e1fd984ede6e871a0e1162be868d0447a6f4908c",
    "glass-broken.1": "496bdffee02df1a0b72c462315068bb1c3f58d5da932909f2330b5befe738082",
    "glass-reviewed.1": "a389c0050f2c5febad66d8478166fde6d04ec0d876ed7e87b2c44bbf61005c1d",
    "conflict-declared.1": "c0e8cd66a9402e8887cade77b3c1de168d946aa31f4c3245e09f8a674ac18327",
    "conflict-lifted.1": "422584ebd8dd27aab4c552ad83d8b740aadb3794a04b77378857d0445d0e855e",
    "access-granted.1": "2cabc6ba08df9b12fa6e4034db0e59e1a37434f657fc99500a1cc9d2fcb80be9",
    "access-revoked.1": "19ca7c29c12cd4f44325e7580a41643fe363911e581e12bcb26d1ecab34478aa",
    "reopened.1": "b31e01224fac7808f07c31cdfe78c321bee317394c42a34f9feb7d2ff846c62a",
    "routes-opened.2": "e5e57f81de5275f948ffbc53ff0ef92318b50f4c73ce279344fd083d430ddafb",
    "routes-opened.1": "06cd0132504e619e8540aaf23c34829203c946ca40178ad43f5028eb5f3e3869",
    "steps-set-aside.1": "a8c23e44aabc0d64c2f88d3a407f320db745690369110cc47d06f847af983d80",
    "edition-adopted-for-case.1": "1c31fc2a37958c488b7c690f3a244fab156ee0c83218996ef16961e356235669",  # noqa: E501
    "step-completed.1": "04a1374190bba6323e2cb73000564f39bd4dc845ee9f63f29bc3cc2ad5ffd2e3",
    "step-not-needed.1": "00598236bf6cbaecdb6513258074c4512b6058025a38fdaee7fee77d750866c7",
    "concerns-opened.1": "3fa24a7b7ad1b108a67e0c4f374b879d47e76db2dd20b65c03aee64d7f69a7cb",
    "concern-recorded.1": "86c339352d46aedde86c2a981edf6b5a7776f4badaf6b58eb3946cf486d50e7d",
    "self-reported.1": "b62690e64cccd6682310cb9daf4e4f2e374ad2f9bfc639dcee0bc59e60ebc411",
    "agency-told.1": "da5ee5d1087a1dcdc37489cda901affb35051b546b85520b8041192b14385cec",
    "pattern-reviewed.1": "240ac90b70f9be1f917a32e5df5738bc93d8e61313ea3e7c7312bdef33744d36",
    "concern-escalated.1": "6673da2c2853fa51bba51eada00ca94236200455f252b5d1baf845cc30c83a77",
    "concern-withdrawn-in-error.1": "c0f44102c8a929607cbcf8f36be73b3303717bff691c4f73dc90796996901558",  # noqa: E501
    "concern-corrected.1": "6abf41fe236eb0b23278347a4ce63f339f656d42d8ad9475a3d1fdc2e85afbea",
    "register-closed.1": "b8fb7f3dee3f51b97d5245f7fab9b4014002a9dc02b66b119a63ed26e7324e5c",
    "concern-readers-set.1": "8a51718a7990607d21e40c9b8624d2fc742135e92e4a423b6ebd9bceb8296f34",
    "prevention-opened.1": "8b5ab66236bfc8eddb65298b3647692f1896f2a76fa848201bb20bfb0ddd47d1",
    "document-version-published.1": "966b8eb7d9141fa5ff33c312ead444af7c825c73469c752e42b2e80180a9ad13",  # noqa: E501
    "document-reviewed.1": "54d67f3fd2b7c86ec4f6e98b741098bdde92befc0ff7da960d3ba284f1d36286",
    "document-withdrawn.1": "a68802d2bb58b45c30e66249395db45035a011447798fb9a97413910d3d42d29",
    "agreement-signed.1": "b3da3ae6cbde89f8b2b20afac73b60fd1a74ec7f7966c251eef73f36705fdb59",
    "awareness-session-held.1": "fa0386729c81bc27e19f05036c1f0cf5c96ce98cbf02436036f174ae8c3d5f26",
    "curriculum-coverage-recorded.1": "b9536a6821214a195c47df218b2fefdb03e6c48d2f23ddd9a2ae0380c189966b",  # noqa: E501
    "complaint-received.1": "f73cce257f8271ed5159c871d563b805e067536d4826087abd9b1ab53dddf501",
    "complaint-taken-further.1": "1a9942e5e04cb3fc57c8fc7afed8da8cdc1e3b327bf97e28439bfb2b77570142",  # noqa: E501
    "complaint-answered.1": "0abd013935291e9b91b4613e20973adb71361ba9714810972da48a29943e22c2",
    "filtering-review-completed.1": "70d635c958a7ab87a407d010e27fa0a7ddcf5680d8bae0b7db98a8a9bb10d03d",  # noqa: E501
    "prevention-line-corrected.1": "b628c24110d72f63cad2c53313af9823002a1fbb121c0b203cc993348593f07a",  # noqa: E501
    "prevention-line-withdrawn.1": "c1f9eb4b5f650ad6830b17377938a503c354d1e8e2a89ea93166ca74b4034b6c",  # noqa: E501
}

every_name = pytest.mark.parametrize("name", sorted(FINGERPRINTS))


@pytest.fixture
def mapper(tmp_path: Path) -> RecordMapper:
    keys = KeyFolder(tmp_path)
    keys.create(SCHOOL)
    return RecordMapper(SCHOOL, keys)


def page(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path(name).read_bytes())
    return read


@every_name
def test_no_golden_file_was_changed(name: str) -> None:
    assert fingerprint(name) == FINGERPRINTS[name]


def test_every_stored_name_has_a_golden_file_and_none_was_removed() -> None:
    files = {file.name.removesuffix(".json") for file in FOLDER.glob("*.json")}
    assert set(STORED_NAMES) <= files
    assert files == set(FINGERPRINTS) == set(CANONICAL)


@every_name
def test_an_old_line_still_reads_as_what_it_said(name: str, mapper: RecordMapper) -> None:
    line, old = canonical_line(name, CANONICAL[name]), page(name)
    golden, keys = written(line, old["members"]), mapper.new_keys(line.stream)
    body_hash = sha256(golden.body).digest()
    bound = context(SCHOOL, line.stream, line.version, keys.data_key.number, body_hash)
    words = keys.data_key.seal("\n".join(golden.disclosures).encode(), bound)
    assert keys.wrapped is not None
    stored = SealedLine(
        line.stream,
        line.version,
        name,
        bytes.fromhex(old["body"]),
        head=golden.leaf[:19],
        sealed=keys.data_key.number.to_bytes(4, "big") + words,
        position=line.position,
        leaf=bytes.fromhex(old["leaf"]),
        keys=StreamKeys(TAG_KEY, ((1, keys.wrapped),)),
    )
    assert mapper.to_domain_event(stored) == line


@every_name
def test_the_bytes_of_body_and_leaf_follow_from_what_is_told(name: str) -> None:
    line, old = canonical_line(name, CANONICAL[name]), page(name)
    golden = written(line, old["members"])
    assert golden.body.hex() == old["body"]
    assert golden.leaf.hex() == old["leaf"]
    assert (golden.leaf[1], golden.leaf[3:19]) == (kind_of(name), tag(TAG_KEY, line.version))


@pytest.mark.parametrize("name", sorted(STORED_NAMES))
def test_a_line_is_still_told_as_when_its_name_was_given(name: str) -> None:
    """A field more or less, or another way to write it, needs the next number."""
    line = canonical_line(name, CANONICAL[name])
    told, old = as_told(name, line), page(name)["members"]
    assert told == old
    assert list(told) == list(old)


@pytest.mark.parametrize("name", sorted(STORED_NAMES))
def test_no_field_of_an_event_is_called_as_one_that_every_line_has(name: str) -> None:
    assert not {field.name for field in fields(STORED_NAMES[name])} & set(RESERVED)


@every_name
def test_a_golden_file_tells_something_in_every_field(name: str) -> None:
    """Null or an empty list would read back well from almost anything."""
    told = page(name)["members"]
    assert [member for member, value in told.items() if value in (None, [], "")] == []
