"""Text and rows from the bytes of files: encodings, delimiters, cells and packed files."""
