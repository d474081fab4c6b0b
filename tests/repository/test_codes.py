"""The lists kept by hand: complete, unambiguous, true to the strategy's own lists, whole in both languages."""

import csv
import re
from pathlib import Path

import pytest

from etl import codes

CODES = Path(codes.__file__).parent
SNAPSHOT = CODES.parents[1] / "data/raw/snapshot"
PAIRS = ["()", "«»", "“”"]
PARTNERS = {row["partner"]: row for row in codes.read("partner")}
NAMES = codes.read("partner_name")
DATED = codes.read("agreement_party")
SUB_REGIONS = {
    "mexico",
    "central_america",
    "caribbean",
    "south_america",
    "north_america",
    "europe",
    "asia",
    "africa",
    "oceania",
    "other",
}
ALA = {"mexico", "central_america", "caribbean", "south_america"}


def test_partner_codes_are_unique_sorted_and_of_three_letters():
    listed = [row["partner"] for row in codes.read("partner")]
    assert listed == sorted(set(listed))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in listed)


def test_iso2_codes_are_unique():
    listed = [row["iso2"] for row in PARTNERS.values() if row["iso2"]]
    assert len(listed) == len(set(listed))
    assert PARTNERS["NAM"]["iso2"] == "NA"


def test_every_partner_has_both_names_and_a_known_sub_region():
    for code, row in PARTNERS.items():
        assert row["name_fr"], code
        assert row["name_en"], code
        assert row["sub_region"] in SUB_REGIONS, code
        assert not re.search(r", |'", row["name_fr"].removeprefix("Bonaire, ")), code
    for lang in ("name_fr", "name_en"):
        assert len({row[lang] for row in PARTNERS.values()}) == len(PARTNERS)


def test_ala_is_the_33_sovereign_states_of_the_region():
    ala = {code for code, row in PARTNERS.items() if row["is_ala"] == "true"}
    assert len(ala) == 33
    for code, row in PARTNERS.items():
        in_region = row["sub_region"] in ALA and row["is_sovereign"] == "true"
        assert (code in ala) == in_region, code
    assert sum(row["is_sovereign"] == "true" for row in PARTNERS.values()) == 195


@pytest.mark.parametrize(
    "territory", ["PRI", "MTQ", "GLP", "GUF", "CUW", "ABW", "BLM", "MAF", "ANT"]
)
def test_territories_stay_in_their_region_and_out_of_ala(territory):
    row = PARTNERS[territory]
    assert row["sub_region"] in ALA
    assert (row["is_ala"], row["is_sovereign"]) == ("false", "false")


def test_agreements_are_those_of_the_strategy():
    members = {}
    for code, row in PARTNERS.items():
        for agreement in row["agreements"].split():
            members.setdefault(agreement, set()).add(code)
    assert set(members) == {row["agreement"] for row in codes.read("agreement")}
    assert members["ACEUM"] == {"USA", "MEX"}
    # 11 countries, Canada included
    pacific = "AUS BRN CHL JPN MEX MYS NZL PER SGP VNM"
    assert " ".join(sorted(members["PTPGP"])) == pacific
    bilateral = {"ALECC": "CHL", "ALECCR": "CRI", "ALECP": "PER"}
    bilateral |= {"ALECCO": "COL", "ALECPA": "PAN", "ALECH": "HND"}
    for agreement, partner in bilateral.items():
        assert members[agreement] == {partner}


def test_every_party_of_an_agreement_has_its_day_and_no_other():
    parties = {(row["agreement"], row["partner"]): row["in_force"] for row in DATED}
    members = {(one, code) for code, row in PARTNERS.items() for one in row["agreements"].split()}
    assert set(parties) == members
    for row in codes.read("agreement"):
        days = [
            day for (agreement, _partner), day in parties.items() if agreement == row["agreement"]
        ]
        # It holds between Canada and a country from the later of their two days.
        assert min(days) == row["in_force"]
        assert re.search(r"[LS]\.C\. \d{4}, ch?\. \d+$", row["law_fr"])
        assert row["law_en"].rpartition(" ")[2] == row["law_fr"].rpartition(" ")[2]
    assert parties["PTPGP", "PER"] == "2021-09-19"
    assert parties["PTPGP", "CHL"] == "2023-02-21"


def test_representations_are_the_four_of_the_network():
    offices = {code for code, row in PARTNERS.items() if row["representation_fr"]}
    assert offices == {"MEX", "BRA", "CUB", "COL"}
    for code in offices:
        year = re.search(r"\((\d{4})\)", PARTNERS[code]["representation_fr"])
        assert year
        assert year[0] in PARTNERS[code]["representation_en"]


def test_every_ala_country_has_a_label_point_on_the_map():
    for code, row in PARTNERS.items():
        assert bool(row["latitude"]) == bool(row["longitude"]), code
        if row["is_ala"] == "true":
            assert -56 < float(row["latitude"]) < 33, code
            assert -118 < float(row["longitude"]) < -34, code


def test_a_publishers_name_means_one_known_partner():
    keys = [(row["publisher"], row["lang"], row["name"]) for row in NAMES]
    assert len(keys) == len(set(keys))
    assert {row["partner"] for row in NAMES} <= set(PARTNERS)
    assert {row["publisher"] for row in NAMES} <= {"statcan", "cimt", "worldbank", "ircc", "esdc"}
    assert {row["lang"] for row in NAMES} <= {"en", "fr", "code"}
    assert not [row for row in NAMES if "’" in row["name"] or row["name"] != row["name"].strip()]


@pytest.mark.parametrize(
    ("publisher", "lang", "name", "partner"),
    [
        ("statcan", "en", "All countries", "WLD"),
        ("statcan", "fr", "Autres pays", "OTH"),
        ("statcan", "en", "Korea, South", "KOR"),
        ("statcan", "en", "Turkey", "TUR"),
        ("statcan", "fr", "Hong-Kong", "HKG"),
        ("statcan", "fr", "Arabie Saoudite", "SAU"),
        ("statcan", "fr", "République dominicaine", "DOM"),
        ("statcan", "en", "Zaire", "COD"),
        ("statcan", "en", "Kosovo", "XKX"),
        ("statcan", "en", "Netherlands Antilles", "ANT"),
        ("statcan", "en", "Serbia and Montenegro", "SCG"),
        ("cimt", "code", "NA", "NAM"),
        ("cimt", "code", "ZZ", "XZZ"),
        ("cimt", "code", "", "XXX"),
        ("worldbank", "code", "XKX", "XKX"),
    ],
)
def test_names_that_went_wrong_elsewhere(publisher, lang, name, partner):
    row = {"publisher": publisher, "lang": lang, "name": name, "partner": partner}
    assert row in NAMES


def test_a_world_bank_group_is_never_a_partner():
    groups = codes.read("worldbank_aggregate")
    assert not {row["code"] for row in groups} & set(PARTNERS)
    for column in ("code", "iso2"):
        assert len({row[column] for row in groups}) == len(groups)
    iso2 = {row["iso2"] for row in PARTNERS.values()}
    assert not {row["iso2"] for row in groups} & iso2


def test_a_list_that_does_not_exist_is_named():
    with pytest.raises(FileNotFoundError, match="planet"):
        codes.path("planet")


TECHNOLOGY = {row["hs"]: row for row in codes.read("hs_technology")}
LEVELS = {"high", "medium_high", "medium_low", "low", "not_manufactured", "unclassified"}


def technology(code):
    """The level of a code of six digits: that of its longest prefix in the list."""
    prefixes = [code[:length] for length in range(6, 1, -1) if code[:length] in TECHNOLOGY]
    return TECHNOLOGY[prefixes[0]]["technology"] if prefixes else "unclassified"


def test_technology_prefixes_are_sorted_digits_of_known_headings():
    headings = {row["heading"] for row in codes.read("hs_heading")}
    listed = [row["hs"] for row in codes.read("hs_technology")]
    assert listed == sorted(set(listed))
    for prefix, row in TECHNOLOGY.items():
        assert re.fullmatch("[0-9]{2,6}", prefix), prefix
        assert row["technology"] in LEVELS, prefix
        assert bool(row["industry"]) == (row["technology"] != "unclassified"), prefix
        assert any(heading.startswith(prefix[:4]) for heading in headings), prefix


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("300490", "high"),  # medicaments
        ("880240", "high"),  # aeroplanes
        ("841112", "high"),  # turbo-jets are aircraft engines,
        ("841182", "medium_high"),  # other gas turbines are machinery
        ("844331", "high"),  # printers of computers,
        ("844313", "medium_high"),  # and printing presses
        ("851762", "high"),
        ("850423", "medium_high"),  # transformers
        ("870323", "medium_high"),
        ("290516", "medium_high"),
        ("760110", "medium_low"),  # aluminum
        ("271012", "medium_low"),
        ("890120", "medium_low"),
        ("440710", "low"),
        ("020329", "low"),
        ("170220", "low"),  # maple syrup
        ("940360", "low"),
        ("260111", "not_manufactured"),  # iron ore
        ("271600", "not_manufactured"),  # electricity
        ("100630", "low"),  # milled rice,
        ("100110", "not_manufactured"),  # and wheat
        ("760200", "unclassified"),  # scrap
        ("990100", "unclassified"),
        ("293399", "unclassified"),  # partly pharmaceutical
    ],
)
def test_the_technology_of_a_product(code, level):
    assert technology(code) == level


def test_an_industry_has_one_technology_level():
    """The OECD classes industries: two levels for one of them would be a slip of ours."""
    found: dict[str, set[str]] = {}
    for row in TECHNOLOGY.values():
        if row["industry"]:
            found.setdefault(row["industry"], set()).add(row["technology"])
    assert {industry: levels for industry, levels in found.items() if len(levels) > 1} == {}


def test_no_text_of_a_table_is_cut_off_or_half_translated():
    tables = [*sorted(CODES.glob("*.csv")), *sorted(SNAPSHOT.glob("*.csv"))]
    wrong = []
    for path in tables:
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, strict=True):
                for column, text in row.items():
                    is_open = any(text.count(left) != text.count(right) for left, right in PAIRS)
                    is_french = column.endswith("_en") and ("«" in text or " :" in text)
                    if is_open or is_french:
                        wrong.append(f"{path.name} {column}: {text}")
    assert wrong == []
