/*
title:
  fr: "Trajectoire observée d'une cible ou d'un point de départ"
  en: "Observed path of a target or baseline"
unit: ""
description:
  fr: >-
    Valeurs, année par année, de la série qui suit une cible ou un point de départ, avant et après
    l'année de l'énoncé.
  en: >-
    Values, year by year, of the series that follows a target or baseline, before and after the year
    of the statement.
grain: [claim, ref_year]
sample: {target: T5}
checks:
  - unique: [claim, ref_year]
  - not_null: [claim, ref_year, period, computed_value, source]
*/
select
    claim.claim, claim.target as target_id, found.ref_year,
    make_date(found.ref_year, 1, 1) as period, found.computed_value,
    found.ref_year >= claim.year_to as is_since, claim.unit, found.source
from claim
inner join claim_value as found on claim.claim = found.claim
where claim.target = $target
order by claim.claim, found.ref_year
