# SPDX-License-Identifier: Apache-2.0
"""What names a person is hashed by a key, and whom a service protects is counted only."""

from __future__ import annotations

import hashlib
import hmac

import linli as ll
import pytest

KEY = "一把只有我们知道的钥匙"
TABLES = {
    "places": {"id": ["c1"], "level": ["community"]},
    "persons": {"id": ["p1", "p2"], "home": ["c1", "c1"], "phone": ["13800000000", None]},
    "teams": {"id": ["p1"], "kind": ["volunteers"], "place": ["c1"]},
    "organisations": {"id": ["o"], "kind": ["unit"]},
    "memberships": {"member": ["p1", "p2", "o"], "group": ["p1", "p1", "p1"]},
}


def hash_of(text):
    return hashlib.blake2b(text.encode(), key=KEY.encode(), digest_size=16).hexdigest()


def test_ids_of_persons_and_telephones_are_hashed(tmp_path):
    net = ll.Network(**TABLES, hash_ids=KEY)
    tables = net.to_tables()
    hashed = [hash_of("p1"), hash_of("p2")]
    assert tables["persons"]["id"].tolist() == hashed
    assert tables["persons"].values("phone") == [hash_of("13800000000"), None]
    assert tables["memberships"]["member"].tolist() == [*hashed, "o"]
    assert tables["teams"]["id"].tolist() == ["p1"], "ids of groups name no person"
    assert net.measure("coverage.members")["value"].tolist() == [2]
    plain = ll.Network(**TABLES, allow=["phone"])
    plain.write(tmp_path / "plain")
    (tmp_path / "plain/network.toml").unlink()
    again = ll.read(tmp_path / "plain", hash_ids=KEY)
    assert again.fingerprint() == net.fingerprint()
    assert ll.Network(**TABLES, hash_ids="another").fingerprint() != net.fingerprint()


def test_the_key_and_what_it_hides_are_in_no_output(tmp_path):
    net = ll.Network(**TABLES, hash_ids=KEY)
    net.write(tmp_path / "csv")
    net.write(tmp_path / "x.xlsx")
    written = b"".join(p.read_bytes() for p in (tmp_path / "csv").iterdir())
    for secret in (KEY, "13800000000", "p2"):
        assert secret.encode() not in written
        assert secret not in repr(net) + net._repr_html_() + str(net.diagnostics)


def test_problems_do_not_tell_what_is_hidden(tmp_path):
    broken = {**TABLES, "memberships": {"member": ["p3", "o9"], "group": ["p1", "t9"]}}
    with pytest.raises(ll.DataError) as error:
        ll.Network(**broken, hash_ids=KEY)
    text = str(error.value) + str(error.value.problems.to_dicts())
    assert "'p3'" not in text
    assert "nearest" not in text.split("t9")[0]
    assert "'t9'" in text
    (tmp_path / "persons.csv").write_text("id,home\nsecret-1,c1,x\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text("id,level\nc1,community\n", encoding="utf-8")
    lenient = ll.read(tmp_path, strict=False, hash_ids=KEY)
    assert len(lenient.rejected) == 1
    assert "secret-1" not in str(lenient.rejected.to_dicts()) + str(lenient.diagnostics.to_dicts())


@pytest.mark.parametrize("key", ["", b"", 7])
def test_a_key_is_a_secret_text(key):
    with pytest.raises(ll.SchemaError, match="secret key"):
        ll.Network(**TABLES, hash_ids=key)


def test_a_long_key_serves_too():
    key = b"x" * 200
    net = ll.Network(**TABLES, hash_ids=key)
    short = hashlib.blake2b(key).digest()
    wanted = hashlib.blake2b(b"p1", key=short, digest_size=16).hexdigest()
    assert hmac.compare_digest(net.to_tables()["persons"]["id"][0], wanted)


MINORS = {
    "places": {"id": ["c1"], "level": ["community"]},
    "persons": {"id": ["m1", "m2", "old"], "home": ["c1"] * 3},
    "services": {"id": ["站", "饭"], "kind": ["station", "canteen"], "place": ["c1"] * 2}
    | {"protects_minors": [True, False]},
    "benefits": {"service": ["站", "站", "站", "饭"], "beneficiary": ["m1", "m1", "m2", "old"]}
    | {"since": ["2023-01-01", "2024-01-01", None, None]},
    "meetings": {"id": ["l1", "l2"], "held_by": ["站", "饭"], "date": ["2024-01-01"] * 2},
    "attendances": {"meeting": ["l1", "l1", "l2"], "person": ["m1", "m2", "old"]},
}


def test_whom_a_service_protects_is_kept_as_a_count():
    net = ll.Network(**MINORS)
    tables = net.to_tables()
    assert tables["benefits"]["beneficiary"].tolist() == ["old"]
    assert tables["attendances"]["person"].tolist() == ["old"]
    counts = tables["service_counts"]
    assert [(c["service"], c["unit"], c["count"]) for c in counts] == [("站", "persons", 2)]
    assert tables["meetings"].values("attended") == [2, None]
    assert [(r["table"], r["column"]) for r in net.refused] == [
        ("benefits", "beneficiary"),
        ("attendances", "person"),
    ]
    told = [d for d in net.diagnostics if d["rule"] == "protected_minors"]
    assert [(d["table"], d["severity"]) for d in told] == [
        ("benefits", "warning"),
        ("attendances", "warning"),
    ]


def test_a_count_that_was_given_stays():
    given = {"service": ["站"], "unit": ["persons"], "count": [112]}
    net = ll.Network(**MINORS, service_counts=given)
    assert net.to_tables()["service_counts"]["count"].tolist() == [112]


def test_without_the_mark_nothing_is_withheld():
    services = {k: v for k, v in MINORS["services"].items() if k != "protects_minors"}
    net = ll.Network(**{**MINORS, "services": services})
    assert len(net.to_tables()["benefits"]) == 4
    assert len(net.refused) == 0
