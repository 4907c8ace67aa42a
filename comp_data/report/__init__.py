"""Output formats: each module turns the result of a lint run into text. Nothing here prints."""
