"""The hash function behind all digests, BLAKE2b (RFC 7693), without what `hashlib` brings along.

To import `hashlib` loads OpenSSL, which takes as long as ten of our modules; the function is in Python's own library.
"""

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
