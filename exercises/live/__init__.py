"""Shows items and labs in Jupyter."""
