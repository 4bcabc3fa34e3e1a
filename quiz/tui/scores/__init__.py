"""The tabs of scores: one file each, which draws its figures; `tabs.py` lists them."""
