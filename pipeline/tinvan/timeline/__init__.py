"""What merged facts say over time: ranks, shares, and who held a post."""
