"""Official papers as Word files, laid out by GB/T 9704-2012 (党政机关公文格式): docs/papers.md."""
