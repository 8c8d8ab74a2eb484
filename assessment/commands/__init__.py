"""What changes something: every command takes its session, person and time, and never commits."""
