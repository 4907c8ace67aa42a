"""Files generated from the models and the rules: schemas and rule pages."""
