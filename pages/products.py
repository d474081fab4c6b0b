"""Produits: what is traded, with whom, since when, and what it says of specialisation and technology."""

from dashboard import (
    blocks,
    filters,
    frame,
    product_absent,
    product_choices,
    product_codes,
    product_technology,
    products,
    source_cards,
)
from dashboard.definitions_products import products as definitions
from dashboard.i18n import _
from dashboard.unavailable import Unavailable

frame.heading(
    _("Produits"),
    _(
        "Ce que le Québec et le Canada vendent et achètent, du chapitre au code à six chiffres. "
        "Choisissez un produit pour voir ce qu'il contient, ses pays et son histoire."
    ),
)

try:
    part = product_choices.chapter()
    choices = product_choices.choose(part)
except Unavailable as problem:
    filters.only(*product_choices.KEYS)
    product_absent.explain(problem)
    source_cards.definitions(definitions())
else:
    filters.only(*product_choices.KEYS)
    if part == "products":
        blocks.show(lambda: products.parts(choices))
        blocks.show(lambda: products.ranking(choices))
        blocks.show(lambda: products.growth(choices))
    elif part == "series":
        blocks.show(lambda: products.series(choices))
        if choices.product:
            blocks.show(lambda: product_codes.concordance(choices))
            if not choices.level:
                blocks.show(lambda: product_codes.quantity(choices))
    elif part == "partners":
        blocks.show(lambda: products.partners(choices))
    elif part == "technology":
        blocks.show(lambda: product_technology.advantage(choices))
        blocks.show(lambda: product_technology.stated(choices))
        if product_technology.is_other(choices):
            blocks.show(lambda: product_technology.chosen(choices))
    elif part == "words":
        source_cards.definitions(definitions())
