"""From figures to pictures: the only place that decides where lines and letters stand."""
