"""A paper as LibreOffice lays it out."""

import shutil
import subprocess

import pytest

from tests.conftest import require


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """``printed(*streams)``: for each Word file its pages as text, and the file as flat ODF."""
    office = shutil.which("soffice")
    require(office, "no LibreOffice on this machine: install Debian's libreoffice-writer-nogui")
    require(shutil.which("pdftotext"), "no pdftotext on this machine: install poppler-utils")
    folder = tmp_path_factory.mktemp("printed")

    def convert(*streams):
        names = []
        for number, stream in enumerate(streams):
            names.append(folder / f"{number}.docx")
            names[-1].write_bytes(stream.read())
        for kind in ("pdf", "fodt"):
            to = [
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                kind,
            ]
            command = [office, *to, "--outdir", folder, *names]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        return [
            (pages(name.with_suffix(".pdf")), name.with_suffix(".fodt").read_text())
            for name in names
        ]

    return convert


def pages(pdf):
    """The lines of each page, without blank ones."""
    said = subprocess.check_output(["pdftotext", "-layout", pdf, "-"], text=True)
    return [[line for line in page.splitlines() if line.strip()] for page in said.split("\f")[:-1]]
