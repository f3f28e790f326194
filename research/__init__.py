"""How the constants of the learned pace models are made and judged; not part of the product."""
