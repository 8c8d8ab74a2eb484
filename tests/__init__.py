"""Tests, one folder per floor of the house; run them with `make test`."""
