"""Text files: what is in a file from elsewhere, or why it can't be read."""

import unicodedata
from pathlib import Path

from tillit.experiments.refused import RefusedError

MOST_BYTES = 20_000_000
"""All municipalities and years of a dozen measures are a tenth of this."""
MARKS = {
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook; save the sheet as CSV",
    b"%PDF": "is a PDF; download the figures as CSV or JSON",
    b"\xff\xfe": "is UTF-16 text; save it as UTF-8 (in Excel: CSV UTF-8)",
    b"\xfe\xff": "is UTF-16 text; save it as UTF-8 (in Excel: CSV UTF-8)",
}
"""How files begin that are often taken for text."""


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises
    ------
    RefusedError
        If it can't be opened, is empty, too large, or isn't text.
    """
    return decode(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """Return what is in a file, or a little more than is read of one.

    Raises
    ------
    RefusedError
        If it can't be opened.
    """
    try:
        if path.exists() and not path.is_file():
            message = f"{path} is not a file"
            raise RefusedError(message)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}"
        raise RefusedError(message) from None


def decode(content: bytes, name: str) -> str:
    r"""Return the text of some bytes in UTF-8, with or without its mark, or in Windows-1252.

    Lines end with \n only, and a letter and its accent are one character.

    Raises
    ------
    RefusedError
        If there are none, too many, or they are no text.
    """
    if len(content) > MOST_BYTES:
        message = f"{name} is larger than {MOST_BYTES:,} bytes; choose fewer municipalities and years"
        raise RefusedError(message)
    for mark, said in MARKS.items():
        if content.startswith(mark):
            message = f"{name} {said}"
            raise RefusedError(message)
    text = unicodedata.normalize("NFC", letters_of(content, name))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        message = f"{name} is empty"
        raise RefusedError(message)
    if any(letter < " " and letter not in "\t\n" for letter in text):
        message = f"{name} is not text: it has control characters; download it again as CSV or JSON"
        raise RefusedError(message)
    return text


def letters_of(content: bytes, name: str) -> str:
    """Return bytes as letters.

    Raises
    ------
    RefusedError
        If they are neither UTF-8 nor Windows-1252.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        message = (
            f"{name} is not text: byte {error.start + 1:,} is a letter neither in UTF-8 nor in Windows-1252; "
            "save it as UTF-8 (in Excel: CSV UTF-8)"
        )
        raise RefusedError(message) from None
