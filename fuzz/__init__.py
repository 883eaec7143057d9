"""Looking for inputs that sayso cannot bear."""
