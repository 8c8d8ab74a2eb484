"""The screens: forms describe what comes in, commands and reports do the work, templates arrange it."""
