"""Start the command line: `python main.py COMMAND`."""

from jobsearch.cli.main import main

if __name__ == "__main__":
    main()
