"""The version of the package, in the one place the build and the command line both read."""

__version__ = "0.2.0"
