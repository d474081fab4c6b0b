"""Turns publishers' files into the Parquet tables that the dashboard reads."""
