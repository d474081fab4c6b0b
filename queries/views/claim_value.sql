/*
title: {fr: "Valeurs calculées des énoncés", en: "Computed values of claims"}
unit: ""
description:
  fr: "Chaque énoncé qu'une table peut vérifier, et sa valeur pour chaque année qui en a une."
  en: "Each claim that a table can check, and its value for each year that has one."
grain: [claim, ref_year]
materialized: true
*/
from (
    from claim_trade
    union all
    from claim_country
    union all
    from claim_agreement
    union all
    from claim_people
) as found
select claim, ref_year, computed_value, source
where isfinite(computed_value)
