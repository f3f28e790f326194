"""Forecasts and projects as files: CSV, workbook, one-page PDF and pictures.

Pure: models in, bytes or text out. What is dear to import is imported when a file is made.
"""
