"""A request as the answering threads see it: its query string, language and conditions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from starlette.requests import Request

from dashboard import signin
from dashboard.api.problems import Problem
from dashboard.i18n import LANGUAGES, Language, _

# Data change once a day at most; a client asks again after this many seconds, and mostly gets 304.
FRESH = 300


@dataclass(frozen=True)
class Asked:
    """One request: its pairs in order, its absolute address, and the tags that the client has."""

    pairs: tuple[tuple[str, str], ...]
    url: str
    lang: Language
    tags: tuple[str, ...]

    def one(self, name: str) -> str:
        """The only value of a parameter, empty without; Problem when it is given twice."""
        values = [value for key, value in self.pairs if key == name]
        if len(values) > 1:
            raise Problem(
                "repeated-parameter",
                _("« {nom} » ne se donne qu'une fois.").format(nom=name),
            )
        return values[0] if values else ""

    def many(self, name: str) -> tuple[str, ...]:
        """The values of a list, repeated or set between commas."""
        texts = (value for key, value in self.pairs if key == name)
        return tuple(part for text in texts for part in text.split(",") if part)

    def others(self, names: Collection[str]) -> list[tuple[str, str]]:
        """The pairs of the other parameters."""
        return [(key, value) for key, value in self.pairs if key not in names]

    def has(self, etag: str) -> bool:
        """Whether the client already has this very answer."""
        return "*" in self.tags or etag in self.tags

    def cached(self, etag: str) -> dict[str, str]:
        """The headers by which the answer is kept; behind a sign-in, by its reader only."""
        kept = "private, no-cache" if signin.is_on() else f"public, max-age={FRESH}"
        return {"ETag": etag, "Cache-Control": kept}


def read(request: Request) -> Asked:
    """Read a request; its language is `lang=en` or French, as on the pages."""
    pairs = tuple(request.query_params.multi_items())
    asked = request.query_params.getlist("lang")
    if set(asked) - set(LANGUAGES) or len(asked) > 1:
        raise Problem("invalid-value", _("« lang » vaut fr ou en."))
    conditions = ",".join(request.headers.getlist("if-none-match"))
    tags = (tag.strip().removeprefix("W/") for tag in conditions.split(","))
    return Asked(
        pairs,
        str(request.url),
        "en" if ("lang", "en") in pairs else "fr",
        tuple(tag for tag in tags if tag),
    )


def language_of_problems(request: Request) -> Language:
    """The language of a problem document: the one asked for, else the client's, else French."""
    asked = request.query_params.get("lang")
    if asked is not None:
        return "en" if asked == "en" else "fr"
    first = request.headers.get("accept-language", "").split(",")[0]
    return "en" if first.strip().lower().startswith("en") else "fr"
