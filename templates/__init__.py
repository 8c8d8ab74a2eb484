"""The pages, one folder for each area of the product."""
