"""The format of a bank file: which keys it may have, and what stands under each."""
