"""Who is who across the reports of a case.

    found = identify([p for analysis in analyses for p in profiles(analysis)], same, apart)

Names are compared in any script (`writing`, `sounding`, `likeness`), pairs that are worth it found
by keys (`blocks`), a calibrated score (`chance`) joins what is sure and leaves the rest to people.
"""

from sayso.resolve.identity.identities import Doubt, Identities, Identity, NameUse, identify
from sayso.resolve.identity.profile import Profile, profiles

__all__ = ["Doubt", "Identities", "Identity", "NameUse", "Profile", "identify", "profiles"]
