"""`python -m comp_data` is the command line."""

from comp_data.cli import main

if __name__ == "__main__":
    main()
