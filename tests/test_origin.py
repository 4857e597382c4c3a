import datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.origin import Origin, documents_frame, origin
from corpora.schema import DOCUMENTS

ORIGINS: dict[str, tuple[str | None, str | None, int | None]] = {
    # the main organs, and their resolutions
    "A/RES/69/12": ("A", "69", None),
    "A/69/176/Corr.1": ("A", "69", None),
    "A/69/L.51": ("A", "69", None),
    "A/70/PV.3": ("A", "70", None),
    "A/INF/69/1": ("A", "69", None),
    "A/S-27/2": ("A", "S-27", None),
    "A/RES/S-27/2": ("A", "S-27", None),
    "A/ES-10/670": ("A", "ES-10", None),
    "A/RES/217(III)": ("A", "3", None),
    "A/RES/217 A (III)": ("A", "3", None),
    "A/RES/1514(XV)": ("A", "15", None),
    "A/RES/1904 (XVIII)": ("A", "18", None),
    "A/RES/2106(XX)": ("A", "20", None),
    "E/RES/1296(XLIV)": ("E", "44", None),
    "A/RES/3201(S-VI)": ("A", "S-6", None),
    "S/RES/2178 (2014)": ("S", "2014", 2014),
    "S/RES/2178(2014)": ("S", "2014", 2014),
    "S/PRST/2010/1": ("S", "2010", 2010),
    "S/2014/961": ("S", "2014", 2014),
    "S/PV.7356": ("S", None, None),
    "S/AGENDA/7356": ("S", None, None),
    "E/2014/12": ("E", "2014", 2014),
    "E/RES/2014/33": ("E", "2014", 2014),
    "E/2014/INF/2/Add.1": ("E", "2014", 2014),
    "ST/SGB/2003/13": ("ST", "2003", 2003),
    # organs below them
    "A/C.3/69/L.5": ("A/C.3", "69", None),
    "A/CN.9/829/Add.1": ("A/CN.9", None, None),
    "A/AC.105/C.2/107": ("A/AC.105/C.2", None, None),
    "A/CONF.224/PC(III)/1": ("A/CONF.224/PC", "3", None),
    "A/HRC/RES/27/3": ("A/HRC", "27", None),
    "A/HRC/S-17/1": ("A/HRC", "S-17", None),
    "A/HRC/WG.6/22/PAN/1": ("A/HRC/WG.6", "22", None),
    "E/CN.6/2015/NGO/259": ("E/CN.6", "2015", 2015),
    "E/ICEF/2015/2": ("E/ICEF", "2015", 2015),
    "TD/B/C.I/25": ("TD/B/C.I", None, None),
    "ECE/TRANS/WP.29/2015/1": ("ECE/TRANS/WP.29", "2015", 2015),
    "A/CONF.1/WP.2": ("A/CONF.1", None, None),
    # treaties, programmes, conferences
    "CRC/C/GC/14": ("CRC/C", None, None),
    "CEDAW/C/MDV/Q/4-5/Add.1": ("CEDAW/C", None, None),
    "CCPR/C/107/D/2018/2010": ("CCPR/C", "107", None),
    "UNEP/EA.1/Res.5": ("UNEP/EA", "1", None),
    "UNEP/FAO/RC/COP.7/19": ("UNEP/FAO/RC/COP", "7", None),
    "UNEP/CBD/COP/DEC/X/2": ("UNEP/CBD/COP", "10", None),
    "FCCC/KP/CMP/2012/13/Add.1": ("FCCC/KP/CMP", "2012", 2012),
    "NPT/CONF.2015/WP.3": ("NPT/CONF", "2015", 2015),
    "DP/2015/22": ("DP", "2015", 2015),
    "ISBA/21/LTC/WP.1": ("ISBA", "21", None),
    "CD/1998": ("CD", None, None),  # a number like a year
    # other spellings
    "A_RES_69_12": ("A", "69", None),
    "S_RES_2178(2014)": ("S", "2014", 2014),
    "sample/A/RES/69/12": ("A", "69", None),
    " A/RES/69/12 ": ("A", "69", None),
    "2015/a/69/176/corr_1": ("A", "69", 2015),
    "2015/a/c_5/69/17": ("A/C.5", "69", 2015),
    "2015/a/es_10/670": ("A", "ES-10", 2015),
    "2015/a/conf_224/pc_iii_/1": ("A/CONF.224/PC", "3", 2015),
    "2015/cedaw/c/ecu/co/8_9": ("CEDAW/C", None, 2015),
    "2015/e/cn_6/2015/ngo/163": ("E/CN.6", "2015", 2015),
    "2015/s/res/2196__2015_": ("S", "2015", 2015),
    "2015/s/2014/961": ("S", "2014", 2015),
    "2015/pbc_31/1/add_1": ("PBC", "31", 2015),
    # no symbols
    "memory": (None, None, None),
    "charter/part": (None, None, None),
    "": (None, None, None),
    "/": (None, None, None),
    "Résolution 12/1": (None, None, None),
}


@pytest.mark.parametrize("symbol", ORIGINS)
def test_the_origin_of_a_symbol(symbol: str) -> None:
    assert tuple(origin(symbol)) == ORIGINS[symbol]


@given(st.text(alphabet="ASCRE.69/_-() ivxXL2014é", max_size=30) | st.text(max_size=20))
def test_any_text_has_an_origin_and_never_an_empty_one(text: str) -> None:
    body, session, year = origin(text)
    assert body is None or body.strip("/")
    assert session is None or session
    assert year is None or 1940 <= year < 2100


def test_the_table_of_documents_keeps_their_order_and_prefers_the_date() -> None:
    date = datetime.date(2014, 11, 11)
    table = documents_frame({"S/2015/1": None, "A/RES/69/12": date, "x": None, "S/2013/9": date})
    assert table.schema == DOCUMENTS
    assert table.rows() == [
        ("S/2015/1", None, 2015, "S", "2015"),
        ("A/RES/69/12", date, 2014, "A", "69"),
        ("x", None, None, None, None),
        ("S/2013/9", date, 2014, "S", "2013"),
    ]
    assert documents_frame({}).schema == DOCUMENTS


@pytest.mark.shared
def test_nearly_every_document_of_the_measuring_data_has_a_body(shared: object) -> None:
    table = f"{shared}/data/un_dev/un_dev.tsv"
    docs = pl.read_csv(table, separator="\t", quote_char=None)["doc"].unique()
    origins = [origin(doc) for doc in docs]
    assert all(each.body and each.year == 2015 for each in origins)
    assert sum(each != Origin(each.body, None, each.year) for each in origins) >= 0.75 * len(docs)
