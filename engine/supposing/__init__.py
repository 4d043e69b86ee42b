"""What if: cases with some facts otherwise, and the nearest change that turns an answer."""
