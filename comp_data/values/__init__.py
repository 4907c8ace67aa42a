"""The meaning of a piece of text: money, numbers, currencies, quarters, periods, places, rates."""
