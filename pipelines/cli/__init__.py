"""The command line: words in, functions of the house called, results printed."""
