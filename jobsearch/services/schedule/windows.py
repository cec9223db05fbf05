"""A task for the Windows Task Scheduler, as XML (Microsoft's Task Scheduler Schema).

StartWhenAvailable catches up on missed runs, and IgnoreNew prevents concurrent runs.
"""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from xml.sax.saxutils import escape

from jobsearch.services.schedule.entry import WRITTEN_BY, Entry
from jobsearch.services.schedule.kinds import Written
from jobsearch.services.schedule.machine import Machine
from jobsearch.services.schedule.plan import DAY, Plan

_FIRST_DAY = "2020-01-01"  # any day in the past; the task runs daily from then on


def task(entry: Entry) -> str:
    """Return the XML of the task."""
    program, *arguments = entry.command
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>{escape(WRITTEN_BY)}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>{_repetition(entry.plan)}
      <StartBoundary>{_FIRST_DAY}T{entry.plan.first:%H:%M}:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions>
    <Exec>
      <Command>{escape(windowless(program))}</Command>
      <Arguments>{escape(subprocess.list2cmdline(arguments))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def windowless(program: str) -> str:
    """Return the windowless variant of a Python interpreter, or the program itself if it has none."""
    path = PureWindowsPath(program)
    return str(path.with_name("pythonw.exe")) if path.name.lower() == "python.exe" else program


def _repetition(plan: Plan) -> str:
    if plan.hours == DAY:
        return ""
    return f"""
      <Repetition>
        <Interval>PT{plan.hours}H</Interval>
        <Duration>P1D</Duration>
      </Repetition>"""


@dataclass(frozen=True)
class Windows:
    """The Windows Task Scheduler."""

    name: str = "windows"

    def absence(self, machine: Machine) -> str:
        """Return why the Task Scheduler is unavailable (this is not Windows), or "" if it is available."""
        is_windows = machine.platform == "win32" and machine.has("schtasks")
        return "" if is_windows else "there is no Task Scheduler"

    def leaves_files(self, name: str, machine: Machine) -> bool:  # noqa: ARG002 - as of each kind
        """Return False, because the Task Scheduler stores its own tasks."""
        return False

    def texts(self, entry: Entry, machine: Machine) -> tuple[Written, ...]:  # noqa: ARG002 - as of each kind
        """Return the task's file."""
        return (Written(f"task {entry.name}", task(entry)),)

    def install(self, entry: Entry, machine: Machine) -> None:
        """Register the task, replacing any earlier one."""
        with tempfile.TemporaryDirectory(prefix="jobsearch-task-") as folder:
            file = Path(folder) / "task.xml"
            file.write_bytes(task(entry).encode("utf-16"))
            machine.must("schtasks", "/Create", "/TN", entry.name, "/XML", str(file), "/F")

    def installed(self, name: str, machine: Machine) -> bool:
        """Return whether the task exists."""
        return machine.run("schtasks", "/Query", "/TN", name).status == 0

    def remove(self, name: str, machine: Machine) -> None:
        """Delete the task."""
        if self.installed(name, machine):
            machine.must("schtasks", "/Delete", "/TN", name, "/F")

    def hint(self, machine: Machine) -> str:  # noqa: ARG002 - as of each kind
        """Return a hint that the timer runs only while the user is logged in."""
        return "The timer runs only while you are logged in."
