"""Beginning: the folder of a new sweep, and what a folder says of itself."""

import os
import uuid
from pathlib import Path

from pydantic import ValidationError

from tillit.experiments.durable import UNFINISHED, flush_to_disk
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.study_record import StudyRecord

STUDY = "study.json"
FOLDERS = ("runs", "failures", "inflows", "log")


def begin(folder: Path, record: StudyRecord) -> None:
    """Make the folder of a new sweep, unless another program is quicker.

    Raises
    ------
    RefusedError
        If something else is in the folder, or it cannot be made.
    """
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; give the name of a new folder, or of a sweep's folder"
        raise RefusedError(message)
    if folder.exists():
        others = [it.name for it in folder.iterdir() if it.name not in {*FOLDERS, STUDY}]
        others = [name for name in others if not name.startswith(UNFINISHED)]
        if others:
            message = f"{folder} is no folder of a sweep: {others[0]} is in it; give a new folder"
            raise RefusedError(message)
    make_folders(folder)
    write_once(folder / STUDY, record.model_dump_json(indent=1))


def make_folders(folder: Path) -> None:
    """Make the folders in which files will be."""
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder {folder} cannot be made: {error.strerror}; give --out another place"
        raise RefusedError(message) from None


def write_once(path: Path, text: str) -> None:
    """Write a file, unless it is there: the first of several programs wins."""
    draft = path.with_name(f"{UNFINISHED}{uuid.uuid4().hex}-{path.name}")
    try:
        draft.write_text(text, encoding="utf-8")
        flush_to_disk(draft)
        try:
            os.link(draft, path)
        except FileExistsError:
            return
        except OSError:
            # Some memory sticks know no links; there, two programs must not begin at once.
            if not path.exists():
                draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    flush_to_disk(path.parent)


def read_record(folder: Path) -> StudyRecord:
    """Return what the folder says of itself.

    Raises
    ------
    RefusedError
        If there is no sweep in it, or its record cannot be read.
    """
    path = folder / STUDY
    try:
        return StudyRecord.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        what = (
            "is not there" if not folder.exists() else f"is no folder of a sweep: there is no {STUDY} in it"
        )
        message = f"{folder} {what}; tillit sweep run FILE -o {folder} begins one"
        raise RefusedError(message) from None
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}"
        raise RefusedError(message) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"][:4])
        message = f"{path} is not the record of a sweep: {where + ': ' if where else ''}{first['msg'][:200]}"
        raise RefusedError(message) from None
