"""How `benchmarks/speed.py` times programs: what they are run on, which they are, how they are run, what is told."""
