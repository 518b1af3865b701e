"""The unit files that people copy: systemd itself reads them, and they give away no more than the data folder."""

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

UNITS = Path(__file__).parent.parent / "docs" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
ALL = sorted(UNITS.glob("*.*"))
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "User": "dateline",
}


def service(file: Path) -> dict[str, str]:
    """What a unit says of its service; of a key said twice the last."""
    parser = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(file, encoding="utf-8")
    return dict(parser["Service"])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine")
@pytest.mark.parametrize("unit", ALL, ids=lambda file: file.name)
def test_systemd_finds_no_fault(unit: Path, tmp_path: Path) -> None:
    """A slip in a key is ignored when the service starts, and with it what it was to keep out."""
    for file in ALL:
        said = file.read_text(encoding="utf-8").replace("/opt/dateline/bin/dateline", sys.executable)
        (tmp_path / file.name).write_text(said, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda file: file.name)
def test_a_service_can_write_nothing_but_its_data(unit: Path) -> None:
    """News comes from outside: who leads the service astray gains nothing."""
    said = service(unit)
    assert {key: said.get(key) for key in HARDENED} == HARDENED
    assert "--data /var/lib/dateline" in said["ExecStart"]
    assert said["StateDirectory"].split()[0] == "dateline"
    assert "ReadWritePaths" not in said
