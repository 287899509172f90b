"""What a run writes: facts, documents, rejects, and an account of itself."""
