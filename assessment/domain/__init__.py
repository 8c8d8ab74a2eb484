"""The rules: plain functions over frozen values, with nothing but the standard library."""
