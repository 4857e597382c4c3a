"""The page as text: self-contained, inert data, the same bytes, both languages complete."""

import base64
import hashlib
import json
import re
from importlib import resources
from typing import Any

import payloads
import pytest
from payloads import HOSTILE

from tm.dashboard import page
from tm.dashboard.page.packing import packed

STUB = 'window.vega = "</script><!--";'
OUTSIDE = re.compile(r"(?:src|href|action|url\()\s*[=(]?\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)
ELEMENT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
FILES = sorted(each.name for each in resources.files(page).joinpath("script").iterdir())


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that renders with a stub in place of Vega, which is slow to bundle."""
    pytest.importorskip("altair", reason="altair is not installed (extra: dashboard)")
    monkeypatch.setattr(page, "vega", lambda: STUB)
    return page.render


def payload_of(html: str) -> Any:
    tables = re.findall(r'<script [^>]*id="table-(\w+)">(.*?)</script>', html, re.DOTALL)
    return {name: unpacked(json.loads(text)) for name, text in tables}


def unpacked(value: Any) -> Any:
    """Return a value as it was before `packing.packed`, but for keys that a row had not."""
    if isinstance(value, dict) and "$of" in value:
        at = value["$at"]
        return [value["$of"][place] for place in ([0] * at if isinstance(at, int) else at)]
    if isinstance(value, dict) and "$rows" in value:
        columns = {name: unpacked(column) for name, column in value["$columns"].items()}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    if isinstance(value, dict):
        return {name: unpacked(part) for name, part in value.items()}
    return value


def without_nulls(value: Any) -> Any:
    """Return a value whose texts by language lack what a unit has not, as in a payload."""
    if isinstance(value, dict):
        return {key: without_nulls(part) for key, part in value.items() if part is not None}
    return [without_nulls(part) for part in value] if isinstance(value, list) else value


def test_the_payload_comes_through_unchanged(rendered: Any) -> None:
    payload = payloads.synthetic()
    assert without_nulls(payload_of(rendered(payload))) == without_nulls(payload)


@pytest.mark.parametrize(
    ("value", "small"),
    [
        ([], []),
        (["ru"], ["ru"]),
        (["ru", "zh"], ["ru", "zh"]),
        (["ru", "ru", "ru"], {"$of": ["ru"], "$at": 3}),
        ([None, None], {"$of": [None], "$at": 2}),
        (["ru", "ar", "ar", "ru"], {"$of": ["ru", "ar"], "$at": [0, 1, 1, 0]}),
        ([["a"], ["a"]], [["a"], ["a"]]),
        ([{"n": 1}], {"$rows": 1, "$columns": {"n": [1]}}),
        ([{"n": 1}, {"m": 2}], {"$rows": 2, "$columns": {"n": [1, None], "m": [None, 2]}}),
        (
            [{"t": {"fr": "a"}}, {"t": {"fr": "b"}}],
            {"$rows": 2, "$columns": {"t": {"$rows": 2, "$columns": {"fr": ["a", "b"]}}}},
        ),
        ({"worst": [1, 2], "n": 3}, {"worst": [1, 2], "n": 3}),
    ],
)
def test_tables_are_packed_into_columns(value: Any, small: Any) -> None:
    assert packed(value) == small
    assert without_nulls(unpacked(small)) == without_nulls(value)


def test_the_large_tables_stand_behind_the_scripts(rendered: Any) -> None:
    html = rendered(payloads.synthetic())
    script = html.index("<script>")
    for name in payloads.empty():
        assert (html.index(f'id="table-{name}"') > script) == (name in page.LATER), name


def test_data_can_neither_close_nor_open_an_element(rendered: Any) -> None:
    html = rendered(payloads.synthetic())
    assert payloads.HOSTILE not in html
    assert "alert(1)</script>" not in html
    for given, text in ELEMENT.findall(html):
        if "json" in given:
            assert not set("<>&\u2028\u2029") & set(text)
    assert html.count("<script") == html.count("</script>") == 3 + len(payloads.empty())


def test_a_place_of_the_template_in_the_data_is_data(rendered: Any) -> None:
    payload = payloads.empty(name="%%vega%% %%nothing%%")
    assert payload_of(rendered(payload))["build"]["name"] == "%%vega%% %%nothing%%"


def test_the_policy_allows_these_scripts_and_no_network(rendered: Any) -> None:
    html = rendered(payloads.empty())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    scripts = [text for given, text in ELEMENT.findall(html) if "json" not in given]
    hashes = [hashlib.sha256(text.encode()).digest() for text in scripts]
    assert rules["script-src"].split() == [
        f"'sha256-{base64.b64encode(each).decode()}'" for each in hashes
    ]
    assert (rules["default-src"], rules["connect-src"]) == ("'none'", "'none'")
    assert "connect-src 'self'" in rendered(payloads.empty(serve=True))


def test_nothing_is_referred_to_outside(rendered: Any) -> None:
    assert OUTSIDE.findall(rendered(payloads.synthetic())) == []


def test_the_same_payload_gives_the_same_bytes(rendered: Any) -> None:
    assert rendered(payloads.synthetic()) == rendered(payloads.synthetic())


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="en and fr"):
        page.render(payloads.empty(), lang="ru")


@pytest.mark.parametrize("lang", page.INTERFACE)
def test_the_page_opens_in_its_language(rendered: Any, lang: str) -> None:
    assert f'<html lang="{lang}">' in rendered(payloads.empty(), lang=lang)


def test_both_languages_have_the_same_messages_with_the_same_places() -> None:
    english, french = (page.messages(lang) for lang in page.INTERFACE)
    assert english.keys() == french.keys()
    for key, message in english.items():
        assert set(re.findall(r"\{\w+\}", message)) == set(re.findall(r"\{\w+\}", french[key])), key


def test_every_message_that_a_script_or_chart_names_is_there(rendered: Any) -> None:
    html = rendered(payloads.empty())
    named = set(re.findall(r'\bt\("([\w.]+)"', html)) | set(re.findall(r'"@([\w.]+)"', html))
    assert len(named) > 100
    assert named - page.messages("en").keys() == set()


def test_every_script_is_used_and_small() -> None:
    assert [f"{name}.js" for name in sorted(page.SCRIPTS)] == FILES
    for folder, most in (("script", 200), ("style", 120)):
        for each in resources.files(page).joinpath(folder).iterdir():
            text = each.read_text(encoding="utf-8")
            assert text.startswith(("//", "/*")), each.name
            assert text.count("\n") <= most, each.name


def test_scripts_never_write_markup() -> None:
    for each in resources.files(page).joinpath("script").iterdir():
        text = each.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(", text)


@pytest.mark.parametrize("text", [HOSTILE, "</SCRIPT >", "\u2028", "&lt;", "\\u003c", "𐍈 سلام 中"])
def test_embedded_json_reads_back(text: str) -> None:
    assert json.loads(page.embedded({text: [text]})) == {text: [text]}
    assert not set("<>&\u2028\u2029") & set(page.embedded(text))
