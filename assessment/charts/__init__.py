"""Charts: figures are laid out once as a picture, a plain value, and printed as SVG or for Plotly from there."""
