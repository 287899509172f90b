"""Values: numbers, percentages, ranks, fractions and time expressions, read from characters."""
