"""Somebody who reads everything that the Leadership Group may read, and works out from it what they can."""
