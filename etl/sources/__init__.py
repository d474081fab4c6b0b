"""One module per data source: a card (`SOURCE`) and a pure `parse(raw, con)`."""
