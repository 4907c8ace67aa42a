"""One guide as text: front matter, body and the compensation table, with spans."""
