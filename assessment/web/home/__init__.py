"""Where people land."""
