"""Two versions of one record compared by value."""
