"""Where a school's own key is kept. A file by default."""
