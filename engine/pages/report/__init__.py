"""Explanation reports: one document model, composed from replies, written in six formats."""
