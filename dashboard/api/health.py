"""Says whether there are data to answer from, which, and how they fared in their checks."""

from __future__ import annotations

import orjson
from starlette.responses import Response

from dashboard import builds, openings, store
from dashboard.api.asked import Asked
from dashboard.indicators import ask


def answer(_asked: Asked) -> Response:
    """Answer `healthz`: 200 with the build, or the problem document of what is not there (503)."""
    build = openings.ready()
    with builds.hold(build):
        tables = ask("catalogue/tables").rows
        checks = ask("quality/checks").rows
    failed = [row["check_name"] for row in checks if not row["is_passed"]]
    content = {
        "status": "ok",
        "build": build.build_id,
        "built_at": build.built_at,
        "checks": {"passed": len(checks) - len(failed), "failed": failed},
        "tables": {
            row["table_name"]: {"rows": row["rows"], "last_period": row["last_period"] or None}
            for row in tables
        },
    }
    if looked := store.last_look():
        # The build that is here answers whatever the store does: a probe must not stop the server.
        content["store"] = {"status": looked.reason or "ok", "looked_at": looked.at.isoformat()}
    return Response(orjson.dumps(content), 200, {"Cache-Control": "no-store"}, "application/json")
