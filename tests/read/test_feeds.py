from __future__ import annotations

from time import perf_counter

import pytest
from read_samples import feed, item, read_all, read_one

from sayso.errors import Broken, Empty, ReadError
from sayso.model import Report
from sayso.read import Source, read, reread

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Bay Post</title><id>urn:bay</id>
<entry><id>urn:bay:1</id><title type="html">A &lt;b&gt;bold&lt;/b&gt; claim</title>
<link href="https://bay.example/a"/><author><name>Mira Toll</name></author>
<author><name>Odd Bly</name></author><updated>2021-03-10T08:00:00Z</updated>{published}
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The quay was closed, she
said.</p><p>Nobody was hurt.</p></div></content></entry></feed>"""


def read_feed(data, folder, name="feed.xml"):
    found = read_all(data, name, folder)
    reports = [entry[0] for entry in found if not isinstance(entry, ReadError)]
    return reports, [entry for entry in found if isinstance(entry, ReadError)]


def test_each_entry_is_a_report_with_what_the_feed_tells(tmp_path):
    reports, errors = read_feed(feed(item(1), item(2)), tmp_path)
    assert errors == []
    assert [report.part for report in reports] == ["bay-1", "bay-2"]
    report = reports[0]
    assert report.text == "Story 1 from the quay\n\nThe quay was closed, the port authority said."
    told = {
        name: (getattr(report, name).value, getattr(report, name).where)
        for name in ("outlet", "title", "byline", "published", "published_at", "url")
    }
    assert told == {
        "outlet": ("The Bay Post", "feed title"),
        "title": ("Story 1 from the quay", "feed title of the entry"),
        "byline": ("Mira Toll", "feed dc:creator"),
        "published": ("2021-03-09", "feed pubDate"),
        "published_at": ("2021-03-09T08:01:00+01:00", "feed pubDate"),
        "url": ("https://bay.example/1?a=1&b=2", "feed link"),
    }
    assert reports[0].sha256 == reports[1].sha256
    assert reports[0].id != reports[1].id
    assert report.media == "application/rss+xml"


def test_an_entry_keeps_its_id_when_the_feed_is_fetched_anew(tmp_path):
    first, _ = read_feed(feed(item(1), item(2)), tmp_path)
    later, _ = read_feed(feed(item(3), item(2), item(1)), tmp_path)
    assert {report.part: report.id for report in first}.items() <= {
        report.part: report.id for report in later
    }.items()
    changed, _ = read_feed(feed(item(1, "Another text, she said.")), tmp_path)
    assert changed[0].id != first[0].id


def test_the_full_content_is_read_and_not_the_summary(tmp_path):
    entry = item(1, "In short.").replace(
        "</item>",
        "<content:encoded><![CDATA[<p>The quay was closed, he said, and an <item> was found.</p>"
        "<ul><li>A pump.</li></ul><p>The post Story 1 appeared first on The Bay Post.</p>]]>"
        "</content:encoded></item>",
    )
    (report,), _ = read_feed(feed(entry), tmp_path)
    assert report.text.split("\n\n") == [
        "Story 1 from the quay",
        "The quay was closed, he said, and an was found.",
        "A pump.",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "<item><title>Story 9</title><description>cut <b></description></item>",
        "<item><title>Story 9</title><description>never closed",
        "<item><title>Story 9</title><a></b></item>",
    ],
)
def test_a_broken_entry_gives_one_error_and_the_others_are_read(broken, tmp_path):
    reports, errors = read_feed(feed(item(1), broken, item(2)), tmp_path)
    assert [report.part for report in reports] == ["bay-1", "bay-2"]
    assert [type(error) for error in errors] == [Broken]
    assert errors[0].reason == "entry 2 (“Story 9”) is malformed or cut off"


def test_a_feed_that_is_cut_off_gives_its_whole_entries_and_one_error(tmp_path):
    data = feed(item(1), item(2), item(3))
    data = data[: data.index(b"Story 3") + 30]
    reports, errors = read_feed(data, tmp_path)
    assert [report.part for report in reports] == ["bay-1", "bay-2"]
    assert len(errors) == 1


def test_bare_ampersands_and_html_characters_are_mended(tmp_path):
    entry = "<item><title>Fish & chips</title><link>https://bay.example/?a=1&b=2</link>"
    entry += "<description>R&D said&nbsp;so &eacute; &amp; so.</description></item>"
    (report,), errors = read_feed(feed(entry), tmp_path)
    assert errors == []
    assert report.text == "Fish & chips\n\nR&D said so é & so."
    assert report.url.value == "https://bay.example/?a=1&b=2"


def test_an_entry_with_nothing_in_it_gives_one_error(tmp_path):
    reports, errors = read_feed(feed("<item><link>https://x.example</link></item>"), tmp_path)
    assert reports == []
    assert isinstance(errors[0], Empty)


def test_a_headline_alone_is_still_a_report(tmp_path):
    title = "<item><title>Minister: the quay stays closed</title></item>"
    (report,), _ = read_feed(feed(title), tmp_path)
    assert report.text == "Minister: the quay stays closed"


def test_two_entries_of_one_name_are_two_reports_and_twins_are_one(tmp_path):
    other = item(1, "Another text, she said.")
    reports, errors = read_feed(feed(item(1), other, item(1)), tmp_path)
    assert errors == []
    assert [report.part for report in reports] == ["bay-1", "bay-1#2"]


def test_an_entry_from_elsewhere_names_its_source(tmp_path):
    source = '<source url="https://wire.example/rss">Karsk Wire</source></item>'
    (report,), _ = read_feed(feed(item(1).replace("</item>", source)), tmp_path)
    assert (report.outlet.value, report.outlet.where) == ("Karsk Wire", "feed entry source")


def test_an_atom_entry_is_read(tmp_path):
    data = ATOM.format(published="<published>2021-03-09T08:00:00+01:00</published>").encode()
    report = read_one(data, "world.atom", tmp_path)
    assert report.text.split("\n\n") == [
        "A bold claim",
        "The quay was closed, she said.",
        "Nobody was hurt.",
    ]
    assert report.published_at.value == "2021-03-09T08:00:00+01:00"
    assert report.byline.value == "Mira Toll and Odd Bly"
    assert report.media == "application/atom+xml"
    assert report.flags == ()


def test_an_update_stands_for_the_date_published_only_with_a_word_about_it(tmp_path):
    report = read_one(ATOM.format(published="").encode(), "world.atom", tmp_path)
    assert (report.published.value, report.published.where) == ("2021-03-10", "feed updated")
    assert "last update" in report.flags[0]


def test_a_feed_of_rss_1_is_read(tmp_path):
    data = (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://bay.example"><title>The Bay Post</title></channel>'
        '<item rdf:about="https://bay.example/1"><title>Story 1</title>'
        "<link>https://bay.example/1</link><dc:date>2021-03-09T08:00:00Z</dc:date>"
        "<description>The quay was closed, he said.</description></item></rdf:RDF>"
    )
    report: Report = read_one(data.encode(), "feed.rdf", tmp_path)
    assert (report.published.value, report.published.where) == ("2021-03-09", "feed dc:date")
    assert report.outlet.value == "The Bay Post"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (
            b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>',
            Empty,
        ),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</', Broken),
        (b'<rss><channel attr="', Broken),
    ],
)
def test_a_feed_without_entries_gives_one_error(data, kind, tmp_path):
    reports, errors = read_feed(data, tmp_path)
    assert reports == []
    assert [type(error) for error in errors] == [kind]


def test_a_large_feed_is_read_in_a_time_that_grows_with_its_size(tmp_path):
    # The second entry of each kind is found again without drafting the others.
    path = tmp_path / "large.xml"
    path.write_bytes(feed(*(item(n) for n in range(300))))
    started = perf_counter()
    found = list(read(Source("large.xml", path)))
    whole = perf_counter() - started
    assert len(found) == 300
    started = perf_counter()
    reread(found[-1][1], "large.xml", found[-1][0].part)
    assert perf_counter() - started < whole / 4
