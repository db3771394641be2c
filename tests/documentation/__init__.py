"""Is everything public documented, and does what the documentation shows run?"""
