"""What every request passes: who asks, whether they may, how often, and the note of what was done."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address

from fastapi import Request

from dragoman.desk.guard import Refused, Visitor, token_of, user_name
from dragoman.desk.people.audit import Doer
from dragoman.desk.people.door import Caller, Door
from dragoman.desk.people.people import TOKEN_PREFIX, People
from dragoman.desk.people.person import PeopleError, Person, a_name
from dragoman.desk.people.sessions import HOURS, new_token
from dragoman.desk.people.throttle import BackOff, Bucket, Clock, TooOftenError
from dragoman.ledger.folding import folded

#: Open to everybody: the page to sign in on.
SIGN_IN = "/sign-in"
#: Open to whoever knows the secret in the address; the page sees to it.
FEEDS = "/feeds/"
#: What people may change who may only look: what is their own.
_OWN = ("/sign-out", "/account/")
#: What is noted in the log where it is done.
_NOTES_ITSELF = (SIGN_IN, "/sign-out", "/account/", "/people")
_SAFE = ("GET", "HEAD", "OPTIONS")
_ADVICE = "Sign in at /sign-in, or send the token of dragoman people token as “Authorization: Bearer TOKEN”."


class Gate:
    """The gate of a desk with these people, reached through this door."""

    def __init__(self, people: People, door: Door, clock: Clock = time.monotonic) -> None:
        self.people, self.door, self._clock = people, door, clock
        self._secret = new_token().encode()
        # A name waits a minute at most, so that a stranger cannot keep anybody out for long.
        self._names = BackOff(5, 60, clock)
        self._addresses = BackOff(20, 900, clock)
        self._writes = Bucket(60, 2, clock)
        self._vouched: dict[str, float] = {}

    def visitor(self, caller: Caller, cookie: str, authorization: str) -> Visitor:
        """Who asks, by what they bring.

        Raises:
            Refused: they bring a token or a name that is nobody's.
        """
        kind, _, token = authorization.partition(" ")
        # Proxies that sign people in may pass on tokens of their own.
        if kind.lower() == "bearer" and (caller.vouched is None or token.startswith(TOKEN_PREFIX)):
            return self._program(token.strip())
        form = token_of(self._secret, cookie)
        if caller.vouched is not None:
            return self._sent_by_proxy(caller, form)
        if self.alone():
            return Visitor(user_name(), "admin", form, "machine")
        person = self.people.sessions.holder(cookie)
        return Visitor(person.name, person.role, form, "session") if person else Visitor("", "nobody", form)

    def alone(self) -> bool:
        """Whether nobody has to sign in: there are no accounts, and only this machine reaches the desk."""
        return self.door.loopback and self.door.header is None and not self.people.any()

    def _program(self, token: str) -> Visitor:
        person = self.people.of_token(token)
        if person is None:
            raise Refused(401, "The token is nobody's, or no longer. Make one with dragoman people token.")
        return Visitor(person.name, person.role, "", "token")

    def _sent_by_proxy(self, caller: Caller, form: str) -> Visitor:
        try:
            name = a_name(caller.vouched or "")
        except PeopleError as error:
            raise Refused(403, f"The proxy does not say well who you are: {error}.") from error
        person = self.people.named(name)
        if self._clock() - self._vouched.get(name, float("-inf")) > HOURS * 3600:
            self._vouched[name] = self._clock()
            self.people.log.note(Doer(name, caller.address), "sign-in", None, {"by": self.door.header or ""})
        # Whom the proxy lets through may look; what more they may do is for the accounts to say.
        return Visitor(name, person.role if person else "reader", token_of(form.encode(), name), "header")

    def admit(self, request: Request, visitor: Visitor) -> None:
        """See that the visitor may ask this at all; pages see to the rest.

        Raises:
            Refused: they may not, or not now.
        """
        path = request.url.path
        if path == SIGN_IN or (path.startswith(FEEDS) and request.method in _SAFE):
            return
        if not visitor.may("reader"):
            raise Refused(401, f"This desk is for people who sign in. {_ADVICE}")
        if request.method in _SAFE:
            return
        try:
            self._writes.take(visitor.name)
        except TooOftenError as error:
            raise Refused(429, f"That was too much at once. Wait {error.seconds} s.", error.seconds) from error
        if not path.startswith(_OWN) and not visitor.may("reviewer"):
            raise Refused(403, "Readers look, and change nothing. Ask an admin of this desk for the role of reviewer.")

    def note(self, request: Request, visitor: Visitor, caller: Caller, status: int) -> None:
        """Note what a request did, or was refused; pages say what that was by ``noting``."""
        path = request.url.path
        if request.method in _SAFE or not visitor.may("reader"):
            return
        doer = Doer(visitor.name, caller.address)
        if status == 403:
            self.people.log.note(doer, "refused", path)
        elif status < 400 and not path.startswith(_NOTES_ITSELF):
            self.people.log.note(doer, *getattr(request.state, "noted", ("change", path)))

    def doer(self, request: Request) -> Doer:
        """Who sent a request, for the log."""
        return Doer(request.state.visitor.name, request.state.caller.address)

    def sign_in(self, name: str, password: str, caller: Caller, cookie: str) -> str:
        """The token of a new session, for a name and a password.

        Raises:
            Refused: they do not belong together, or there were too many tries.
        """
        with self._try(name, caller):
            person = self.people.check(name, password)
            if person is None:
                self._failed(name, caller)
                raise Refused(403, "The name or the password is wrong.")
        return self.people.sessions.begin(person, caller.address, cookie)

    def confirm(self, person: Person, password: str, caller: Caller) -> None:
        """See that somebody who is signed in knows their password.

        Raises:
            Refused: they do not, or there were too many tries.
        """
        with self._try(person.name, caller):
            if self.people.check(person.name, password) is None:
                self._failed(person.name, caller)
                raise Refused(403, "The present password is wrong.")

    @contextmanager
    def _try(self, name: str, caller: Caller) -> Iterator[None]:
        """A try to give a password, which counts as failed unless what is done within ends well."""
        place, who = _place(caller.address), folded(name)
        try:
            self._addresses.begin(place)
            try:
                self._names.begin(who)
            except TooOftenError:
                self._addresses.forgive(place)
                raise
        except TooOftenError as error:
            words = f"There were too many tries with a wrong password. Wait {error.seconds} s."
            raise Refused(429, words, error.seconds) from error
        yield
        # It did not fail.
        self._names.forgive(who, all=True)
        self._addresses.forgive(place)

    def _failed(self, name: str, caller: Caller) -> None:
        """Note a failed try, and how long nobody is let try again; tries in that time are not noted."""
        person = self.people.spelled(name)
        wait = max(self._names.waits(folded(name)), self._addresses.waits(_place(caller.address)))
        detail = {"wait": f"{math.ceil(wait)} s"} if wait else None
        # A name that nobody has may be a password in the wrong field, and is not kept.
        self.people.log.note(Doer("", caller.address), "sign-in-failed", person.name if person else None, detail)


def _place(address: str) -> str:
    """What is counted as one address: of IPv6 the first half, which is what one household has."""
    try:
        own = ip_address(address)
    except ValueError:
        return address
    return str(int(own) >> 64) if isinstance(own, IPv6Address) else address
