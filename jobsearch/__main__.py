"""Run the command line: `python -m jobsearch COMMAND`."""

from jobsearch.cli.main import main

if __name__ == "__main__":
    main()
