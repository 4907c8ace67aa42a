"""Exchange rates, from the European Central Bank or from a file."""
