"""Kolada's answers, one by one: asked for again while the service is busy, and given up in words."""

import json
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from tillit.experiments.importing.kolada_files import refuse_constant
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.provenance import program_version

log = logging.getLogger(__name__)

MOST_BYTES = 20_000_000
ATTEMPTS = 5
LONGEST_WAIT = 60.0
AGAIN = frozenset({429, 500, 502, 503, 504})
"""Answers after which the same question may be asked again."""


def same_host(one: str | httpx.URL, other: str | httpx.URL) -> bool:
    """Tell whether two addresses are on the same host, asked in the same way."""
    with suppress(httpx.InvalidURL):
        here, there = httpx.URL(one), httpx.URL(other)
        return (here.scheme, here.host, here.port) == (there.scheme, there.host, there.port)
    return False


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
        asked = ""
        try:
            return _parsed(_read(url, timeout), url)
        except httpx.HTTPStatusError as error:
            said = f"HTTP {error.response.status_code} {error.response.reason_phrase}".rstrip()
            asked = error.response.headers.get("Retry-After", "")
            if error.response.status_code not in AGAIN:
                message = f"Kolada refuses {url[:160]}: {said}"
                raise RefusedError(message) from None
        except (httpx.UnsupportedProtocol, httpx.InvalidURL):
            message = f"{url[:120]} is not an address such as https://api.kolada.se/v3"
            raise RefusedError(message) from None
        except httpx.TransportError as error:
            said = str(error or type(error).__name__)[:160]
            if _is_without_internet(error):
                break  # waiting some seconds won't bring it
        if attempt < ATTEMPTS:
            wait(_pause(asked, attempt))
    message = (
        f"Kolada doesn't answer ({said}) after {attempt} attempt{'s' * (attempt > 1)} at {url[:160]}; "
        "try again later, or download the figures in a browser and import the file"
    )
    raise RefusedError(message)


def _read(url: str, timeout: float) -> bytes:
    """Return what is at an address, without what is more than `MOST_BYTES`."""
    headers = {"User-Agent": f"tillit/{program_version()}", "Accept": "application/json"}
    hooks = {"response": [_stay_there]}
    with (
        httpx.Client(headers=headers, timeout=timeout, follow_redirects=True, event_hooks=hooks) as client,
        client.stream("GET", url) as answer,
    ):
        log.info("%s: HTTP %d", answer.url, answer.status_code)
        answer.raise_for_status()
        content = b""
        for part in answer.iter_bytes():
            content += part
            if len(content) > MOST_BYTES:
                break
    return content


def _stay_there(answer: httpx.Response) -> None:
    """Refuse to be sent on to another host."""
    if not answer.has_redirect_location:
        return
    there = str(answer.url.join(answer.headers["Location"]))
    if not same_host(answer.url, there):
        message = f"Kolada sends on to another host ({there[:120]}); nothing is fetched from there"
        raise RefusedError(message)


def _is_without_internet(error: BaseException | None) -> bool:
    """Tell whether a host's name could not be looked up."""
    while error is not None:
        if isinstance(error, socket.gaierror):
            return True
        error = error.__cause__ or error.__context__
    return False


def _pause(asked: str, attempt: int) -> float:
    """Return the seconds to wait: those that the service asks for, or twice as many each time."""
    pause = 2.0 ** (attempt - 1)
    if asked.isdecimal():
        pause = float(asked[:8])
    elif asked:
        with suppress(ValueError, TypeError, OverflowError):
            pause = (parsedate_to_datetime(asked).astimezone(UTC) - datetime.now(UTC)).total_seconds()
    return min(max(pause, 0.0), LONGEST_WAIT)


def _parsed(content: bytes, url: str) -> dict[str, Any]:
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
