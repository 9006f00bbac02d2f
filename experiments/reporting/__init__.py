"""Reporting: a run as a workbook, as two pages to print, and as a document to edit."""
