"""Text that stands in several reports: found, aligned, and who may have taken it from whom."""
