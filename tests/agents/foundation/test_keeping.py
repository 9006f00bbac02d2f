"""Machine code is used again for as long as nothing that it was made from has changed."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tillit
from tillit.agents.foundation import keeping
from tillit.agents.foundation.behaviours import COMPILED

pytestmark = pytest.mark.skipif(not COMPILED, reason="without the compiler there is no machine code")

GREETING = '''
"""A behaviour, and another that it calls."""

from enum import IntEnum

from tillit.agents.foundation.behaviours import behaviour


class Way(IntEnum):
    """A way to greet."""

    TWICE = 2


LABEL = "a greeting"


@behaviour
def how_often(way: int) -> int:
    """Return how often."""
    return way


@behaviour
def greet(times: int) -> int:
    """Return a number that is edited."""
    return how_often(Way.TWICE) * times
'''

MONTH = '''
"""An entry point in another package than the behaviour."""

from tillit.agents.foundation.behaviours import behaviour, kernel
from tillit.agents.greeting import greet


@behaviour
def wait(times: int) -> int:
    """Be a behaviour that nobody edits."""
    return times


@kernel
def live(times: int) -> int:
    """Greet."""
    return greet(wait(times))
'''

RUN = """
import pathlib, platformdirs
platformdirs.user_cache_path = lambda _: pathlib.Path("cache")
from tillit.agents.foundation.compilation import compilation
from tillit.model.month import live
stands = []
with compilation(stands.append):
    print(live(21))
print(*{stand.name for stand in stands})
for stand in stands:
    print(*stand)
"""

NO_ROOM = """
import pathlib
def no_room(draft, target):
    raise OSError(28, "No space left on device")
pathlib.Path.replace = no_room
"""

AT_ONCE = """
import gc, pathlib, platformdirs, time
platformdirs.user_cache_path = lambda _: pathlib.Path("cache")
from concurrent.futures import ThreadPoolExecutor
from tillit.model.month import live
# Whenever the collector looks for garbage another thread goes on, in the middle of whatever it is.
gc.callbacks.append(lambda *_: time.sleep(0.0001))
gc.set_threshold(100)
with ThreadPoolExecutor(8) as pool:
    print(*pool.map(live, [21] * 8))
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a program of its own: the real foundation, two behaviours in a file, and one kernel."""
    source = Path(tillit.__file__).resolve().parent
    for package in ("tillit", "agents", "model"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    shutil.copy(source / "__init__.py", tmp_path / "tillit")
    foundation = source.parent / "agents" / "foundation"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(foundation, tmp_path / "agents" / "foundation", ignore=ignored)
    (tmp_path / "agents" / "greeting.py").write_text(GREETING, encoding="utf-8")
    (tmp_path / "model" / "month.py").write_text(MONTH, encoding="utf-8")
    return tmp_path


def run(tree: Path) -> tuple[int, set[str]]:
    """Run the program in a process of its own; return its result, and what was compiled."""
    number, names, *_ = printed(tree)
    return int(number), set(names.split())


def printed(tree: Path) -> list[str]:
    """Run the program in a process of its own; return the lines that it prints."""
    command = [sys.executable, "-c", RUN]
    done = subprocess.run(
        command, cwd=tree, env=environment(tree), capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def environment(tree: Path) -> dict[str, str]:
    """Return the environment in which the program finds itself."""
    return {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}


def edit(tree: Path, old: str, new: str) -> None:
    """Replace some words in the file of the behaviours."""
    assert old in GREETING
    (tree / "agents" / "greeting.py").write_text(GREETING.replace(old, new), encoding="utf-8")


def test_an_edit_compiles_the_behaviour_and_its_callers_and_nothing_else(tree: Path) -> None:
    assert run(tree) == (42, {"live", "wait", "greet", "how_often"})
    assert run(tree) == (42, set())
    edit(tree, ") * times", ") * times + 1")
    assert run(tree) == (43, {"live", "greet"})
    edit(tree, "return way", "return way + 1")
    assert run(tree) == (63, {"live", "greet", "how_often"})
    edit(tree, "TWICE = 2", "TWICE = 4")
    assert run(tree) == (84, {"live", "greet"})


def test_the_compiler_tells_how_far_it_is_and_counts_only_what_is_not_kept(tree: Path) -> None:
    for functions in (4, 2):
        stands = [line.split() for line in printed(tree)[2:]]
        assert {total for _, _, total, _ in stands} == {str(functions)}
        done = [int(done) for _, done, _, _ in stands]
        assert done == sorted(done)
        assert float(stands[0][3]) > 0.0
        assert stands[-1] == ["live", str(functions), str(functions), "0.0"]
        edit(tree, ") * times", ") * times + 1")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Return a number that is edited.", "Return another number."),
        ("    return way", "    # A remark.\n\n    return way"),
        ('LABEL = "a greeting"', 'LABEL = "another"\nFURTHER = 1'),
    ],
    ids=["docstring", "comment", "label"],
)
def test_an_edit_that_no_behaviour_sees_compiles_nothing(tree: Path, old: str, new: str) -> None:
    run(tree)
    edit(tree, old, new)
    assert run(tree) == (42, set())


def test_an_older_state_of_the_program_is_still_there(tree: Path) -> None:
    run(tree)
    for number in range(2):
        edit(tree, ") * times", f") * times + {number}")
        run(tree)
    edit(tree, "times", "times")
    assert run(tree) == (42, set())


def test_a_name_that_means_another_behaviour_compiles_whoever_uses_it(tree: Path) -> None:
    names = "import greet as second, how_often as first"
    month = MONTH.replace("import greet", names).replace(
        "greet(wait(times))", "first(second(wait(times)) + 1)"
    )
    (tree / "model" / "month.py").write_text(month, encoding="utf-8")
    assert run(tree)[0] == 21 * 2 + 1
    month = month.replace(names, "import greet as first, how_often as second")
    (tree / "model" / "month.py").write_text(month, encoding="utf-8")
    assert run(tree) == ((21 + 1) * 2, {"live"})


def cut(content: bytes) -> bytes:
    """Return the beginning."""
    return content[:100]


def flipped(content: bytes) -> bytes:
    """Return the content with wrong bytes in it."""
    middle = len(content) // 2
    return content[:middle] + bytes(255 - it for it in content[middle : middle + 3]) + content[middle + 3 :]


def another(content: bytes) -> bytes:
    """Return something else that can be read."""
    return content[: keeping.MARK] + pickle.dumps((1, 2))


@pytest.mark.parametrize("damage", [cut, flipped, another])
def test_damaged_machine_code_is_made_anew(tree: Path, damage: Callable[[bytes], bytes]) -> None:
    run(tree)
    for path in (tree / "cache" / "machine-code").glob("live-*"):
        path.write_bytes(damage(path.read_bytes()))
    assert run(tree) == (42, {"live"})
    assert run(tree) == (42, set())


def test_code_of_another_function_is_not_run(tree: Path) -> None:
    run(tree)
    (live,) = (tree / "cache" / "machine-code").glob("live-*")
    (greet,) = (tree / "cache" / "machine-code").glob("greet-*")
    live.write_bytes(greet.read_bytes())
    assert run(tree) == (42, {"live"})


def test_code_that_finds_no_room_is_not_kept_and_the_program_goes_on(tree: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM + RUN],
        cwd=tree,
        env=environment(tree),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("42\n")
    assert "not kept, so the next start compiles it again: [Errno 28]" in done.stderr
    assert not [*(tree / "cache" / "machine-code").glob("*-*")]


def test_two_processes_do_not_compile_the_same_twice(tree: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-c", RUN]
    both = [subprocess.Popen(command, cwd=tree, env=environment, stdout=subprocess.PIPE) for _ in range(2)]
    told = [process.communicate(timeout=120)[0].decode().split("\n") for process in both]
    assert [lines[0] for lines in told] == ["42", "42"]
    assert sorted(len(lines[1].split()) for lines in told) == [0, 4]


def test_without_a_writable_home_the_code_is_kept_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "user_cache_path", lambda _: Path("/proc/nowhere"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    found = [keeping.folder.__wrapped__() for _ in range(2)]
    assert found[0] == found[1]
    assert found[0].parent.parent == tmp_path


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a folder away")
def test_code_in_somebody_elses_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "user_cache_path", lambda _: tmp_path / "others")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "temporary"))
    (tmp_path / "others").mkdir()
    os.chown(tmp_path / "others", 12345, 12345)
    assert keeping.folder.__wrapped__().is_relative_to(tmp_path / "temporary")


def test_threads_may_call_a_kernel_for_the_first_time_at_once(tree: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-c", AT_ONCE]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("42 42 42 42 42 42 42 42\n", "")


def test_the_code_used_longest_ago_is_forgotten_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "folder", lambda: tmp_path)
    monkeypatch.setattr(keeping, "MOST_BYTES", 250)
    for age in range(4):
        (tmp_path / f"greet-{age}").write_bytes(bytes(100))
        os.utime(tmp_path / f"greet-{age}", (1e9 - age, 1e9 - age))
    keeping.forget_oldest()
    assert {path.name for path in tmp_path.iterdir()} == {"greet-0", "greet-1"}
