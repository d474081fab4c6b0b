/*
title: {fr: "Registre des énoncés de la stratégie", en: "Ledger of the strategy's claims"}
unit: ""
description:
  fr: >-
    Chaque énoncé chiffré de la stratégie, la valeur que les données donnent pour la même année,
    celle d'aujourd'hui, et un verdict rendu par règle. Confirmé : la valeur est celle de l'énoncé,
    ou tient dans ses mots (« plus de » : jusqu'au prochain chiffre imprimé ; « près de » : depuis
    le précédent). Confirmé à l'arrondi : l'écart tient dans la moitié du dernier chiffre imprimé.
    Définition différente : la série compte autrement. Révisé depuis : elle compte la même chose et
    date d'après le document. Une série qui compte autre chose ne confirme jamais. Quand l'énoncé ne
    dit pas l'année, la précédente est admise.
  en: >-
    Each quantified claim of the strategy, the value that the data give for the same year, today's
    value, and a verdict given by rule. Confirmed: the value is the claim's, or fits its words
    ("more than": up to the next printed digit; "nearly": from the one before). Confirmed within
    rounding: the difference is within half of the last printed digit. Definition differs: the
    series counts otherwise. Revised since: it counts the same thing and is later than the document.
    A series that counts something else never confirms. When the claim does not state the year, the
    one before is allowed.
grain: [claim]
sample: {partners: []}
checks:
  - unique: [claim]
  - not_null: [claim, claim_number, evidence, comparison, stated_value, unit, outcome, reason]
*/
select
    claim, number as claim_number, target_id, statement_fr, statement_en, passage_fr, passage_en,
    partners, evidence, page, year_from, year_to, comparison, stated_value, unit, rounding,
    definition, computed_year, computed_value,
    computed_value - stated_value as difference,
    now_year, now_value, verdict as outcome, reason, loads, note_fr, note_en, source
from claim_verdict
where
    len($partners::varchar[]) = 0
    or list_has_any(string_split(partners, ' '), $partners::varchar[])
order by claim
