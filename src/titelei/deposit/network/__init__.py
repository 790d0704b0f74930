"""How targets are reached: requests with patience, deadlines, secrets that no record shows."""
