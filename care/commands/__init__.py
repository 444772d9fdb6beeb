"""The command line, one file a field of work; each adds its commands and their words."""
