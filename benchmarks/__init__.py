"""What is measured, against what, and the guides that it is measured on."""
