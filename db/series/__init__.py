"""Series: who is in one and how far, what begins and ends it for somebody, who is due."""
