"""Gives the answers their addresses; whatever goes wrong leaves as a problem document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import signin
from dashboard.api import asked, catalogue, extract, health, openapi, published, series
from dashboard.api.addresses import ROOT, base_path
from dashboard.api.problems import STATUSES, Problem, of_unavailable
from dashboard.api.turnstile import STREAMS, HeldStream, Turnstile, Workers
from dashboard.i18n import _, use
from dashboard.unavailable import Unavailable

Endpoint = Callable[[Request], Awaitable[Response]]
REST = "rest"  # what follows `api` in an address


class Anything(Convertor[str]):
    """Whatever follows, line breaks too: Starlette's own `path` would let those go to the pages."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        """The text itself."""
        return value

    def to_string(self, value: str) -> str:
        """The text itself."""
        return value


def routes() -> list[BaseRoute]:
    """Return the routes to add beside the pages; no page lives below `/api` or at `/healthz`.

    The whole of `/api` is ours, so that an address without an answer is a problem document and not
    the pages' HTML.
    """
    register_url_convertor("anything", Anything())
    streams, base = Turnstile(STREAMS), base_path()
    # A probe must not take a busy interface for a dead server.
    for_all, for_probes = Workers(), Workers(at_work=1)
    here = f"{base}{ROOT}"

    def get(path: str, answer: Callable[..., Response], *, is_probe: bool = False) -> Route:
        workers = for_probes if is_probe else for_all
        return Route(path, _endpoint(answer, workers, streams, is_open=is_probe))

    interface = Starlette(
        routes=[
            *(
                get(f"{here}/series.{suffix}", partial(series.answer, suffix=suffix))
                for suffix in series.MEDIA_TYPES
            ),
            get(f"{here}/indicators", catalogue.listing),
            get(f"{here}/tables", published.listing),
            get(f"{here}/tables/{{table}}.parquet", published.whole),
            get(f"{here}/tables/{{table}}.csv", extract.answer),
            get(f"{here}/tables/{{table}}/{{name}}.parquet", published.part),
            get(f"{here}/openapi.json", openapi.answer),
            get(f"{base}/healthz", health.answer, is_probe=True),
        ],
        exception_handlers={HTTPException: _refused, 500: _failed},
    )
    ours = (f"{base}/healthz", f"{base}/api", f"{base}/api/{{{REST}:anything}}")
    return [Route(path, interface) for path in ours]


def _endpoint(
    answer: Callable[..., Response], workers: Workers, streams: Turnstile, *, is_open: bool
) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        lang = asked.language_of_problems(request)
        with use(lang):
            try:
                if not is_open and not signin.is_known(request.cookies):
                    raise _unknown_reader()
                question = asked.read(request)
                places = {k: v for k, v in request.path_params.items() if k != REST}
            except Problem as problem:
                return problem.response(request.url.path)

        def work() -> Response:
            with use(lang):
                try:
                    return answer(question, **places)
                except Problem as problem:
                    return problem.response(request.url.path)
                except Unavailable as problem:
                    return of_unavailable(problem).response(request.url.path)

        try:
            response = await workers.run(work)
            if isinstance(response, HeldStream):
                streams.enter()
                response.turnstile = streams
        except Problem as busy:
            return busy.response(request.url.path)
        return response

    return endpoint


def _unknown_reader() -> Problem:
    return Problem(
        "sign-in",
        _("Ce tableau de bord demande une connexion : ouvrez-le dans le même navigateur."),
        headers={"WWW-Authenticate": 'Cookie realm="Cap ALA"'},
    )


async def _refused(request: Request, error: Exception) -> Response:
    """The answer to an address or a method that is not ours."""
    with use(asked.language_of_problems(request)):
        if isinstance(error, HTTPException) and error.status_code == STATUSES["method"]:
            problem = Problem(
                "method",
                _("Cette adresse se lit seulement : GET ou HEAD."),
                headers=dict(error.headers or {}),
            )
        else:
            problem = Problem(
                "unknown-address",
                _("Rien n'est à cette adresse ; la liste est à {adresse}.").format(
                    adresse=f"{ROOT}/openapi.json"
                ),
            )
        return problem.response(request.url.path)


async def _failed(request: Request, _error: Exception) -> Response:
    """The answer to a mistake of ours; its details are in the server's log only."""
    with use(asked.language_of_problems(request)):
        problem = Problem("internal", _("L'erreur est notée dans le journal du serveur."))
        return problem.response(request.url.path)
