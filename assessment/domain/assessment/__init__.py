"""An assessment: answers, evidence, scores, stage, progress, and what is kept of them."""
