"""The doors: the command line and the chat page."""
