"""One module a step; its ``revision`` says which comes after which."""
