"""A sheet drawn into PDF, the pages made a book, and the book written in any format."""
