"""The version of Dateline, and the version of its rules."""

VERSION = "0.1.0"

# Raised whenever a rule that reads an article changes its findings; stored beside every article.
RULE_VERSION = 1
