/*
title:
  fr: "Pourquoi ce n'est pas le chiffre que je connais"
  en: "Why it is not the number I know"
unit: ""
description:
  fr: >-
    Chaque chiffre publié ailleurs, la valeur que ce projet calcule pour la même période, l'écart,
    et ce qui peut l'expliquer, par règle. « rounding » : l'écart tient dans l'arrondi.
    « re_allocation » : le chiffre contient des importations, que l'ISQ réattribue à leur
    destination et que Statistique Canada compte au dédouanement. « perimeter » : exportations
    publiées plus grandes (les réexportations n'ont pas de province), monnaie non précisée, ou
    écart de plus d'un vingtième sans autre raison. « vintage » : écart d'un vingtième au plus,
    ce que des révisions font. Ce sont des raisons possibles, non des preuves. « obstacle » dit
    pourquoi rien n'est calculé. Une liste vide ne filtre rien.
  en: >-
    Each figure published elsewhere, the value that this project computes for the same period, the
    difference, and what may explain it, by rule. "rounding": the difference is within rounding.
    "re_allocation": the figure holds imports, which ISQ re-allocates to their destination and
    Statistics Canada counts at clearance. "perimeter": larger published exports (re-exports have
    no province), currency not stated, or a difference over one twentieth without another reason.
    "vintage": a difference of one twentieth at most, which is what revisions do. These are
    possible reasons, not proof. "obstacle" says why nothing is computed. An empty list filters
    nothing.
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
    obstacle, definition_fr, definition_en, publisher, title, url, trust, is_derived, note_fr,
    note_en, source
from published_gap
where
    (len($partners::varchar[]) = 0 or list_contains($partners::varchar[], partner))
    and (
        len($indicators::varchar[]) = 0 or list_contains($indicators::varchar[], indicator)
    )
order by computed_value is null, indicator, partner, ref_year, figure
