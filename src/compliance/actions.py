"""What a case can suppose, as classes: one for each type of action, named as the type is.

>>> from datetime import date
>>> from compliance import Verification, actions
>>> step = actions.SurrenderEquipment(
...     date=date(2027, 6, 1), pieces=3, verification=Verification.VERIFIED, verifier="Interpol"
... )
>>> step
<SurrenderEquipment 2027-06-01 pieces=3 verified by Interpol>

`Case.suppose` takes them; an `id` may be left out, and `type` says itself. `actions.pyi` has every signature.
"""

from .record.vocabulary import action_types

globals().update({model.__name__: model for model in action_types().values()})
__all__ = sorted(model.__name__ for model in action_types().values())
