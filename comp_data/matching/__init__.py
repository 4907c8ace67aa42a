"""From a company and a title as people write them to a guide."""
