"""Readers: what people have, turned into a history."""
