"""The stories of a made-up school, and the telling of them to its record."""
