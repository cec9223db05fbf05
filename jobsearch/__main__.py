"""Start the command line: `python -m jobsearch COMMAND`."""

from jobsearch.cli.entry import main

if __name__ == "__main__":
    main()
