"""An area: its organisations, what they consent to, and how groups are shown."""
