/*
title: {fr: "Grandeurs révisées", en: "Revised measures"}
unit: ""
description:
  fr: >-
    Noms de ce que les éditions révisent : flux, comptes de personnes et lignes du PIB.
  en: >-
    Names of what editions revise: flows, counts of persons and GDP lines.
grain: [measure]
sample: {}
*/
select flow as measure, name_fr, name_en from flow

union all

select measure, name_fr, name_en from measure

union all

select estimate as measure, name_fr, name_en from estimate

order by measure
