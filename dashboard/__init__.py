"""What the pages are made of: figures asked of the warehouse, shown as sentence, chart, table and file."""
