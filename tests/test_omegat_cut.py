"""OmegaT's sentence rules as we know them; that OmegaT cuts the same is tested with OmegaT."""

import pytest

from tm.tmx.omegat import cut

CASES = [
    ("fr", "Voir chap. I, sect. C.", ["Voir chap.", "I, sect.", "C."]),
    ("fr", "Voir l'art. 5. M. Ban préside.", ["Voir l'art. 5.", "M. Ban préside."]),
    ("fr", "Il a dit : « Non. » Puis rien.", ["Il a dit : « Non. » Puis rien."]),
    ("fr", "Le XXe s. est fini. Voilà.", ["Le XXe s. est fini.", "Voilà."]),
    ("fr", "Voir pp. 3 et 4, par. 2.", ["Voir pp. 3 et 4, par.", "2."]),
    ("en", "See para. 5, No. 3 and Mr. B. Ki.", ["See para.", "5, No. 3 and Mr. B. Ki."]),
    ("en", "At 10 a.m. they met, etc. and left.", ["At 10 a.m. they met, etc. and left."]),
    ("en", "Well... maybe. No... Yes.", ["Well... maybe.", "No...", "Yes."]),
    ("es", "Véase el párr. 3, pág. 4.", ["Véase el párr.", "3, pág. 4."]),
    ("es", "El Sr. Ki vive en EE.UU. hoy. Bien.", ["El Sr. Ki vive en EE.UU. hoy.", "Bien."]),
    ("ru", "См. п. 3, т.е. выше.", ["См.", "п.", "3, т.е. выше."]),
    ("ru", "До 2 млн. долл. США.", ["До 2 млн.", "долл.", "США."]),
    ("ar", "انظر الفقرة 5. هل انتهى؟ نعم.", ["انظر الفقرة 5.", "هل انتهى؟ نعم."]),
    ("ar", "12. Ban", ["12.", "Ban"]),
    ("zh", "见第5段。完了？是。", ["见第5段。", "完了？", "是。"]),
    ("zh", "他说：“完了。”走了。", ["他说：“完了。”走了。"]),
    ("zh", "B. 议程 Yes. No", ["B. 议程 Yes. No"]),
    *((language, "12. Ban", ["12.", "Ban"]) for language in ("fr", "en", "es", "ru", "zh")),
    *((language, "", []) for language in ("fr", "en", "es", "ru", "ar", "zh")),
]


@pytest.mark.parametrize(("language", "text", "segments"), CASES)
def test_a_paragraph_is_cut_as_by_omegat(language: str, text: str, segments: list[str]) -> None:
    assert cut(text, language) == segments


@pytest.mark.parametrize("language", ["fr", "en", "es", "ru", "ar"])
def test_a_no_break_space_ends_nothing(language: str) -> None:
    assert cut("A.\u00a0B? C", language) == ["A.\u00a0B?", "C"]
