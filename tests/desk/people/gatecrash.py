"""A browser without scripts, as the tests of signing in use it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi.testclient import TestClient
from httpx2 import Response

PASSWORD = "quiet river, seven boats"


@dataclass
class Browser:
    """A browser: it keeps cookies, and reads the token of forms off the page that it is on."""

    client: TestClient

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers=headers)

    def token(self, path: str = "/account") -> str:
        """The token that forms of a page carry."""
        found = re.search(r'name="token" value="(\w+)"', self.get(path).text)
        assert found, f"{path} has no form"
        return found[1]

    def post(self, path: str, headers: dict[str, str] | None = None, **data: str) -> Response:
        """Send a form with the token of a page of this browser, unless another is given."""
        data.setdefault("token", self.token())
        return self.client.post(path, data=data, headers=headers)

    def sign_in(self, name: str, password: str = PASSWORD, next: str = "/") -> Response:
        data = {"name": name, "password": password, "next": next, "token": self.token("/sign-in")}
        return self.client.post("/sign-in", data=data)

    @property
    def cookie(self) -> str:
        return self.client.cookies["dragoman_desk"]
