"""Charts as plain geometry: figures in, places of lines and letters out, whatever they are drawn with."""
