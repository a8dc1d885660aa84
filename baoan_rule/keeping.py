"""Web, worker and beat side by side: what falls over is put up again, for a while."""

import os
import signal
import subprocess
import sys
import threading
import time

PAUSES = (1, 2, 4, 8, 16)  # seconds before each new start; after the last there is none
WELL = 600  # seconds after which a process had recovered, and its falls count anew
GRACE = 20  # seconds that processes get to end by themselves
WEB = "web"


class Keeper:
    """Runs ``commands``, a command by name, until ``web`` ends or ``stop`` is called.

    Who falls too often stays down; a file of its name in the folder ``notes`` says so, which
    /healthz and the supervisors' desk read. Web never waits for the others.
    """

    def __init__(self, commands, notes, pauses=PAUSES):
        self.commands, self.notes, self.pauses = commands, notes, pauses
        self.ending = threading.Event()
        self.starting = threading.Lock()
        self.running = {}
        self.status = 0

    def run(self):
        """Start everything, wait for the end, stop everything; return the status of ``web``."""
        self.forget()
        threads = [threading.Thread(target=self.keep, args=[name]) for name in self.commands]
        for thread in threads:
            thread.start()
        self.ending.wait()
        with self.starting:
            processes = list(self.running.values())
        end(processes)
        for thread in threads:
            thread.join()
        return self.status

    def stop(self, *_signal):
        """End the run; the status stays 0."""
        self.ending.set()

    def keep(self, name):
        falls = 0
        while process := self.start(name):
            began = time.monotonic()
            status = process.wait()
            falls = 1 if time.monotonic() - began > WELL else falls + 1
            if name == WEB and not self.ending.is_set():
                self.status = status or 1
                self.ending.set()
            if self.ending.is_set() or not self.again(name, status, falls):
                return

    def start(self, name):
        """The process of ``name``, just started; None when the run is over."""
        with self.starting:
            if self.ending.is_set():
                return None
            # A session of its own: Ctrl-C in the terminal reaches us alone, and we end it in order.
            process = subprocess.Popen(self.commands[name], start_new_session=True)
            self.running[name] = process
            return process

    def again(self, name, status, falls):
        """Wait for the next start of what fell; False when it stays down."""
        if falls > len(self.pauses):
            say(f"{name} ended {falls} times (status {status}) and stays down; start anew.")
            self.notes.mkdir(exist_ok=True)
            (self.notes / name).touch()
            return False
        pause = self.pauses[falls - 1]
        say(f"{name} ended (status {status}); it is started again in {pause} s.")
        return not self.ending.wait(pause)

    def forget(self):
        for name in self.commands:
            (self.notes / name).unlink(missing_ok=True)


def end(processes):
    """Ask ``processes`` to end, and make them."""
    for process in processes:
        process.terminate()
    until = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def say(words):
    sys.stderr.write(f"make run: {words}\n")
    sys.stderr.flush()
