"""The page in a browser, the network cut: what is seen, by mouse, keyboard and screen reader."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import payloads
import pytest
from browsing import PHONE, Tab, browser, drawn, go, opened
from conftest import Build
from payloads import HOSTILE

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES, OTHERS
from tm.dashboard.page import messages, render

pytestmark = pytest.mark.browser

CSTO = "collective-security-treaty-organization"
OP2 = quote("sample/A/RES/69/12#op2")
HOSTILE_UNIT = quote("d0#op0")
MENU = ("overview", "terms", "issues", "drift", "triage", "agreement", "memory", "alignment")
STATES = {view: f"view={view}" for view in MENU} | {
    "term": "term=c1&lang=ar",
    "clause": f"unit={HOSTILE_UNIT}",
    "search": "view=search&q=securite",
    "change": "view=drift&term=c1",
}
"""Every view, and how to get there in the synthetic build."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, sample: Build) -> dict[str, Path]:
    """Return the pages of several builds on disk, by name."""
    made = {
        "sample": payloads.of_build(sample.folder),
        "synthetic": payloads.synthetic(),
        "one": payloads.synthetic(languages=("ru",), dates=False),
        "bare": payloads.without_terms(payloads.synthetic()),
        "empty": payloads.empty(),
        "served": payloads.of_build(sample.folder, serve=True),
        "small": payloads.synthetic(terms=2, units=9),
        "large": payloads.synthetic(terms=60, units=400),
    }
    made["large"]["documents"] += [{"doc": f"A/{n}", "date": None} for n in range(500)]
    made["large"]["build"]["left_out"] = {"periods of drift": 7}
    folder = tmp_path_factory.mktemp("pages")
    for name, payload in made.items():
        (folder / f"{name}.html").write_text(render(payload), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture(scope="module")
def synthetic_tab(chromium: Any, pages: dict[str, Path]) -> Iterator[Tab]:
    with opened(chromium, pages["synthetic"]) as each:
        yield each


@pytest.fixture(scope="module")
def sample_tab(chromium: Any, pages: dict[str, Path]) -> Iterator[Tab]:
    with opened(chromium, pages["sample"]) as each:
        yield each


@pytest.fixture
def tab(synthetic_tab: Tab) -> Iterator[Tab]:
    """Return the synthetic build, open; afterwards nothing has gone wrong in it."""
    go(synthetic_tab, "view=search")  # the quickest to draw
    yield synthetic_tab
    assert synthetic_tab.errors == []
    assert [url for url in synthetic_tab.requests if not url.startswith(("file:", "blob:"))] == []


@pytest.fixture
def sampled(sample_tab: Tab) -> Iterator[Tab]:
    """Return the bundled sample, open."""
    go(sample_tab, "view=overview")
    yield sample_tab
    assert sample_tab.errors == []


def heading(tab: Tab) -> str:
    return tab.page.inner_text("h1")


def column(tab: Tab, table: str, head: str) -> list[str]:
    """Return the cells of a column of a table as text."""
    heads = [
        each.split("\n")[0].rstrip(" ↕▲▼")
        for each in tab.page.locator(f"#{table} thead th").all_inner_texts()
    ]
    return tab.page.locator(
        f"#{table} tbody tr > :nth-child({heads.index(head) + 1})"
    ).all_inner_texts()


def test_every_view_draws_its_charts_without_an_error(tab: Tab) -> None:
    counts = {}
    for name, state in STATES.items():
        go(tab, state)
        counts[name] = tab.page.locator(".chart svg").count()
        assert tab.page.locator("h1").count() == 1
        ids = tab.page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids)), name
    assert counts["overview"] == counts["triage"] == 1
    assert counts["change"] == len(OTHERS)
    assert counts["alignment"] == len(OTHERS) + 1
    assert tab.page.evaluate("performance.getEntriesByName('first-chart').length") == 1


@pytest.mark.parametrize("name", ["one", "bare", "empty"])
def test_whatever_is_absent_every_view_says_so(
    chromium: Any, pages: dict[str, Path], name: str
) -> None:
    with opened(chromium, pages[name]) as each:
        for state in STATES.values():
            go(each, state)
            assert each.page.inner_text("main").strip()
        go(each, "view=overview")
        assert each.page.title().startswith("Overview – ")
        absent = each.page.locator("section:has(h2:text-is('What this build does not have')) li")
        assert absent.count() >= 2
        assert each.errors == []


def test_a_newcomer_finds_the_clause_behind_a_russian_form(sampled: Tab) -> None:
    page = sampled.page
    page.click("main a:has-text('Organisation du Traité de sécurité collective')")
    assert heading(sampled) == "Organisation du Traité de sécurité collective"
    page.click("nav[aria-label=Languages] a:has-text('Russian')")
    assert column(sampled, "forms-ru", "Number") == ["19"]
    assert column(sampled, "forms-ru", "Termbase") == ["preferred"]
    page.click("#renderings tbody tr:nth-child(3) a")
    assert "lang=ru" in page.url
    marked = page.locator("article[data-lang=ru] mark").all_inner_texts()
    assert marked == ["Организацией Договора о коллективной безопасности"]


def test_a_clause_stands_in_six_languages_each_with_its_direction(sampled: Tab) -> None:
    go(sampled, f"unit={OP2}&term={CSTO}")
    assert heading(sampled) == "sample/A/RES/69/12 · op2"
    cells = sampled.page.locator(".six article")
    shown = cells.evaluate_all("all => all.map(a => [a.lang, a.dir])")
    assert shown == [[lang, BY_CODE[lang].direction] for lang in LANGUAGES]
    texts = sampled.page.locator(".clause").evaluate_all("all => all.map(p => [p.lang, p.dir])")
    assert texts == shown
    assert sampled.page.locator(".six mark").count() == len(LANGUAGES)
    arabic = sampled.page.locator(".clause[lang=ar]")
    assert arabic.evaluate("p => getComputedStyle(p).direction") == "rtl"
    assert "منظمة معاهدة الأمن الجماعي" in arabic.locator("mark").inner_text()


def test_a_hostile_clause_is_text(tab: Tab) -> None:
    go(tab, STATES["clause"])
    assert tab.page.locator(".clause").first.text_content() == HOSTILE
    assert tab.page.locator("main script, main b").count() == 0
    assert tab.page.locator(".clause[lang=fr] mark").text_content() == HOSTILE[7:15]
    assert 'sécurité <b onclick="x">' in tab.page.inner_text("main")


def issues(payload: payloads.Payload) -> Iterator[dict[str, Any]]:
    """Yield the issues of a payload, found in the slowest way."""
    usual = {(row["concept"], row["lang"]): row["dominant"] for row in payload["consistency"]}
    columns = payload["renderings"]
    for values in zip(*columns.values(), strict=True):
        row = dict(zip(columns, values, strict=True))
        row["term"] = payload["concepts"][row["concept"]]["concept"]
        row["form"] = payload["forms"][row["form"]]["form"] if row["form"] is not None else None
        row["unit"] = payload["units"][row["unit"]]
        row["doc"] = payload["documents"][row["unit"]["doc"]]
        left = row["form"] != usual[row["term"], row["lang"]] or row["verdict"] == "reject"
        if left and row["lang"] != "fr" and row["verdict"] not in {"accept", "ignore"}:
            yield row


FILTERS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "": lambda _: True,
    "lang=ru": lambda row: row["lang"] == "ru",
    "kind=rejected": lambda row: row["verdict"] == "reject",
    "kind=absent": lambda row: row["method"] == "no variant",
    "kind=unmatched": lambda row: row["method"] == "unmatched",
    "doc=A%2FRES%2F55%2F1": lambda row: row["doc"]["doc"] == "A/RES/55/1",
    "term=c5": lambda row: row["term"] == "c5",
    "from=2002-01-01": lambda row: row["doc"]["date"] >= "2002-01-01",
    "to=2000-12-31": lambda row: row["doc"]["date"] <= "2000-12-31",
    "q=COMUN+10": lambda row: "común 10" in row["unit"]["texts"]["es"],
    "kind=deprecated": lambda row: row["form"] == "seguridad común",
    "q=nirgends": lambda _: False,
    "kind=other&lang=zh": lambda row: row["form"] == "共同安全",
}


@pytest.mark.parametrize("query", FILTERS)
def test_issues_are_filtered_by_the_address(tab: Tab, query: str) -> None:
    every = list(issues(payloads.synthetic()))
    left = sum(map(FILTERS[query], every))
    go(tab, f"view=issues&{query}")
    assert tab.page.inner_text("main p[role=status]") == f"{left} of {len(every)} issues"


def test_a_filter_goes_into_the_address_and_survives_a_reload(tab: Tab) -> None:
    go(tab, "view=issues")
    tab.page.select_option("#filter-lang", "ar")
    tab.page.select_option("#filter-kind", "other")
    tab.page.fill("#filter-q", "المشترك")
    tab.page.wait_for_function("() => location.hash.includes('q=')")
    seen = tab.page.inner_text("main p[role=status]")
    assert set(column(tab, "issues", "Language")) == {"Arabic"}
    tab.page.reload()
    assert tab.page.inner_text("main p[role=status]") == seen
    assert tab.page.input_value("#filter-q") == "المشترك"


def test_issues_are_as_many_as_the_build_counts(sampled: Tab, sample: Build) -> None:
    go(sampled, "view=issues")
    counted = sample.report.tables.consistency
    expected = sum(row["issues"] for row in counted.to_dicts() if row["lang"] != "fr")
    assert sampled.page.inner_text("main p[role=status]") == f"{expected} of {expected} issues"


def test_back_returns_to_where_one_was(tab: Tab) -> None:
    go(tab, "view=terms")
    tab.page.click("#terms tbody td a >> nth=2")
    tab.page.wait_for_selector("main[data-view=term]")  # a page answers to an address in its time
    term = tab.page.url
    tab.page.click("#renderings tbody a")
    tab.page.wait_for_selector("main[data-view=clause]")
    assert tab.page.evaluate("document.activeElement.id") == "heading"
    tab.page.go_back()
    tab.page.wait_for_selector("main[data-view=term]")
    assert tab.page.url == term
    tab.page.go_back()
    tab.page.wait_for_selector("main[data-view=terms]")
    assert heading(tab) == "Terms"


@pytest.mark.parametrize(
    "state",
    ["view=nowhere", "term=none", "unit=none", "view=drift&term=none", "%%%", "view=__proto__"],
)
def test_an_address_that_leads_nowhere_is_a_page_all_the_same(tab: Tab, state: str) -> None:
    go(tab, state)
    assert tab.page.inner_text("main").strip()


def test_heads_sort_and_say_so(tab: Tab) -> None:
    go(tab, "view=terms")
    tab.page.reload()
    head = tab.page.locator("#terms th[aria-sort]")
    assert head.get_attribute("aria-sort") == "ascending"
    tab.page.click("#sort-terms-term")
    names = column(tab, "terms", "Term")
    assert names[2:4] == ["sécurité collective 2", "sécurité collective 3"]
    tab.page.click("#sort-terms-term")
    assert column(tab, "terms", "Term") == names[::-1]
    assert head.get_attribute("aria-sort") == "descending"
    assert tab.page.evaluate("document.activeElement.id") == "sort-terms-term"


def test_few_renderings_are_grey_and_n_is_shown(tab: Tab) -> None:
    go(tab, "view=terms")
    for text, classes in tab.page.locator("#terms tbody td:nth-child(n + 3)").evaluate_all(
        "all => all.map(td => [td.innerText, td.className])"
    ):
        matched = int(re.search(r"n=(\d+)/", text)[1])  # type: ignore[index]
        assert ("few" in classes.split()) == (matched < 5)


def test_search_finds_terms_by_forms_of_every_language(sampled: Tab) -> None:
    for typed in ("securite collective", "договора о коллект", "الأمن الجماعي", "集体安全", "CSTO"):
        sampled.page.fill("#search-input", typed)
        first = sampled.page.locator("#search-answers a").first
        if typed != "CSTO":
            assert CSTO in first.get_attribute("href")
    sampled.page.fill("#search-input", "集体安全")
    sampled.page.press("#search-input", "Enter")
    assert "集体安全条约组织" in column(sampled, "results", "Form")


def saved(tab: Tab, label: str) -> bytes:
    with tab.page.expect_download() as waiting:
        tab.page.click(f"button[aria-label='{label}']")
    return Path(waiting.value.path()).read_bytes()


def test_a_table_is_saved_as_csv_and_as_workbook(tab: Tab) -> None:
    go(tab, "view=issues")
    name = "Renderings to look at, worst first"
    text = saved(tab, f"Save “{name}” as CSV")
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    book = openpyxl.load_workbook(io.BytesIO(saved(tab, f"Save “{name}” as XLSX")))
    cells = [
        ["" if v is None else v for v in row] for row in book.active.iter_rows(values_only=True)
    ]
    assert len(rows) == len(cells) == 68
    assert rows[0] == cells[0]
    assert book.sheetnames == [name[:31]]
    for one, other in zip(rows[1:], cells[1:], strict=True):
        assert one[1:-2] == other[1:-2]
        assert float(one[0]) == pytest.approx(other[0])


def test_hostile_text_is_saved_as_it_is(tab: Tab) -> None:
    go(tab, STATES["clause"])
    book = openpyxl.load_workbook(io.BytesIO(saved(tab, "Save “Clause” as XLSX")))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[4] for row in rows[1:]] == [HOSTILE] * len(LANGUAGES)
    assert rows[2][5] == 1


KEY = re.compile(rf"\b(?:{'|'.join({key.split('.')[0] for key in messages('fr')})})\.[a-z_]+\b")
"""The name of a message, which stands where there is none."""


def test_in_french_a_phone_shows_every_view_without_scrolling_sideways(
    chromium: Any, pages: dict[str, Path]
) -> None:
    with opened(chromium, pages["synthetic"], "view=issues", viewport=PHONE) as each:
        each.page.select_option("#language", "fr")
        assert heading(each) == "À vérifier"
        assert each.page.get_attribute("html", "lang") == "fr"
        each.page.reload()
        assert heading(each) == "À vérifier"
        for name, state in STATES.items():
            go(each, state)
            assert not KEY.search(each.page.inner_text("body"))
            width = each.page.evaluate("document.documentElement.scrollWidth")
            assert width <= PHONE["width"], name
        go(each, STATES["clause"])
        lefts = each.page.locator(".six article").evaluate_all(
            "all => all.map(a => a.getBoundingClientRect().x)"
        )
        assert len(set(lefts)) == 1
        assert each.errors == []


def test_the_keyboard_reaches_everything(tab: Tab) -> None:
    tab.page.reload()
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.id") == "skip"
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == "heading"
    assert "skip" not in tab.page.url
    go(tab, "view=terms")
    seen = []
    for _ in range(14):
        tab.page.keyboard.press("Tab")
        seen.append(
            tab.page.evaluate(
                "(e => [e.tagName, getComputedStyle(e).outlineStyle])(document.activeElement)"
            )
        )
    assert {"SUMMARY", "INPUT", "BUTTON", "A"} <= {tag for tag, _ in seen}
    assert {style for _, style in seen} == {"solid"}
    tab.page.focus("#sort-terms-term")
    tab.page.keyboard.press("Enter")
    assert tab.page.get_attribute("#terms th:first-child", "aria-sort") == "ascending"


AXE = """async ([scheme, rules]) => {
  const alike = { exclude: [["tbody tr:nth-child(n + 6)"]] };  // rows made by the same function
  const found = await axe.run(alike, { resultTypes: ["violations"], ...rules });
  return found.violations.map((v) => [scheme, v.id, v.nodes.slice(0, 3).map((n) => n.html)]);
}"""


def test_axe_finds_no_fault_in_any_view(chromium: Any, pages: dict[str, Path]) -> None:
    """Only colours differ between light and dark."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with opened(chromium, pages["small"]) as each:
        each.page.evaluate(axe.axe_script)
        for name, state in STATES.items():
            each.page.emulate_media(color_scheme="light")
            go(each, state)
            each.page.evaluate(
                "document.querySelectorAll('details').forEach(d => { d.open = true })"
            )
            drawn(each)
            assert each.page.evaluate(AXE, ["light", {}]) == [], name
            each.page.emulate_media(color_scheme="dark")
            assert each.page.evaluate(AXE, ["dark", {"runOnly": ["color-contrast"]}]) == [], name


def test_a_switch_overrules_the_colours_of_the_system(tab: Tab) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = tab.page.evaluate(ground)
    tab.page.select_option("#theme", "dark")
    assert tab.page.evaluate(ground) != light
    tab.page.reload()
    assert tab.page.evaluate(ground) != light
    tab.page.select_option("#theme", "auto")
    assert tab.page.evaluate(ground) == light


def test_paper_shows_everything_and_no_controls(tab: Tab) -> None:
    go(tab, "view=issues")
    tab.page.emulate_media(media="print", color_scheme="dark")
    for hidden in ("#search", ".filters", ".downloads", "header nav"):
        assert not tab.page.locator(hidden).first.is_visible()
    assert (
        tab.page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflow")
        == "visible"
    )
    assert (
        tab.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )
    tab.page.emulate_media(media="screen", color_scheme="light")


def test_buttons_for_verdicts_are_only_where_the_page_is_served(sampled: Tab) -> None:
    go(sampled, f"unit={OP2}&term={CSTO}")
    assert sampled.page.locator(".verdicts").count() == 0


def test_a_verdict_is_sent_and_kept(chromium: Any, pages: dict[str, Path]) -> None:
    """A route answers in place of a server."""
    context = chromium.new_context()
    html = pages["served"].read_text(encoding="utf-8")
    sent: list[tuple[str, dict[str, Any]]] = []

    def answer(route: Any) -> None:
        request = route.request
        if request.method == "POST":
            sent.append((request.url, json.loads(request.post_data)))
            refused = len(sent) == 3
            route.fulfill(
                status=409 if refused else 200, body="the text has changed" if refused else "{}"
            )
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:8137/?token=a%2Bb#unit={OP2}&term={CSTO}")
    row = page.locator("#clause-renderings tr:has-text('Russian')")
    row.get_by_role("button", name="Accept").click()
    row.get_by_text("Saved").wait_for()
    assert page.inner_text("#waiting").startswith("Verdicts that the numbers do not count yet: 1.")
    assert row.get_by_role("button", name="Accept").get_attribute("aria-pressed") == "true"
    row.get_by_role("button", name="Remove").click()
    row.get_by_text("Removed").wait_for()
    assert not page.is_visible("#waiting")
    row.get_by_role("button", name="Reject").click()
    row.get_by_text("the text has changed").wait_for()
    assert row.get_by_role("button", name="Reject").get_attribute("aria-pressed") == "false"
    url, body = sent[0]
    assert url == "http://127.0.0.1:8137/verdict?token=a%2Bb"
    words = "Организация Договора о коллективной безопасности"
    named = {"concept": CSTO, "tuid": "sample/A/RES/69/12#op2", "occurrence": 1, "lang": "ru"}
    assert body == named | {"verdict": "accept", "text": words}
    assert sent[1][1] == named | {"verdict": None, "text": words}
    context.close()


def test_a_large_build_is_quick_to_move_in(chromium: Any, pages: dict[str, Path]) -> None:
    """No time decides; that every list is paged does."""
    with opened(chromium, pages["large"]) as each:
        for state in STATES.values():
            go(each, state)
            rows = each.page.locator("main tbody").evaluate_all(
                "all => all.map(b => b.rows.length)"
            )
            assert max(rows, default=0) <= 50
        go(each, "view=issues")
        each.page.click("nav.pager button:has-text('Next')")
        assert "51–100 of" in each.page.inner_text("nav.pager")
        each.page.fill("#filter-doc", "res/55")
        each.page.wait_for_function("() => location.hash.includes('doc=')")
        assert {text.split(" ")[0] for text in column(each, "issues", "Clause")} == {"A/RES/55/1"}
        go(each, "view=drift&term=c3")
        assert "whose drift is in this page" in each.page.inner_text("main .notice")
        assert each.errors == []


def test_the_page_without_data_is_small(pages: dict[str, Path]) -> None:
    assert pages["empty"].stat().st_size <= 1_500_000
