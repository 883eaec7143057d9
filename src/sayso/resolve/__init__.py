"""Which mentions are one entity: within a report (`resolution`), and over reports (`identity`).

This file loads neither, since who is who over reports is asked without parsing anything.
"""
