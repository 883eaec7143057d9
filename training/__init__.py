"""How each weight that ships with sayso was trained: one folder and one command each, seeded."""
