"""Charts: places of lines and letters, the drawing, and the figures for Plotly."""
