"""What is known of each captured file on people, and which of its rows are shipped; it runs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from etl.snapshot import VintageKind
from etl.source import Text

COMPARATORS = ("CHN", "CMR", "DZA", "FRA", "IND", "MAR", "PHL", "SEN", "TUN", "USA", "VNM")
# Months before are in the publisher's file, and in the tables of whoever fetches it.
FIRST_MONTH_OF_WORK = date(2021, 1, 1)
FIRST_MONTH_OF_STUDIES = date(2022, 1, 1)
FIRST_MONTH_OF_COMPARATORS = date(2023, 7, 1)
# The strategy measures students from this year.
FIRST_YEAR_OF_STOCKS = 2009

_ALA = "partner in (select partner from shipped_ala)"
_ORIGINS = f"({_ALA} or partner in (select partner from shipped_comparator) or partner = 'WLD')"
_STUDY_MONTHS = f"ref_month >= date '{FIRST_MONTH_OF_STUDIES}'"
_WORK_MONTHS = (
    f"ref_month >= date '{FIRST_MONTH_OF_WORK}' and ({_ALA} or (partner in (select partner from shipped_comparator) "
    f"and ref_month >= date '{FIRST_MONTH_OF_COMPARATORS}'))"
)
_STOCKS = f"ref_year >= {FIRST_YEAR_OF_STOCKS}"
_LEVELS = "(geo = 'CA-QC' or (geo in ('CA', 'CA-ZZ') and study_level = 'all'))"


@dataclass(frozen=True)
class Parsed:
    """Captured files as published, read by their source's own parser, and the rows that are shipped
    of each table (SQL over the table's columns). `vintage` is given to rows that carry none."""

    source: str
    files: tuple[str, ...]
    vintage: date
    vintage_kind: VintageKind
    vintage_is: str
    obtained: Text
    shipped: dict[str, str]
    filter_is: str


def _workbook(what: Text, on: Text) -> Text:
    return Text(
        f"Classeur d'IRCC tel que publié ({what.fr}), lu par l'analyseur du projet ; "
        f"chiffres au {on.fr}, extrait des pays livrés.",
        f"IRCC workbook as published ({what.en}), read by the project's parser; "
        f"figures of {on.en}, extract of the countries shipped.",
    )


_JULY_2025 = Text("31 juillet 2025", "31 July 2025")
_FOOTER = "date of the workbook's footer"
_COUNTRIES = "the 33 countries of Latin America and the Antilles, eleven comparators and the total"

PARSED = (
    Parsed(
        source="ircc_study_citizenship",
        files=("ircc/EN_ODP-TR-Study-IS_CITZ_sign_date.xlsx",),
        vintage=date(2025, 7, 31),
        vintage_kind="release",
        vintage_is=_FOOTER,
        obtained=_workbook(
            Text(
                "permis d'études par citoyenneté, mois et personnes distinctes de l'année",
                "study permits by citizenship, months and different persons of the year",
            ),
            _JULY_2025,
        ),
        shipped={
            "study_permit_annual": _ORIGINS,
            "study_permit_monthly": f"{_STUDY_MONTHS} and ({_ALA} or partner = 'WLD')",
        },
        filter_is=f"{_COUNTRIES}; months from 2022, without the comparators",
    ),
    Parsed(
        source="ircc_study_level",
        files=("ircc/EN_ODP-TR-Study-IS_PT_study_level_sign.xlsx",),
        vintage=date(2025, 7, 31),
        vintage_kind="release",
        vintage_is=_FOOTER,
        obtained=_workbook(
            Text(
                "permis d'études par province et niveau d'études",
                "study permits by province and study level",
            ),
            _JULY_2025,
        ),
        shipped={
            "study_permit_annual": _LEVELS,
            "study_permit_monthly": f"geo = 'CA-QC' and {_STUDY_MONTHS}",
        },
        filter_is="years: Québec by level, Canada and the province not stated; months: Québec by "
        "level from 2022",
    ),
    Parsed(
        source="ircc_study_citizenship_stock",
        files=("ircc/EN_ODP_annual-TR-Study-IS_CITZ_year_end.xlsx",),
        vintage=date(2023, 12, 31),
        vintage_kind="release",
        vintage_is=f"{_FOOTER}, which is also the last reference date",
        obtained=_workbook(
            Text(
                "permis d'études valides le 31 décembre, par citoyenneté",
                "study permits valid on 31 December, by citizenship",
            ),
            Text("31 décembre 2023", "31 December 2023"),
        ),
        shipped={"study_permit_annual": f"{_ORIGINS} and {_STOCKS}"},
        filter_is=f"{_COUNTRIES}; years from 2009",
    ),
    Parsed(
        source="ircc_study_level_stock",
        files=("ircc/EN_ODP_annual-TR-Study-IS_PT_study_level_year_end.xlsx",),
        vintage=date(2023, 12, 31),
        vintage_kind="release",
        vintage_is=f"{_FOOTER}, which is also the last reference date",
        obtained=_workbook(
            Text(
                "permis d'études valides le 31 décembre, par province et niveau d'études",
                "study permits valid on 31 December, by province and study level",
            ),
            Text("31 décembre 2023", "31 December 2023"),
        ),
        shipped={"study_permit_annual": f"{_LEVELS} and {_STOCKS}"},
        filter_is="Canada, Québec by level and the province not stated; years from 2009",
    ),
    Parsed(
        source="ircc_tfwp_citizenship",
        files=("ircc/ODP-TR-Work-TFWP-CITZ.csv",),
        vintage=date(2024, 8, 29),
        vintage_kind="estimate",
        vintage_is="estimate: the release date is not recorded; last month covered (June 2024) "
        "plus the publisher's usual 60 days",
        obtained=Text(
            "Fichier d'IRCC tel que publié (permis de travail du PTET par citoyenneté et mois), lu "
            "par l'analyseur du projet ; extrait des pays livrés ; date de diffusion estimée "
            "(dernier mois plus 60 jours).",
            "IRCC file as published (TFWP work permits by citizenship and month), read by the "
            "project's parser; extract of the countries shipped; release date estimated (last "
            "month plus 60 days).",
        ),
        shipped={"work_permit_monthly": _WORK_MONTHS},
        filter_is="the 33 countries of Latin America and the Antilles from 2021, eleven "
        "comparators from July 2023; the file has no total, and a nil month has no row",
    ),
    Parsed(
        source="ircc_work_stock",
        files=(
            "ircc/EN_ODP_annual-TR-work-TFW_PT_program_year_end.xlsx",
            "ircc/EN_ODP_annual-TR-work-IMP_PT_program_year_end.xlsx",
        ),
        vintage=date(2024, 12, 31),
        vintage_kind="release",
        vintage_is=f"{_FOOTER}, which is also the last reference date",
        obtained=_workbook(
            Text(
                "permis de travail valides le 31 décembre, par province et programme, deux "
                "classeurs",
                "work permits valid on 31 December, by province and programme, two workbooks",
            ),
            Text("31 décembre 2024", "31 December 2024"),
        ),
        shipped={
            "work_permit_stock_annual": f"{_STOCKS} and geo in ('CA', 'CA-QC', 'CA-ZZ') and "
            "(programme in ('tfwp', 'imp') or (geo = 'CA-QC' and starts_with(programme, 'tfwp')) "
            "or (geo <> 'CA-ZZ' and programme in (select programme from shipped_programme)))"
        },
        filter_is="Canada and Québec by programme and first level, with the details of the TFWP "
        "for Québec; the programmes of the province not stated; years from 2009",
    ),
    Parsed(
        source="esdc_lmia",
        files=(
            "esdc/tfwp2023_annual_table_10_f.csv",
            "esdc/tfwp2023_annual_table_13_e.csv",
            "esdc/tfwp2023_annual_table_26_e.csv",
            "esdc/tfwp2023_annual_table_27_e.csv",
            "esdc/tfwp2023_annual_table_3_e.csv",
        ),
        vintage=date(2024, 4, 30),
        vintage_kind="estimate",
        vintage_is="estimate: the files' notes say April 2024 without a day",
        obtained=Text(
            "Tableaux 3, 10, 13, 26 et 27 d'EDSC tels que publiés (statistiques annuelles de 2023, "
            "avril 2024), lus par l'analyseur du projet ; extrait du Québec et du Canada.",
            "ESDC tables 3, 10, 13, 26 and 27 as published (annual statistics for 2023, April "
            "2024), read by the project's parser; extract for Québec and Canada.",
        ),
        shipped={
            "lmia_position_annual": "measure = 'positions_positive' and "
            "(geo = 'CA-QC' or (geo = 'CA' and table_number in (10, 13)))"
        },
        filter_is="positive assessments, Québec, and Canada by country and by stream",
    ),
)
