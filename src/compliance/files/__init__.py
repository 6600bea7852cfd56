"""The only code that opens files; knows no model."""
