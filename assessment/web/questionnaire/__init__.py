"""Answer the questions, add evidence, check, send and sign off."""
