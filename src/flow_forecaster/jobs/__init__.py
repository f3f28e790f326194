"""Long work in the background: who runs it, and how it is watched, stopped and taken up again."""
