"""What is in a pack, and that anybody can read it and check it without sayso."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

import sayso
from office import PAGE, PASSPHRASE, WORDS, sealed
from sayso import intake
from sayso.export.folder import write as write_folder
from sayso.export.pack.container import opened
from sayso.export.pack.contents import Trail
from sayso.export.pack.originals import Holding, holdings
from sayso.export.pack.seal import Seal, as_zip
from sayso.model import Report, Told
from sayso.read import Hints, Source
from sayso.record import Case
from sayso.record.trail import Trace, whole_trail
from sayso.record.transfer import entries

SCHEMAS = Path(sayso.__file__).parent / "schema"


def manifest(pack: Path) -> dict:
    return json.loads((pack / "manifest.json").read_bytes())


def lines(place: Path) -> list[dict]:
    return [json.loads(line) for line in place.read_text("utf-8").splitlines()]


def records(place: Path) -> list[tuple[str, dict[str, str], bytes]]:
    with place.open("rb") as file:
        return [
            (one.rec_type, dict(one.rec_headers.headers), one.content_stream().read())
            for one in ArchiveIterator(file)
        ]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_file_is_listed_with_its_digests(office):
    told = manifest(office.pack)
    around = {"manifest.json", "manifest.sha512", "manifest.sig", "manifest.tsr", "signer.pem"}
    found = bytes_of(office.pack)
    assert [each["path"] for each in told["files"]] == sorted(found.keys() - around)
    for each in told["files"]:
        data = found[each["path"]]
        assert each["size"] == len(data)
        assert each["sha256"] == hashlib.sha256(data).hexdigest()
        assert each["sha3_512"] == hashlib.sha3_512(data).hexdigest()


def test_the_manifest_tells_what_was_packed(office):
    told = manifest(office.pack)
    assert told["reports"] == 7
    assert told["sayso"].startswith(f"sayso {sayso.__version__}, ")
    assert told["changed"].startswith("2026-03-")
    assert told["timestamped"] is True
    assert told["withheld"] == []


def test_the_audit_trail_is_told_by_a_digest_that_its_owner_can_make_again(office, tmp_path):
    with Case.open(str(office.case)) as case:
        write_folder(entries(case.store), tmp_path)
        last = case.audit()[-1]
        trail = Trail.of(whole_trail(case, Trace()))
    told = manifest(office.pack)["audit"]
    data = (tmp_path / "audit.jsonl").read_bytes()
    assert told["sha256"] == hashlib.sha256(data).hexdigest() == trail.sha256
    assert told["entries"] == len(data.splitlines())
    assert told["last"] == {"at": last.at, "action": "retracted"}


def test_nothing_in_it_tells_the_folders_of_who_packed_it(office):
    for name, data in bytes_of(office.pack).items():
        assert b"Secret Folder" not in data, name
    for _, _, data in records(office.pack / "originals.warc.gz"):
        assert b"Secret Folder" not in data


def test_the_same_case_gives_the_same_bytes(office, tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        sealed(office.case, tmp_path / name, Seal())
        as_zip(tmp_path / name, tmp_path / f"{name}.zip")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {n: archive.read(n) for n in archive.namelist()} == bytes_of(tmp_path / "one")


def test_a_judgement_that_was_taken_back_leaves_no_trace(office):
    (told,) = lines(office.pack / "judgements.jsonl")
    assert told["why"] == "misread"
    assert all(b"misread, too" not in data for data in bytes_of(office.pack).values())


def test_the_lines_obey_the_promised_shapes(office):
    for name, schema in (("analyses", "claims"), ("propositions", "weigh")):
        shape = Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text()))
        found = lines(office.pack / f"{name}.jsonl")
        assert found
        for each in found:
            shape.validate(each)


def test_each_text_is_there_as_spans_count_it(office):
    for each in lines(office.pack / "analyses.jsonl"):
        report = each["report"]
        place = office.pack / "texts" / f"{report['id']}.txt"
        assert place.read_bytes().decode() == report["text"]


def test_no_claim_in_the_tables_is_without_its_chain(office):
    with (office.pack / "tables" / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(row["chain"] for row in rows)


def test_the_archive_holds_each_original_as_it_came(office):
    found = records(office.pack / "originals.warc.gz")
    assert [kind for kind, _, _ in found] == ["warcinfo"] + ["metadata", "resource"] * 6
    with Case.open(str(office.case)) as case:
        originals = {a.report.sha256: case.original(a.report.sha256) for a in case.analyses()}
    for kind, headers, data in found:
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert headers["WARC-Block-Digest"] == digest
        if kind == "resource":
            original = originals.pop(digest.removeprefix("sha256:"))
            assert (data, headers["Content-Type"]) == (original.data, original.media)
            assert headers["WARC-Payload-Digest"] == digest
    assert originals == {}


def test_the_archive_is_sound_to_the_library_that_archives_use(office, capsys):
    class Command:
        inputs = (str(office.pack / "originals.warc.gz"),)
        verbose = True

    checker = Checker(Command)
    checker.process_all()
    assert checker.exit_value == 0
    assert "fail" not in capsys.readouterr().out


def test_each_original_has_the_address_and_the_day_that_the_case_knows(office):
    found = [h for kind, h, _ in records(office.pack / "originals.warc.gz") if kind == "resource"]
    assert [headers["WARC-Date"] for headers in found] == [
        f"2026-03-{day:02}T10:00:00Z" for day in range(1, 7)
    ]
    plain, page, feed, mail, paper, crawl = (headers["WARC-Target-URI"] for headers in found)
    assert page == "https://bay.example/norrby"
    assert crawl == "https://café.example/talk"
    for nameless in (plain, feed, mail, paper):
        assert re.fullmatch("urn:sha256:[0-9a-f]{64}", nameless)


@pytest.mark.parametrize(
    "url", ["", "no address", "https://a.example/\r\nWARC-Type: response", "https://a.example/ b"]
)
def test_what_is_no_address_does_not_become_one(url):
    report = Report("r1", "a.txt", "0" * 64, "text/plain", "text", url=Told(url, "here"))
    (held,) = holdings([report], {"r1": "2026-03-01T10:00:00Z"})
    assert held.address == f"urn:sha256:{'0' * 64}"


def test_two_reports_in_one_original_have_no_one_address():
    told = Told("https://a.example/", "here")
    both = tuple(Report(name, "a", "0" * 64, "text/html", "t", url=told) for name in ("r1", "r2"))
    assert Holding("0" * 64, both, "2026-03-01T10:00:00Z").address.startswith("urn:sha256:")
    assert Holding("0" * 64, both[:1], "2026-03-01T10:00:00Z").address == told.value


def test_the_originals_come_back_as_the_same_reports(office):
    place = office.pack / "originals.warc.gz"
    found = list(intake.reports_in(Source(str(place), place), Hints()))
    with Case.open(str(office.case)) as case:
        before = {a.report.id: a.report for a in case.analyses()}
    assert {report.id for report, _ in found} == before.keys()
    for report, original in found:
        old = before[report.id]
        assert (report.text, report.sha256, report.media) == (old.text, old.sha256, old.media)
        assert original.sha256 == old.sha256
        for name in ("outlet", "title", "byline", "published", "published_at", "url", "language"):
            one, other = getattr(report, name), getattr(old, name)
            assert (one and one.value) == (other and other.value), name
    plain = next(report for report, _ in found if report.text == WORDS)
    assert plain.outlet == Told("The Relief Bulletin", "told by the user who packed it")


def test_the_originals_of_a_case_made_of_a_pack_make_the_same_archive_of_bytes(
    office, tmp_path, kept, monkeypatch
):
    monkeypatch.setattr(intake, "analyse", kept.analyse)
    place = office.pack / "originals.warc.gz"
    new = tmp_path / "new.sayso"
    with Case.open(str(new), create=True) as case:
        for report, original in intake.reports_in(Source(str(place), place), Hints()):
            intake.put(report, original, case, Hints())
    (tmp_path / "again").mkdir()
    sealed(new, tmp_path / "again", Seal())

    def told(folder: Path) -> dict[str, str]:
        found = records(folder / "originals.warc.gz")
        kept = [headers for kind, headers, _ in found if kind == "resource"]
        return {each["WARC-Payload-Digest"]: each["WARC-Target-URI"] for each in kept}

    def outlets(folder: Path) -> dict[str, str]:
        found = (each["report"] for each in lines(folder / "analyses.jsonl"))
        return {each["id"]: each["outlet"] for each in found}

    assert told(tmp_path / "again") == told(office.pack)
    assert outlets(tmp_path / "again") == outlets(office.pack)


def test_what_the_user_says_now_counts_more_than_what_the_packer_said(office):
    place = office.pack / "originals.warc.gz"
    hints = Hints(outlet="Somebody Else")
    found = [report for report, _ in intake.reports_in(Source(str(place), place), hints)]
    assert {report.outlet.value for report in found} == {"Somebody Else"}


def test_a_foreign_archive_gives_no_more_reports_than_before(tmp_path, office):
    """A log among the records of a crawler is no report: nothing vouches for it."""
    made = records(office.pack / "originals.warc.gz")
    data = b""
    for kind, headers, block in made:
        if kind == "resource":
            head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            data += f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"
    (tmp_path / "a.warc").write_bytes(data)
    place = tmp_path / "a.warc"
    found = [report for report, _ in intake.reports_in(Source(str(place), place), Hints())]
    assert [report.media.partition(";")[0] for report in found] == ["text/html"] * 2


def test_originals_that_must_stay_at_home_do(office, tmp_path):
    """An original that holds a withheld report stays, with the other reports in it."""
    feed = [e["report"] for e in lines(office.pack / "analyses.jsonl") if "rss" in str(e["report"])]
    assert len(feed) == 2
    contents = sealed(office.case, tmp_path, Seal(), withheld=frozenset({feed[0]["id"]}))
    assert contents.head["withheld"] == sorted(each["id"] for each in feed)
    kinds = [
        h["Content-Type"] for k, h, _ in records(tmp_path / "originals.warc.gz") if k[0] == "r"
    ]
    assert "application/rss+xml" not in kinds
    assert len(kinds) == 5
    assert "2 reports are not in it" in (tmp_path / "README.txt").read_text()


def test_the_page_for_people_names_every_file_and_both_seals(office):
    told = (office.pack / "README.txt").read_text("utf-8")
    for name in {path.name for path in office.pack.iterdir()} - {"signer.pem", "README.txt"}:
        assert name in told, name
    assert manifest(office.pack)["signer"] in told
    assert "$" not in told
    assert (office.pack / "tables" / "dictionary.csv").exists()


def commands_in(readme: str) -> list[str]:
    """What the page tells people to type: set in by two blanks, one paragraph each."""
    blocks = re.findall(r"(?m)(?:^  (?:python3|sha512sum|base64|openssl) .*\n(?:  .*\n)*)", readme)
    found = []
    for block in blocks:
        if block.startswith("  python3"):
            found.append(block)
        else:
            found += block.splitlines()
    return [each.strip() for each in found]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl program")
def test_what_the_page_tells_people_to_type_works(office, tmp_path):
    pack = tmp_path / "pack"
    shutil.copytree(office.pack, pack)
    shutil.copy(office.certificate, pack / "AUTHORITY.pem")
    typed = commands_in((pack / "README.txt").read_text())
    assert len(typed) == 7
    said = ""
    for each in typed:
        # The certificates of the test are valid for two months only.
        then = " -attime 1772366400" if "-verify -data" in each else ""
        command = each.replace("/tmp/signature", str(tmp_path / "signature")) + then
        done = subprocess.run(
            ["bash", "-c", command], cwd=pack, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        said += done.stdout
    assert "CHANGED" not in said
    assert said.count("is as it was packed") == len(manifest(pack)["files"])
    assert "Signature Verified Successfully" in said
    assert manifest(pack)["signer"] in said
    assert "Mar  1 12:00:00 2026" in said


def test_a_pack_without_seals_says_so(office, tmp_path):
    sealed(office.case, tmp_path, Seal())
    told = (tmp_path / "README.txt").read_text()
    assert "NOBODY SIGNED IT" in told
    assert "bears no timestamp" in told
    assert manifest(tmp_path)["signer"] is None
    assert not (tmp_path / "signer.pem").exists()


def test_no_file_of_the_pack_holds_the_private_key(office):
    assert PASSPHRASE.encode() not in b"".join(bytes_of(office.pack).values())
    for name, data in bytes_of(office.pack).items():
        assert b"PRIVATE KEY" not in data, name


def test_a_page_in_the_archive_is_the_page(office):
    assert any(data == PAGE for _, _, data in records(office.pack / "originals.warc.gz"))
    with opened(office.pack) as pack:
        assert pack.oddities == ()
