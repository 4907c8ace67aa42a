"""Files generated from the code: JSON Schemas and rule pages."""
