"""Whatever is changed in a pack is found, and the seals say what they are worth."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest

from office import PASSPHRASE, Office, sealed
from sayso.errors import KeyInvalid, PackInvalid
from sayso.export.pack import check as checking
from sayso.export.pack import manifest as listing
from sayso.export.pack import readings
from sayso.export.pack.check import Trust, check
from sayso.export.pack.container import opened
from sayso.export.pack.seal import Seal, as_zip
from sayso.export.pack.signature import (
    fingerprint,
    make_key,
    read_private,
    read_public,
    signed,
)
from sayso.export.pack.timestamp import read_certificates
from timekeeper import Authority

AROUND = set(listing.AROUND)
NOBODY = Trust()


def faults(place: Path, trust: Trust = NOBODY) -> list[str]:
    with opened(place) as pack:
        return [word.sentence for word in check(pack, trust) if word.is_fault]


def words(place: Path, trust: Trust = NOBODY) -> str:
    with opened(place) as pack:
        return "\n".join(word.sentence for word in check(pack, trust))


@pytest.fixture
def pack(office: Office, tmp_path: Path) -> Path:
    """A copy to change."""
    shutil.copytree(office.pack, tmp_path / "pack")
    return tmp_path / "pack"


@pytest.fixture
def trust(office: Office) -> Trust:
    return Trust(read_public(office.public), tuple(read_certificates(office.certificate)))


def relist(pack: Path) -> None:
    """Make the list anew, as whoever changes files on purpose would."""
    told = json.loads((pack / listing.NAME).read_bytes())
    for name in AROUND:
        (pack / name).unlink(missing_ok=True)
    for name in ("format", "version", "files"):
        del told[name]
    data = listing.manifest({**told, "signer": None, "timestamped": False}, pack)
    (pack / listing.NAME).write_bytes(data)
    (pack / listing.DIGEST).write_bytes(listing.digest_lines({listing.NAME: data}))


def test_a_pack_is_sound_as_it_was_made(office, trust):
    assert faults(office.pack, trust) == []
    assert faults(office.pack) == []


def test_a_zip_of_it_is_as_sound(office, trust, tmp_path):
    as_zip(office.pack, tmp_path / "pack.zip")
    assert faults(tmp_path / "pack.zip", trust) == []


def test_a_flipped_byte_in_any_file_is_found(pack, trust, monkeypatch):
    """In the first, the middle and the last byte of each file; with and without a trusted key."""
    # What is read in the files is looked at elsewhere: here each file is flipped many times.
    monkeypatch.setattr(checking, "readings", lambda pack, listed: iter(()))
    names = [path for path in sorted(pack.rglob("*")) if path.is_file()]
    flipped = 0
    for path in names:
        data = path.read_bytes()
        for at in sorted({0, len(data) // 2, len(data) - 1} & set(range(len(data)))):
            changed = bytearray(data)
            changed[at] ^= 1
            path.write_bytes(changed)
            for whom in (trust, NOBODY):
                found = faults(pack, whom)
                assert found, f"byte {at} of {path.name}"
            flipped += 1
        path.write_bytes(data)
    assert flipped > 60
    assert faults(pack, trust) == []


@pytest.mark.parametrize("name", sorted(AROUND))
def test_every_byte_around_the_list_counts(pack, trust, name, monkeypatch):
    for each in ("files", "readings"):
        monkeypatch.setattr(checking, each, lambda pack, listed: iter(()))
    path = pack / name
    data = path.read_bytes()
    for at in range(0, len(data), 1 + len(data) // 150):
        for bit in (1, 0x20):
            changed = bytearray(data)
            changed[at] ^= bit
            path.write_bytes(changed)
            assert faults(pack, trust), f"byte {at} of {name}"
            assert faults(pack), f"byte {at} of {name}"


def test_a_fault_names_the_file_and_hides_no_other(pack):
    (pack / "README.txt").write_text("Nothing to see here.")
    (pack / "propositions.jsonl").unlink()
    (pack / "more.txt").write_text("More")
    found = faults(pack)
    assert [line.split(" ")[0] for line in found] == [
        "more.txt", "README.txt", "propositions.jsonl",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["manifest.sig", "signer.pem", "manifest.tsr", "manifest.sha512"])
def test_a_seal_that_was_torn_off_is_missed(pack, name):
    (pack / name).unlink()
    assert f"{name} is missing" in faults(pack)


def test_a_link_is_no_file(pack, tmp_path):
    (tmp_path / "elsewhere").write_bytes((pack / "README.txt").read_bytes())
    (pack / "README.txt").unlink()
    (pack / "README.txt").symlink_to(tmp_path / "elsewhere")
    assert "README.txt is no plain file" in faults(pack)
    (pack / "folder").symlink_to(tmp_path)
    assert "folder is no plain file" in faults(pack)


def test_a_pack_without_a_list_says_so(tmp_path):
    assert faults(tmp_path) == ["manifest.json is missing"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "cannot be read"),
        (b"[]", "not of a pack"),
        (b"{}", "not of a pack"),
        (b'{"format": "sayso pack", "version": 2}', "newer sayso"),
        (b'{"format": "sayso pack", "version": 1}', "cannot be read"),
        (b'{"format": "sayso pack", "version": 1, "files": [{"path": "a"}]}', "cannot be read"),
        (b'{"format": "sayso pack", "version": 1, "files": []}', "not as sayso writes it"),
        (b"[" * 100_000, "cannot be read"),
    ],
)
def test_a_list_that_is_none_is_told_in_one_line(tmp_path, data, words):
    (tmp_path / "manifest.json").write_bytes(data)
    (found,) = faults(tmp_path)
    assert words in found


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"no zip", "neither a folder nor a whole zip"), (None, "No such file")],
)
def test_what_is_no_pack_is_refused(tmp_path, data, words):
    if data is not None:
        (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(PackInvalid, match=words):
        faults(tmp_path / "a.zip")


def test_a_zip_that_holds_a_file_twice_or_a_link_says_so(office, tmp_path):
    place = tmp_path / "pack.zip"
    as_zip(office.pack, place)
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(place, "a") as archive:
        archive.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("README.txt", "Another")
    found = faults(place)
    assert "README.txt is in it 2 times" in found
    assert "link is no plain file" in found


def test_no_flipped_byte_of_a_zip_changes_what_is_read_unseen(office, tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "readings", lambda pack, listed: iter(()))
    place = tmp_path / "pack.zip"
    as_zip(office.pack, place)
    with zipfile.ZipFile(place) as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    data = place.read_bytes()
    found = 0
    for at in range(0, len(data), len(data) // 200):
        changed = bytearray(data)
        changed[at] ^= 1
        place.write_bytes(changed)
        try:
            told = faults(place)
        except PackInvalid as error:
            told = [str(error)]
        found += bool(told)
        if not told:
            with zipfile.ZipFile(place) as archive:
                assert {name: archive.read(name) for name in archive.namelist()} == before, at
    assert found > 150


# Faults that the list cannot show, since it was made anew after the change.


def edit(pack: Path, change) -> None:
    place = pack / "analyses.jsonl"
    rows = [json.loads(line) for line in place.read_text("utf-8").splitlines()]
    change(rows)
    place.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def shift_a_span(rows) -> None:
    next(row for row in rows if row["claims"])["claims"][0]["evidence"]["end"] = 10**6


def cut_a_chain(rows) -> None:
    claims = [claim for row in rows for claim in row["claims"] if len(claim["chain"]) > 1]
    claims[0]["chain"] = claims[0]["chain"][:1]


def change_a_text(rows) -> None:
    rows[0]["report"]["text"] = rows[0]["report"]["text"].replace("two", "six")


def lose_a_report(rows) -> None:
    del rows[0]


def tell_a_report_twice(rows) -> None:
    rows.append(rows[0])


def name_another_original(rows) -> None:
    rows[0]["report"]["sha256"] = "0" * 64


def name_another_media(rows) -> None:
    rows[0]["report"]["media"] = "application/x-other"


def break_the_shape(rows) -> None:
    del rows[0]["voices"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (shift_a_span, "points at"),
        (cut_a_chain, "is not the path from the outlet"),
        (change_a_text, "is not what its original gives when it is read anew"),
        (lose_a_report, "holds 6 reports, and the manifest says 7"),
        (tell_a_report_twice, "is there twice"),
        (name_another_original, "is missing (0000"),
        (name_another_media, "is application/x-other, and its original"),
        (break_the_shape, "line 1: no analysis"),
    ],
)
def test_what_is_read_must_stand_in_the_originals_even_if_the_list_is_made_anew(
    pack, change, words
):
    edit(pack, change)
    relist(pack)
    assert words in "\n".join(faults(pack))


def test_a_text_that_is_not_the_one_that_was_read_is_found(pack):
    place = next((pack / "texts").iterdir())
    place.write_bytes(place.read_bytes() + b" ")
    relist(pack)
    assert f"texts/{place.name} is not the text of" in "\n".join(faults(pack))


def members(data: bytes) -> list[bytes]:
    """The records of an archive, each of which is packed for itself."""
    found = []
    while data:
        one = zlib.decompressobj(31)
        found.append(one.decompress(data))
        data = one.unused_data
    return found


def test_an_original_that_was_changed_is_found_by_what_its_record_says(pack):
    place = pack / "originals.warc.gz"
    changed = [m.replace(b"two farmers", b"six farmers") for m in members(place.read_bytes())]
    place.write_bytes(b"".join(gzip.compress(member, mtime=0) for member in changed))
    relist(pack)
    found = "\n".join(faults(pack))
    assert "and its record says sha256:" in found
    assert "does not have the digest that it names" in found
    assert "the original of r" in found


@pytest.mark.parametrize("data", [b"", b"WARC/1.1\r\nnonsense", b"\x1f\x8bbroken"])
def test_an_archive_that_is_none_is_told(pack, data):
    (pack / "originals.warc.gz").write_bytes(data)
    relist(pack)
    assert "originals.warc.gz" in "\n".join(faults(pack))


def test_a_proposition_that_rests_on_nothing_is_found(pack):
    place = pack / "propositions.jsonl"
    first, *rest = place.read_text("utf-8").splitlines()
    told = json.loads(first)
    place.write_text("\n".join([json.dumps({**told, "claims": ["c0"]}), *rest]) + "\n", "utf-8")
    relist(pack)
    assert "line 1: c0 is in no analysis" in "\n".join(faults(pack))


def test_a_list_that_leaves_the_analyses_out_is_found(pack):
    (pack / "analyses.jsonl").unlink()
    relist(pack)
    assert "analyses.jsonl is missing" in faults(pack)


def test_another_version_of_sayso_does_not_read_anew(pack, monkeypatch):
    """It may read otherwise, and that is no fault of the pack."""
    edit(pack, change_a_text)
    edit(pack, lambda rows: [row.update(version="sayso 9.9") for row in rows])
    relist(pack)
    found = "\n".join(faults(pack))
    assert "read anew" not in found
    monkeypatch.setattr(readings, "version", lambda: "sayso 9.9")
    assert "read anew" in "\n".join(faults(pack))


def test_a_withheld_original_is_not_missed(office, tmp_path):
    name = json.loads((office.pack / "analyses.jsonl").read_text().splitlines()[0])["report"]["id"]
    sealed(office.case, tmp_path, Seal(), withheld=frozenset({name}))
    assert faults(tmp_path) == []


# Seals


def test_whose_key_it_is_is_said_plainly(office, trust):
    name = fingerprint(read_public(office.public))
    assert f"signed with the key {name}: not checked against a key you trust" in words(office.pack)
    assert f"signed with the key that you trust, {name}" in words(office.pack, trust)


def test_another_key_than_the_trusted_one_is_a_fault(office, tmp_path):
    public, name = make_key(tmp_path / "other.pem", PASSPHRASE)
    (found,) = faults(office.pack, Trust(read_public(public)))
    assert "and not with yours" in found
    assert name in found


def test_whoever_signs_anew_is_not_who_signed(pack, tmp_path, trust):
    """The pack is sound by itself; only the key that one trusts shows it."""
    (pack / "README.txt").write_text("All is true.")
    make_key(tmp_path / "thief.pem", PASSPHRASE)
    key = read_private(tmp_path / "thief.pem", PASSPHRASE)
    relist(pack)
    told = json.loads((pack / listing.NAME).read_bytes())
    for name in ("format", "version", "files"):
        del told[name]
    for name in (listing.NAME, listing.DIGEST):
        (pack / name).unlink()
    data = listing.manifest({**told, "signer": fingerprint(key.public_key())}, pack)
    around = {
        listing.NAME: data,
        listing.SIGNATURE: signed(key, data),
        listing.SIGNER: (tmp_path / "thief.pub.pem").read_bytes(),
    }
    around[listing.DIGEST] = listing.digest_lines(around)
    for name, content in around.items():
        (pack / name).write_bytes(content)
    assert faults(pack) == []
    assert "not with yours" in "\n".join(faults(pack, trust))


def test_who_wants_a_signature_is_told_that_there_is_none(pack, trust):
    relist(pack)
    assert faults(pack) == []
    found = faults(pack, trust)
    assert found == [
        "it is not signed: nothing shows who packed it",
        "it bears no timestamp: nothing shows when it was there",
    ]


def test_the_time_is_said_plainly(office, trust):
    told = words(office.pack)
    assert "a timestamp says 2026-03-01T12:00:00Z, by CN=Harbour Clock: not checked" in told
    told = words(office.pack, trust)
    assert "it was there at 2026-03-01T12:00:00Z, says CN=Harbour Clock, whom you trust" in told


def test_another_authority_than_the_trusted_one_is_a_fault(office, tmp_path):
    other = Authority.make("Another Clock").write_root(tmp_path / "other.pem")
    (found,) = faults(office.pack, Trust(None, tuple(read_certificates(other))))
    assert "is not of the authority that you trust" in found
    assert "\n" not in found


# Keys


def test_the_private_key_is_for_its_owner_alone(tmp_path):
    place = tmp_path / "office.pem"
    old = os.umask(0)
    try:
        public, _ = make_key(place, PASSPHRASE)
    finally:
        os.umask(old)
    assert place.stat().st_mode & 0o777 == 0o600
    assert public == tmp_path / "office.pub.pem"
    assert b"ENCRYPTED PRIVATE KEY" in place.read_bytes()
    assert b"PUBLIC KEY" in public.read_bytes()


@pytest.mark.parametrize("weak", ["", "short", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa"])
def test_a_weak_passphrase_makes_no_key(tmp_path, weak):
    with pytest.raises(KeyInvalid, match="too easy to guess"):
        make_key(tmp_path / "a.pem", weak)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["a.pem", "a.pub.pem"])
def test_a_key_is_never_written_over(tmp_path, there):
    (tmp_path / there).write_text("kept")
    with pytest.raises(KeyInvalid, match="already"):
        make_key(tmp_path / "a.pem", PASSPHRASE)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["kept"]


def test_a_key_opens_with_its_passphrase_alone(office):
    read_private(office.key, PASSPHRASE)
    for wrong in ("", "another passphrase"):
        with pytest.raises(KeyInvalid):
            read_private(office.key, wrong)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl program")
def test_keys_of_another_kind_and_unlocked_ones_are_refused(tmp_path):
    def made(name: str, *words: str) -> Path:
        place = tmp_path / name
        subprocess.run(["openssl", *words, "-out", place], check=True, capture_output=True)
        return place

    unlocked = made("a.pem", "genpkey", "-algorithm", "ed25519")
    with pytest.raises(KeyInvalid, match="not locked"):
        read_private(unlocked, PASSPHRASE)
    lock = ("-aes256", "-pass", f"pass:{PASSPHRASE}")
    other = made("b.pem", "genpkey", "-algorithm", "x25519", *lock)
    with pytest.raises(KeyInvalid, match="another kind"):
        read_private(other, PASSPHRASE)
    public = made("c.pem", "pkey", "-in", str(unlocked), "-pubout")
    read_public(public)
    with pytest.raises(KeyInvalid, match="private key"):
        read_public(unlocked)


@pytest.mark.parametrize("read", [read_public, read_certificates, lambda p: read_private(p, "x")])
@pytest.mark.parametrize("data", [b"", b"nothing", None])
def test_a_file_that_holds_no_key_is_named(tmp_path, read, data):
    place = tmp_path / "a.pem"
    if data is not None:
        place.write_bytes(data)
    with pytest.raises(KeyInvalid, match=r"a\.pem"):
        read(place)
