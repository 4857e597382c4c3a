"""A corpus of many small documents in six languages, and what a build of it left on disk."""

from pathlib import Path

from corpora.schema import LANGUAGES, PIVOT

TEXTS = {
    "fr": "Décide de rester saisie de la question {}.",
    "en": "Decides to remain seized of matter {}.",
    "es": "Decide seguir ocupándose de la cuestión {}.",
    "ru": "постановляет продолжать заниматься вопросом {}.",
    "ar": "تقرر أن تبقي المسألة {} قيد نظرها.",
    "zh": "决定继续处理第{}项。",
}


def put_documents(corpus: Path, numbers: range) -> Path:
    """Write a document of two clauses for each of `numbers` into a corpus.

    Every third one has the same second clause, and every fifth translates it in another way.
    """
    for number in numbers:
        folder = corpus / f"A_RES_70_{number}"
        folder.mkdir(parents=True, exist_ok=True)
        for lang in LANGUAGES:
            first, second = (TEXTS[lang].format(each) for each in (number, number % 3))
            if lang != PIVOT and number % 5 == 0:
                second = f"{second[:-1]} (bis)."
            (folder / f"{lang}.txt").write_text(f"{first}\n{second}\n", encoding="utf-8")
    return corpus


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a build by name, those of the store aside."""
    return {
        name: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and not (name := path.relative_to(folder).as_posix()).startswith(".documents/")
    }
