"""The version of the package, in the one place the build and the command line both read."""

__version__ = "0.1.0"
