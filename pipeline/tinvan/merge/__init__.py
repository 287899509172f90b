"""Facts of many articles put side by side: which state the same, and which contradict."""
