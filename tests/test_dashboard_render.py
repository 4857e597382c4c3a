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
    return json.loads(next(text for given, text in ELEMENT.findall(html) if "payload" in given))


def test_the_payload_comes_through_unchanged(rendered: Any) -> None:
    payload = payloads.synthetic()
    assert payload_of(rendered(payload)) == payload


def test_data_can_neither_close_nor_open_an_element(rendered: Any) -> None:
    html = rendered(payloads.synthetic())
    assert payloads.HOSTILE not in html
    assert "alert(1)</script>" not in html
    for given, text in ELEMENT.findall(html):
        if "json" in given:
            assert not set("<>&\u2028\u2029") & set(text)
    assert html.count("<script") == html.count("</script>") == 4


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
