"""Kolada's answers, one by one: asked for again while the service is busy, and given up in words."""

import json
import re
import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage, IncompleteRead
from typing import IO, Any
from urllib.parse import urlsplit

from tillit.experiments.importing.kolada_files import refuse_constant
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.provenance import program_version

MOST_BYTES = 20_000_000
ATTEMPTS = 5
LONGEST_WAIT = 60.0
WEB = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/", re.IGNORECASE)
"""How an address begins that may be asked."""
SECONDS = re.compile("[0-9]{1,8}")
AGAIN = frozenset({429, 500, 502, 503, 504})
"""Answers after which the same question may be asked again."""


class OtherHostError(Exception):
    """The service points to another host."""


class SameHost(urllib.request.HTTPRedirectHandler):
    """Follows the service to another page of its own, never to another host."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request that follows a redirection."""
        if not same_host(req.full_url, newurl):
            raise OtherHostError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def same_host(one: str, other: str) -> bool:
    """Tell whether two addresses are on the same host, asked in the same way."""
    there = host_of(other)
    return there is not None and host_of(one) == there


def host_of(url: str) -> tuple[str, str | None, int | None] | None:
    """Return scheme, host and port of an address; None if it is none."""
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port
    return None


def ask(url: str, timeout: float, wait: Callable[[float], None]) -> dict[str, Any]:
    """Return one answer; ask again while the service is busy.

    Parameters
    ----------
    url
        Address of the answer.
    timeout
        Seconds to wait for it.
    wait
        Lets a number of seconds pass before it is asked for again.

    Raises
    ------
    RefusedError
        If it doesn't answer, or with something else.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return parsed(read(url, timeout), url)
        except urllib.error.HTTPError as error:
            pause = pause_after(error.headers, attempt)
            said = f"HTTP {error.code} {error.reason}"
            error.close()
            if error.code not in AGAIN:
                message = f"Kolada refuses {url[:160]}: {said}"
                raise RefusedError(message) from None
        except OtherHostError as error:
            message = f"Kolada sends on to another host ({str(error)[:120]}); nothing is fetched from there"
            raise RefusedError(message) from None
        except (urllib.error.URLError, OSError, HTTPException) as error:
            pause = pause_after(None, attempt)
            said = str(getattr(error, "reason", "") or error or type(error).__name__)[:160]
            if isinstance(getattr(error, "reason", None), socket.gaierror):
                break  # no internet: waiting some seconds won't bring it
        if attempt < ATTEMPTS:
            wait(pause)
    times = f"{attempt} attempt{'s' * (attempt > 1)}"
    message = (
        f"Kolada doesn't answer ({said}) after {times} at {url[:160]}; try again later, or "
        "download the figures in a browser and import the file"
    )
    raise RefusedError(message)


def read(url: str, timeout: float) -> bytes:
    """Return what is at an address.

    Raises
    ------
    RefusedError
        If the address is none of the web's.
    IncompleteRead
        If the answer breaks off.
    """
    if not WEB.match(url):
        message = f"{url[:120]} is not an address such as https://api.kolada.se/v3"
        raise RefusedError(message)
    agent = {"User-Agent": f"tillit/{program_version()}", "Accept": "application/json"}
    request = urllib.request.Request(url, headers=agent)  # noqa: S310 - the scheme was looked at
    with urllib.request.build_opener(SameHost).open(request, timeout=timeout) as answer:
        content: bytes = answer.read(MOST_BYTES + 1)
        if answer.length and len(content) <= MOST_BYTES:
            raise IncompleteRead(content, answer.length)
    return content


def pause_after(headers: Message | None, attempt: int) -> float:
    """Return the seconds to wait: those that the service asks for, or twice as many each time."""
    asked = str(headers.get("Retry-After", "")) if headers else ""
    pause = 2.0 ** (attempt - 1)
    if SECONDS.fullmatch(asked):
        pause = float(asked)
    elif asked:
        with suppress(ValueError, TypeError, OverflowError):
            pause = (parsedate_to_datetime(asked).astimezone(UTC) - datetime.now(UTC)).total_seconds()
    return min(max(pause, 0.0), LONGEST_WAIT)


def parsed(content: bytes, url: str) -> dict[str, Any]:
    """Return the table that an answer is.

    Raises
    ------
    RefusedError
        If it is too long, or no table in JSON.
    """
    said = ""
    if len(content) > MOST_BYTES:
        said = f"is longer than {MOST_BYTES:,} bytes"
    else:
        try:
            data = json.loads(content.decode("utf-8"), parse_constant=refuse_constant)
        except (ValueError, RecursionError):
            said = f"is not JSON but begins with {content[:40]!r}"
        else:
            if isinstance(data, dict):
                return data
            said = "is no table"
    message = f"Kolada's answer to {url[:160]} {said}; try again later, or import a file that you downloaded"
    raise RefusedError(message)
