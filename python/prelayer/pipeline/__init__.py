"""From data to model: several layers declared and placed at once."""
