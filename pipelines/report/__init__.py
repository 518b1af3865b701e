"""The page for those who answer for quality: a store in, data/report.html out."""
