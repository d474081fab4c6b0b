/*
title:
  fr: "Pourquoi ce n'est pas le chiffre que je connais"
  en: "Why it is not the number I know"
unit: ""
description:
  fr: >-
    Chaque chiffre publié ailleurs, la valeur calculée pour la même période, l'écart, et ce qui peut
    l'expliquer, par règle. Arrondi : l'écart tient dans l'arrondi du chiffre publié. Importations
    réattribuées : l'ISQ les compte à leur destination, Statistique Canada au dédouanement.
    Périmètre : les exportations publiées sont plus grandes (les réexportations n'ont pas de
    province), la monnaie n'est pas précisée, ou l'écart dépasse un vingtième sans autre raison.
    Révision : l'écart est d'un vingtième au plus. Ce sont des raisons possibles, non des preuves.
  en: >-
    Each figure published elsewhere, the value computed for the same period, the difference, and
    what may explain it, by rule. Rounding: the difference is within the published figure's
    rounding. Re-allocated imports: ISQ counts them at their destination, Statistics Canada at
    clearance. Perimeter: the published exports are larger (re-exports have no province), the
    currency is not stated, or the difference exceeds one twentieth without another reason.
    Revision: the difference is one twentieth at most. These are possible reasons, not proof.
grain: [figure]
sample: {partners: [], indicators: []}
checks:
  - unique: [figure]
  - not_null: [figure, indicator, value, unit, rounding, trust, reasons, obstacle]
*/
select
    figure, indicator, geo, counterpart, partner, first_year, ref_year, value, unit, rounding,
    precision, computed_value, difference, relative_difference,
    concat_ws(
        ' ', if(is_within_rounding, 'rounding', null), if(is_re_allocated, 're_allocation', null),
        if(is_other_perimeter, 'perimeter', null), if(is_revised, 'vintage', null)
    ) as reasons,
    obstacle, definition_fr, definition_en, publisher_fr, publisher_en, title, url, trust,
    is_derived, note_fr, note_en, source
from published_gap
where
    (len($partners::varchar[]) = 0 or list_contains($partners::varchar[], partner))
    and (
        len($indicators::varchar[]) = 0 or list_contains($indicators::varchar[], indicator)
    )
order by computed_value is null, indicator, partner, ref_year, figure
