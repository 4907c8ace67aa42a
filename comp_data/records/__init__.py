"""One typed record: the models, and how a guide is read as one."""
