"""The Textual face: screens, one widget a shape, and the keys that drive them."""
