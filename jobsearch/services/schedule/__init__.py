"""The timer that fetches and sends by itself, by what the machine has.

plan.py       when: pure
entry.py      what an entry runs, and what it is called
systemd.py, cron.py, launchd.py, windows.py   the texts of each kind and the commands that install them
machine.py    the seam: programs that are run, folders of the person
kept.py       what the instance remembers: the plan, and how the last run ended
timers.py     install, status, remove
running.py    what the timer runs
"""
