"""Shipped conflicts against what their sources say of them."""
