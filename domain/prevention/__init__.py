"""What a school does so that incidents do not happen: its registers of prevention."""
