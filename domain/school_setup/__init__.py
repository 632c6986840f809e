"""What a school tells Daybook about itself before the first incident, and again each September."""
