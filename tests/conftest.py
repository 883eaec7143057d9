"""How hypothesis searches: the same examples each time, so that a run says something of the change.

Look for new ones with `HYPOTHESIS_PROFILE=explore pytest`. No deadlines: machines are noisy.
"""

import os

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
