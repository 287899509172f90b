"""HTML pages: from markup to lines, what it says of them, and what a page states of itself."""
