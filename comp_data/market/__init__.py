"""Official wages to compare base pay with: by occupation and area, from the package or from files of your own."""
