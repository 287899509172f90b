"""Scoring predicted facts against gold."""
