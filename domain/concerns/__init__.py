"""The light register of low-level concerns about adults who work or help here."""
