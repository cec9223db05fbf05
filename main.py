"""Start the command line: `python main.py COMMAND`."""

from jobsearch.cli.entry import main

if __name__ == "__main__":
    main()
