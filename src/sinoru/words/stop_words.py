"""English words that say nothing of what a question is about. `may` is not among them: it is a month."""

STOP_WORDS = frozenset(
    (
        "a about after all also am an and any are as at be because been before being between both but by "
        "can could did didnt do does doesnt doing dont during each for from get give given had happen "
        "happened happening happens has have having he her here hers him his how i if in into is isnt it "
        "its just many me mean means more most much my no nor not of off on once one only or other our "
        "out over own please said same say says she should so some such tell than that the their them "
        "then there these they this those through to too under until upon very was wasnt we were what "
        "whats when where which while who whom whos whose why will with would you your"
    ).split()
)
