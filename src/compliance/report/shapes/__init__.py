"""What each command prints as JSON, as types: mypy holds the reports to them, and the JSON Schemas are made of them."""
