"""Instruments used together with a bank: the quick check, surveys, calibration cases and two catalogues."""
