"""How large files may be, packed and unpacked."""

from __future__ import annotations

LARGEST = 5 * 1024 * 1024
LARGEST_INSIDE = 100 * 1024 * 1024
