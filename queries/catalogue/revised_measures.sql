/*
title: {fr: "Grandeurs révisées", en: "Revised measures"}
unit: ""
description:
  fr: "Noms des grandeurs que les éditions révisent : flux, mesures et postes du PIB."
  en: "Names of what editions revise: flows, measures and GDP estimates."
grain: [measure]
sample: {}
*/
select flow as measure, name_fr, name_en from flow

union all

select measure, name_fr, name_en from measure

union all

select estimate as measure, name_fr, name_en from estimate

order by measure
