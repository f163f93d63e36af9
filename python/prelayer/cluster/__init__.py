"""What fitting and applying layers on clusters has in common, whatever the engine."""
