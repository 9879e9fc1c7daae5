"""One reader per format: each turns what lies in a file into text, pages and sections."""
