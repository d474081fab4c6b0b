/*
title: {fr: "Accords et représentation", en: "Agreements and representation"}
unit: ""
description:
  fr: >-
    Accords de libre-échange qui lient le Canada et le pays, la date depuis laquelle ils valent
    entre les deux et la loi du Canada qui les met en œuvre. Représentation du Québec ouverte dans
    le pays, ou celle qui le couvre ponctuellement. La liste compte les accords avec la région,
    l'ACEUM et le PTPGP, et aucun autre.
  en: >-
    Free trade agreements that bind Canada and the country, the date since which they hold between
    the two and the Act of Canada that implements them. Québec's representation open in the country,
    or the one that covers it occasionally. The list has the agreements with the region, CUSMA and
    the CPTPP, and no other.
grain: [tie, name_fr]
sample: {partner: MEX}
checks:
  - unique: [tie, name_fr]
  - not_null: [tie, name_fr, name_en]
*/
select
    'agreement' as tie, party.agreement, short_fr, short_en, name_fr, name_en, party.in_force,
    null as opened_year, law_fr, law_en
from agreement_party as party
inner join agreement using (agreement)
where party.partner = $partner

union all

select
    if(partner = $partner, 'representation', 'cover') as tie, '' as agreement,
    '' as short_fr, '' as short_en, name_fr, name_en, null as in_force, opened_year,
    '' as law_fr, '' as law_en
from representation
where
    list_contains(['general_delegation', 'office'], kind)
    and (partner = $partner or list_contains(string_split(covers, ' '), $partner))
order by tie, in_force, opened_year
