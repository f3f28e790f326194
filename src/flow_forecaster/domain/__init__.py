"""Words and dates: what is asked, what is answered, and how it is said."""
