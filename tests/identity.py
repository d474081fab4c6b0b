"""An identity provider on loopback: OpenID Connect with discovery, keys, codes and RS256 tokens."""

from __future__ import annotations

import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "cap-ala", "a secret of the tests"


class Provider:
    """A provider that knows one reader and asks her nothing; `forges` signs with a foreign key."""

    def __init__(self, *, forges: bool = False) -> None:
        self._published = RSAKey.generate_key(2048, {"kid": "tests", "use": "sig"})
        self._signing = RSAKey.generate_key(2048, {"kid": "tests"}) if forges else self._published
        self._nonces: dict[str, str] = {}

    def __enter__(self) -> Self:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                place = urlsplit(self.path)
                if place.path == "/.well-known/openid-configuration":
                    self._json(provider._discovery())
                elif place.path == "/keys":
                    self._json({"keys": [provider._published.as_dict(private=False)]})
                elif place.path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider._granted(parse_qs(place.query)))
                    self.end_headers()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._json(provider._token(parse_qs(body)))

            def _json(self, content: Any) -> None:
                body = json.dumps(content).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Keep the tests' output quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The provider's address."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def settings(self, dashboard: str) -> dict[str, str]:
        """The variables that make the dashboard at this address ask for a sign-in here."""
        return {
            "CAP_ALA_OIDC_SERVER_METADATA_URL": f"{self.url}/.well-known/openid-configuration",
            "CAP_ALA_OIDC_CLIENT_ID": CLIENT,
            "CAP_ALA_OIDC_CLIENT_SECRET": SECRET,
            "CAP_ALA_OIDC_REDIRECT_URI": f"{dashboard}/oauth2callback",
            "CAP_ALA_OIDC_COOKIE_SECRET": secrets.token_hex(32),
        }

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _granted(self, asked: dict[str, list[str]]) -> str:
        assert asked["client_id"] == [CLIENT]
        assert asked["code_challenge_method"] == ["S256"]
        code = secrets.token_hex(8)
        self._nonces[code] = asked["nonce"][0]
        answer = urlencode({"code": code, "state": asked["state"][0]})
        return f"{asked['redirect_uri'][0]}?{answer}"

    def _token(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.url,
            "sub": "reader-1",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 600,
            "nonce": self._nonces.pop(asked["code"][0]),
            "name": "Gabriela Tremblay",
        }
        signed = jwt.encode({"alg": "RS256", "kid": "tests"}, claims, self._signing)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": signed}
