/*
title: {fr: "Accords et représentation", en: "Agreements and representation"}
unit: ""
description:
  fr: >-
    Accords de libre-échange de la liste qui lient le Canada et le pays, depuis quand ils valent
    entre les deux et la loi du Canada qui les met en œuvre ; représentation du Québec dans le
    pays. La liste compte les accords avec la région, l'ACEUM et le PTPGP, et aucun autre.
  en: >-
    Free trade agreements of the list that bind Canada and the country, since when they hold
    between the two and the Act of Canada that implements them; Québec's representation in the
    country. The list has the agreements with the region, CUSMA and the CPTPP, and no other.
grain: [tie, name_fr]
sample: {partner: MEX}
checks:
  - unique: [tie, name_fr]
  - not_null: [tie, name_fr, name_en]
*/
select
    'agreement' as tie, party.agreement, name_fr, name_en, party.in_force, law_fr, law_en
from agreement_party as party
inner join agreement using (agreement)
where party.partner = $partner

union all

select
    'representation' as tie, '' as agreement, representation_fr as name_fr,
    representation_en as name_en, null as in_force, '' as law_fr, '' as law_en
from partner
where partner = $partner and representation_fr != ''
order by tie, in_force
