"""Those who ask, watch or disturb while something is measured."""
