"""What becomes of processes that end: real ones."""

import signal
import subprocess
import sys
import threading

import pytest

from baoan_rule.keeping import Keeper, end

SECONDS = 30
FALLS = "import sys; open(sys.argv[1], 'a').write('.'); sys.exit(3)"
STAYS = "import signal; print(end='', flush=True); signal.pause()"


def python(code, *arguments):
    return [sys.executable, "-c", code, *map(str, arguments)]


@pytest.fixture
def notes(tmp_path):
    return tmp_path / "stopped"


def test_who_falls_is_started_again_so_often_and_then_noted_while_web_stays_up(
    notes, tmp_path, capsys
):
    counted = tmp_path / "counted"
    commands = {"web": python(STAYS), "worker": python(FALLS, counted)}
    keeper = Keeper(commands, notes, pauses=(0, 0, 0))
    web = keeper.start("web")
    keeper.keep("worker")
    assert counted.read_text() == "...."
    assert [note.name for note in notes.iterdir()] == ["worker"]
    assert (web.poll(), keeper.ending.is_set()) == (None, False)
    said = capsys.readouterr().err.splitlines()
    assert said[:3] == ["make run: worker ended (status 3); it is started again in 0 s."] * 3
    assert said[3:] == ["make run: worker ended 4 times (status 3) and stays down; start anew."]
    end([web])


def test_the_falls_of_who_had_recovered_count_anew(notes, tmp_path, monkeypatch):
    monkeypatch.setattr("baoan_rule.keeping.WELL", -1)
    counted = tmp_path / "counted"
    keeper = Keeper({"worker": python(FALLS, counted)}, notes, pauses=(0,))
    started = keeper.start
    keeper.start = lambda name: started(name) if len(read(counted)) < 5 else None
    keeper.keep("worker")
    assert read(counted) == "....."
    assert not notes.exists()


def read(path):
    return path.read_text() if path.exists() else ""


def test_a_new_start_forgets_the_notes_and_web_takes_the_others_along(notes):
    notes.mkdir()
    (notes / "worker").touch()
    keeper = Keeper({"web": python("raise SystemExit(7)"), "worker": python(STAYS)}, notes)
    assert keeper.run() == 7
    assert list(notes.iterdir()) == []
    assert keeper.running.get("worker") is None or keeper.running["worker"].poll() is not None


def test_a_stop_ends_everything_also_between_two_starts(notes, tmp_path):
    keeper = Keeper(
        {"web": python(STAYS), "worker": python(FALLS, tmp_path / "counted")}, notes, pauses=(3600,)
    )
    running = threading.Thread(target=keeper.run)
    running.start()
    keeper.stop()
    running.join(SECONDS)
    assert not running.is_alive()
    assert [process.poll() is None for process in keeper.running.values()].count(True) == 0
    assert keeper.status == 0
    assert keeper.start("web") is None


def test_who_does_not_end_when_asked_is_made_to(monkeypatch):
    monkeypatch.setattr("baoan_rule.keeping.GRACE", 0)
    deaf = "import signal; signal.signal(15, signal.SIG_IGN); print(flush=True); signal.pause()"
    process = subprocess.Popen(python(deaf), stdout=subprocess.PIPE, start_new_session=True)
    process.stdout.readline()
    end([process])
    assert process.wait(SECONDS) == -signal.SIGKILL
    process.stdout.close()
