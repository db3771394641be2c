"""Time: when the steps of a roadmap can be taken, and why not."""
