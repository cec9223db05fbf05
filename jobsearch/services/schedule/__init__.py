"""The timer for fetching and sending, run by the operating system's scheduler.

plan.py       the times (pure functions)
entry.py      the command and name of an entry
systemd.py, cron.py, launchd.py, windows.py
            the files of each kind and the commands that install them
available.py  the kinds of timer, and which of them respond
machine.py    the interface to the operating system: programs to run, the user's folders
kept.py       the stored state: the plan and the result of the last run
changing.py   a change to the timer, either completed or undone
timers.py     install, status, remove
running.py    the work of the timer
"""
