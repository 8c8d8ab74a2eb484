"""What more than one area uses."""
