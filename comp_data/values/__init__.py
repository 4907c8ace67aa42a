"""What a piece of text means: money, numbers, currencies, quarters, periods, places, rates."""
