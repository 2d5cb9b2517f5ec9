"""Small things said in many windows."""
