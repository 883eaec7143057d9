from __future__ import annotations

import json

import pytest
from read_samples import ARTICLE, HEADLINE, PARAGRAPHS, STANDFIRST, page, read_one, tagged

TOP = (
    '<div id="consent"><p>We use cookies to improve your experience on this site.</p></div>'
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World news</a></li></ul></nav>'
)
END = """<div class="share"><a href="#">Share on Facebook</a></div>
<div class="who"><p>Mira Toll lives in Pelmoor with two cats. Follow her on Twitter.</p></div>
<div class="nl"><h3>Sign up for our newsletter</h3>
<p>Subscribe now and get the news in your inbox every morning.</p></div>
<div class="mr"><h3>Most read</h3><ul><li><a href="/3">Storm warning for the coast</a></li>
<li><a href="/4">Mayor quits after row over parking</a></li></ul></div>
<div id="replies"><h3>Comments</h3><p>Please log in to comment.</p></div>
<footer><p>© 2021 The Bay Post. All rights reserved.</p><a href="/p">Privacy</a></footer>"""
H1 = f"<h1>{HEADLINE}</h1>"
DEK = f'<p class="standfirst">{STANDFIRST}</p>'
LINKED = "".join(
    "<p>"
    + " ".join(f'<a href="/{i}">{w}</a>' if i % 3 == 0 else w for i, w in enumerate(p.split()))
    + "</p>"
    for p in PARAGRAPHS
)

LAYOUTS = {
    "an article element": f"{TOP}<article>{H1}{DEK}{tagged()}</article>{END}",
    "divs for paragraphs": (
        f'{TOP}<div id="main"><div>{H1}</div><div class="sub">{STANDFIRST}</div>'
        f'<div class="txt">{tagged(tag="div")}</div></div>{END}'
    ),
    "line breaks for paragraphs": (
        f'{TOP}<div class="content">{H1}<div class="dek">{STANDFIRST}</div>'
        f'<div class="body">{"<br><br>".join(PARAGRAPHS)}</div></div>{END}'
    ),
    "one paragraph with breaks": (
        f'{TOP}<div class="content">{H1}<h2>{STANDFIRST}</h2>'
        f"<p>{'<br/><br/>'.join(PARAGRAPHS)}</p></div>{END}"
    ),
    "tables for layout": (
        f"<table><tr><td>{TOP}</td></tr><tr><td>{H1}<p><i>{STANDFIRST}</i></p>{tagged()}</td>"
        f"<td>{END}</td></tr></table>"
    ),
    "furniture within the article": (
        f"<article>{TOP}{H1}{DEK}{tagged(PARAGRAPHS[:3])}<div class='slot'>Advertisement</div>"
        "<p><strong>Read more:</strong> <a href='/x'>Storm warning for the coast</a></p>"
        f"{tagged(PARAGRAPHS[3:])}{END}</article>"
    ),
    "a headline outside": (
        f'{TOP}<header>{H1}<p class="article-summary">{STANDFIRST}</p></header>'
        f'<main><div class="article-body">{tagged()}</div></main>{END}'
    ),
    "paragraphs full of links": f"{TOP}<article>{H1}<p>{STANDFIRST}</p>{LINKED}</article>{END}",
    "a headline in h2": (
        f'{TOP}<div class="story"><h2 class="headline">{HEADLINE}</h2><p>{STANDFIRST}</p>'
        f"{tagged()}</div>{END}"
    ),
    "everything twice": (
        f'{TOP}<article>{H1}<p class="mobile">{STANDFIRST}</p><p class="desktop">{STANDFIRST}</p>'
        f'{tagged()}</article><div class="print-version">{tagged()}</div>{END}'
    ),
    "a pull quote": (
        f"<article>{H1}<p>{STANDFIRST}</p>{tagged(PARAGRAPHS[:3])}<aside class='pullquote'>"
        f"<p>I never touched a litre of it</p></aside>{tagged(PARAGRAPHS[3:])}</article>{END}"
    ),
    "list items for paragraphs": (
        f"{TOP}<article>{H1}<p>{STANDFIRST}</p><ul>{tagged(tag='li')}</ul></article>{END}"
    ),
    "unclosed tags": (
        f"{TOP}<div>{H1}<p>{STANDFIRST}" + "".join(f"<p>{p}" for p in PARAGRAPHS) + f"</div>{END}"
    ),
    "pictures between paragraphs": (
        f"{TOP}<article>{H1}<p>{STANDFIRST}</p>"
        + "".join(
            f'<figure><img src="a.jpg"><figcaption>Getty</figcaption></figure><p>{p}</p>'
            for p in PARAGRAPHS
        )
        + f"</article>{END}"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_text_is_the_article_in_order_and_nothing_else(layout, tmp_path):
    report = read_one(page(LAYOUTS[layout]), "a.html", tmp_path)
    assert report.text.split("\n\n") == list(ARTICLE)


def test_subheads_quotes_and_lists_are_text(tmp_path):
    body = (
        f"<article>{H1}{tagged(PARAGRAPHS[:3])}<h2>‘Everyone knew’</h2>"
        "<blockquote><p>“It was no secret on the quay,” the report quotes a clerk.</p></blockquote>"
        "<ul><li>The first tank held 15 tonnes.</li><li>The second tank held 25 tonnes.</li></ul>"
        f"{tagged(PARAGRAPHS[3:])}</article>"
    )
    assert read_one(page(body), "a.html", tmp_path).text.split("\n\n") == [
        HEADLINE,
        *PARAGRAPHS[:3],
        "‘Everyone knew’",
        "“It was no secret on the quay,” the report quotes a clerk.",
        "The first tank held 15 tonnes.",
        "The second tank held 25 tonnes.",
        *PARAGRAPHS[3:],
    ]


def test_sentences_that_speak_of_furniture_stay(tmp_path):
    texts = (
        "The regulator said that we use cookies in ways that nobody agreed to, and fined the site.",
        "Comments by the minister caused anger in the fishing villages, the mayor said.",
        "“Sign up for the lifeboat,” she told the crowd, “before the winter comes.”",
        "Read more than one paper, he advised the pupils of the harbour school on Friday.",
        "Share prices fell on Tuesday after the port authority named three suspects.",
        "Copyright was at the heart of the case, said the judge, who will rule in June.",
        "Related companies had paid the bribes, according to the charge sheet seen by the paper.",
        "Mira Toll is the witness whom the prosecutor named first, the clerk of the court said.",
    )
    report = read_one(page(f"<article>{H1}{tagged(texts)}</article>"), "a.html", tmp_path)
    assert report.text.split("\n\n") == [HEADLINE, *texts]


def test_bylines_dates_and_bios_are_facts_and_not_text(tmp_path):
    body = (
        f'<article>{H1}<p class="by">By Mira Toll</p><p>12 March 2021</p><p>4 min read</p>'
        f"{tagged()}<p>Mira Toll is the transport correspondent of The Bay Post.</p></article>"
    )
    report = read_one(page(body), "a.html", tmp_path)
    assert report.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]
    assert (report.byline.value, report.byline.where) == ("Mira Toll", "byline line")
    assert (report.published.value, report.published.where) == ("2021-03-12", "date line")
    assert report.dateline.value == "PELMOOR"


def test_invisible_characters_go_and_quotation_elements_become_marks(tmp_path):
    first = "The mini\u00adster\u200b said\u00a0that <q>the cafe\u0301 is closed</q>, twice."
    report = read_one(page(f"<article>{H1}<p>{first}</p>{tagged()}</article>"), "a.html", tmp_path)
    assert report.text.split("\n\n")[1] == "The minister said that “the café is closed”, twice."


def graph(**article):
    nodes = [
        {"@type": "Organization", "@id": "#org", "name": "The Bay Post"},
        {"@type": "WebPage", "datePublished": "2001-01-01", "name": "Something else"},
        {"@type": ["NewsArticle"], "headline": HEADLINE, "publisher": {"@id": "#org"}, **article},
    ]
    script = json.dumps({"@context": "https://schema.org", "@graph": nodes})
    return f'<script type="application/ld+json">{script}</script>'


def test_json_ld_tells_in_graphs_arrays_and_references(tmp_path):
    head = graph(
        datePublished="2021-03-12T23:30:00-05:00",
        dateModified="2021-03-14T09:00:00Z",
        author=[{"@type": "Person", "name": "Mira Toll"}, {"@type": "Person", "name": "Odd Bly"}],
        mainEntityOfPage={"@id": "https://bay.example/fuel"},
    )
    report = read_one(page(f"<article>{H1}{tagged()}</article>", head), "a.html", tmp_path)
    assert report.outlet.value == "The Bay Post"
    assert report.outlet.where == "JSON-LD publisher"
    assert report.byline.value == "Mira Toll and Odd Bly"
    assert (report.published.value, report.published.where) == (
        "2021-03-12",
        "JSON-LD datePublished",
    )
    assert report.published_at.value == "2021-03-12T23:30:00-05:00"
    assert report.url.value == "https://bay.example/fuel"


@pytest.mark.parametrize(
    "script",
    ["{not json", "[]", "null", '"text"', '{"@graph": null}', '{"author": 3}', "[" * 100_000],
)
def test_broken_json_ld_tells_nothing_and_harms_nothing(script, tmp_path):
    head = f'<script type="application/ld+json">{script}</script>'
    report = read_one(page(f"<article>{H1}{tagged()}</article>", head), "a.html", tmp_path)
    assert report.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]
    assert report.byline is None


@pytest.mark.parametrize(
    ("head", "day", "where"),
    [
        (
            '<meta property="article:modified_time" content="2021-03-14T00:00:00Z">'
            '<meta property="article:published_time" content="2021-03-12T00:00:00Z">',
            "2021-03-12",
            "meta article:published_time",
        ),
        ('<meta name="pubdate" content="20210312">', "2021-03-12", "meta pubdate"),
        (
            '<meta itemprop="datePublished" content="2021-03-12">',
            "2021-03-12",
            "meta datepublished",
        ),
        ('<meta property="article:modified_time" content="2021-03-14">', None, None),
        ('<meta name="date" content="03/04/2021">', None, None),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', None, None),
        (
            '<link rel="canonical" href="https://bay.example/2021/03/12/fuel">',
            "2021-03-12",
            "date in the address",
        ),
    ],
)
def test_the_date_published_is_told_by_the_best_place(head, day, where, tmp_path):
    report = read_one(page(f"<article>{H1}{tagged()}</article>", head), "a.html", tmp_path)
    fact = report.published
    assert (fact and fact.value, fact and fact.where) == (day, where)


@pytest.mark.parametrize(
    ("times", "day"),
    [
        ('<time datetime="2021-03-12T06:30:00Z">12 March</time>', "2021-03-12"),
        (
            '<p>Published <time datetime="2021-03-12">12 March</time></p>'
            '<p>Updated <time datetime="2021-03-14">14 March</time></p>',
            "2021-03-12",
        ),
        ('<p>Updated <time datetime="2021-03-14">14 March</time></p>', None),
        ('<time datetime="2021-03-12"></time><time datetime="2021-03-14"></time>', None),
        ('<aside><time datetime="2021-03-14"></time></aside>', None),
    ],
)
def test_a_time_element_tells_the_date_only_if_it_is_clear(times, day, tmp_path):
    report = read_one(page(f"<article>{H1}{times}{tagged()}</article>"), "a.html", tmp_path)
    assert (report.published and report.published.value) == day


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:site_name" content="The Bay Post">', "Fuel is missing"),
        (
            '<meta property="og:site_name" content="Bay Post Online">',
            "Fuel is missing - The Bay Post",
        ),
        ("", "Fuel is missing - The Bay Post"),
    ],
)
def test_the_outlet_is_cut_from_a_title_only_if_it_is_the_outlet(head, title, tmp_path):
    data = page(f"<article>{tagged()}</article>", head).replace(
        f"<title>{HEADLINE} | The Bay Post".encode(), b"<title>Fuel is missing - The Bay Post"
    )
    report = read_one(data, "a.html", tmp_path)
    assert report.title.value == title
    # The page does not show this title, so it is no part of the text.
    assert report.text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("head", "body", "outlet", "where"),
    [
        (
            '<meta name="application-name" content="Bay Post">',
            "",
            "Bay Post",
            "meta application-name",
        ),
        ("", '<div class="logo">The Bay Post</div>', "The Bay Post", "title"),
        ("", '<a href="/"><img alt="The Bay Post" src="l.png"></a>', "The Bay Post", "title"),
        (
            '<link rel="canonical" href="https://www.bay.example/fuel">',
            "",
            "bay.example",
            "domain of the address",
        ),
        ("", "", None, None),
    ],
)
def test_the_outlet_is_found_where_no_site_name_is_given(head, body, outlet, where, tmp_path):
    report = read_one(page(f"{body}<article>{H1}{tagged()}</article>", head), "a.html", tmp_path)
    fact = report.outlet
    assert (fact and fact.value, fact and fact.where) == (outlet, where)


def test_an_author_that_is_the_outlet_or_an_account_is_no_byline(tmp_path):
    for author in ("admin", "https://www.facebook.com/bay", "The Bay Post"):
        head = (
            f'<meta name="author" content="{author}">'
            '<meta property="og:site_name" content="The Bay Post">'
        )
        report = read_one(page(f"<article>{H1}{tagged()}</article>", head), "a.html", tmp_path)
        assert report.byline is None


def test_a_site_name_as_h1_is_not_the_title(tmp_path):
    data = page(f"<h1>The Bay Post</h1><div><h2>{HEADLINE}</h2>{tagged()}</div>")
    report = read_one(data, "a.html", tmp_path)
    assert (report.title.value, report.outlet.value) == (HEADLINE, "The Bay Post")
    assert report.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]


@pytest.mark.parametrize("charset", ["windows-1252", "utf-16"])
def test_the_declared_charset_is_used(charset, tmp_path):
    body = f"<article>{H1}{tagged()}</article>"
    text = page(body).decode().replace('charset="utf-8"', f'charset="{charset}"')
    report = read_one(text.encode(charset, "xmlcharrefreplace"), "a.html", tmp_path)
    assert report.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]
    assert report.flags == ()


def test_pages_with_hundreds_of_unclosed_tags_lose_no_text(tmp_path):
    texts = tuple(
        f"Witness {n} told the inquiry that the pump had been locked." for n in range(400)
    )
    body = f"<article>{H1}" + "".join(f"<p><span>{text}" for text in texts) + "</article>"
    report = read_one(page(body), "a.html", tmp_path)
    assert report.text.split("\n\n") == [HEADLINE, *texts]
