"""A second reader: a language model, where the user names one, proposes what the first one missed.

    told = ask(endpoint, body(question(text), model), key, patience)
    proposals, dropped = grounded(answer_in(told).proposals, Portion(text, 0, len(text)))

Nothing that it says counts by itself. A proposal is quotes of the report, found there by us, and is
no claim of a case before a person accepts it.
"""
