"""One typed record: the models, and reading a guide as a record."""
