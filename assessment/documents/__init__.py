"""What leaves the program as a file: questionnaires to print or fill in, and banks in forms that others read."""
