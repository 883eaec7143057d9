"""What the parse says about verbs and nouns: voice, subjects, objects, control.

Functions over tokens of a parse with the labels of spaCy's English pipelines (ClearNLP's
dependencies). They follow relative clauses, participles, control, raising and coordination,
so that a role is found where the reader finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.attachment import is_told_of, reported, sharer
from sayso.extract.coordination import is_excepted, with_conjuncts
from sayso.extract.kinds import Kind, lexicon
from sayso.extract.nodes import children, is_infinitive, is_verb, lemma_of, pobj
from sayso.extract.passive import is_bare_participle, is_passive
from sayso.extract.slips import counted, dashed, opens_compound, untimed
from sayso.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

# What the parser's recogniser calls organizations and places.
BODIES = frozenset({"ORG", "GPE"})
PEOPLES = BODIES | {"NORP"}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PERSONS = frozenset({Kind.PERSON})
RELATIVES = frozenset({"who", "whom", "which", "that"})
# "called on the rebels to disarm", "appealed to them to return"
ADDRESSING = ("on", "upon", "to", "for", "with")
# Depth to which control and coordination are followed. Among 502 claims of 60 news reports a
# depth of 3 changed five against 2, and more than 3 none.
DEPTH = 5


def antecedents(tokens: list[Token], verb: Token) -> list[Token]:
    """The tokens with relative pronouns replaced by the nouns that they stand for."""
    return [antecedent(token, verb) or token for token in tokens]


def antecedent(token: Token, verb: Token) -> Token | None:
    """The noun that a relative pronoun in the clause of `verb` stands for."""
    if token.lower_ not in RELATIVES or token.tag_ not in {"WP", "WDT", "IN", "DT"}:
        return None
    at = verb
    for _ in range(DEPTH):
        if at.dep_ == "relcl":
            if token.lower_ == "which" and lexicon().get(lemma_of(at.head)) == PERSONS:
                # "a surge of independents, which may help him": the surge, or all that is said
                return None
            return who_of(at.head) if token.lower_ == "who" else described(at.head)
        if at.head == at or at.dep_ not in {"conj", "xcomp", "ccomp", "aux"}:
            return None
        at = at.head
    return None


def who_of(noun: Token) -> Token:
    """Whom "who" takes up: never the firm in "the head of the firm who resigned"."""
    owner = noun.head.head
    said = next((c for c in noun.children if c.dep_ == "relcl"), None)
    if owner.lower_ == "one" and noun.dep_ == "pobj" and said is not None and said.tag_ == "VBZ":
        return owner  # "one of the parties, who opposes it"
    led = noun.dep_ == "pobj" and (noun.ent_type_ in BODIES or noun.head.lower_ == "at")
    if led and owner.pos_ in {"NOUN", "PROPN"}:
        return owner.head if owner.dep_ == "appos" else owner
    return described(noun)


def described(noun: Token) -> Token:
    """The subject in "Deb is a liar who has pledged ...": the relative clause is about Deb."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    if noun.pos_ == "PROPN" and noun.ent_type_ == "PERSON":
        # "Deb was chasing Olt, who shot him": the parser may take the chase for a description.
        return noun
    if first.dep_ == "attr" and first.head.lemma_ == "be":
        own = children(first.head, "nsubj") or subjects(first.head)
        if own and own[0].lower_ not in {"it", "this", "that", "there", "he", "she", "they"}:
            return own[0]
    return noun


def subjects(verb: Token, depth: int = DEPTH) -> list[Token]:
    """The surface subjects of `verb`: its own, shared, controlled or modified, with conjuncts."""
    own = children(verb, *SUBJECTS) or headed(verb)
    if len(own) > 1:
        # "the colonel whom rebels captured": the parser may call both subjects.
        own = [s for s in own if s.lower_ not in RELATIVES] or own
        # "The economist Mara Olt resigned": so it may a name and the noun before it.
        own = [s for s in own if not any(o.left_edge.i == s.i + 1 for o in own)]
        if lemma_of(verb) in words("saying"):
            # "Nine killed in ambush, the government said": the nine said nothing.
            own = [s for s in own if not any(is_bare_participle(c) for c in children(s, "acl"))]
    if own:
        return with_conjuncts(antecedents(own, verb))
    if depth == 0:
        return []
    head = verb.head
    while verb.dep_ == "conj" and head.dep_ == "conj" and not is_verb(head):
        # "did not train, arm or fund": the parser may take the second for a noun.
        head = head.head
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and head.dep_ == "attr":
        head = head.head
    if verb.dep_ == "conj" and is_verb(head):
        return subjects(sharer(verb, head), depth - 1)
    if verb.dep_ in {"xcomp", "advcl", "ccomp"} and (is_verb(head) or head.pos_ == "ADJ"):
        return controllers(verb, head, depth - 1)
    if verb.dep_ == "pcomp":
        return subjects_of_gerund(verb, depth - 1)
    if verb.dep_ in {"acl", "relcl"} and is_infinitive(verb):
        return able(head, depth - 1)
    if verb.dep_ in {"acl", "amod"}:
        # "ousted manager Omar Deb"
        beside = head.dep_ == "compound" and head.head.tag_ == "NNP" and verb.dep_ == "amod"
        return told_by(verb, head.head if beside else head, depth - 1)
    if verb.dep_ in {"acomp", "attr", "oprd"} and is_verb(head):
        return subjects(head, depth - 1)
    return []


def told_by(participle: Token, noun: Token, depth: int) -> list[Token]:
    """Who does what a participle at `noun` says: mostly the noun, but not where words are told."""
    if participle.tag_ == "VBG" and lemma_of(noun) in words("tidings"):
        # "reports of militants using gas": the militants use it.
        of = [o for o in after(noun, "of") if o.i < participle.i]
        if of:
            return of
    prep = noun.head
    if participle.tag_ == "VBG" and lemma_of(participle) in words("harming") and is_verb(prep.head):
        # "opened fire at a party, killing two": the party killed nobody.
        return agents(prep.head) if prep.lower_ in {"at", "in", "during"} else [noun]
    if participle.dep_ == "acl" and lemma_of(noun) in words("utterances"):
        # "issued a statement demanding": who issued it demands.
        issued = noun.dep_ == "dobj" and is_verb(noun.head)
        return subjects(noun.head, depth) if issued else [noun]
    return [noun]


def headed(verb: Token) -> list[Token]:
    """The members in "members writing there urged leaders", which the parser takes for a clause."""
    clauses = [c for c in children(verb, "csubj", "csubjpass") if c.tag_ in {"VBG", "VBN"}]
    return [s for c in clauses for s in children(c, "nsubj") if s.i < c.i]


def able(noun: Token, depth: int) -> list[Token]:
    """Who has the ability, plan or right that `noun` names: "the army's plan to attack"."""
    if is_singled(noun):
        # "became the first senator to endorse him"
        told = noun.dep_ == "attr" and is_verb(noun.head)
        return (subjects(noun.head, depth) if told else []) or [noun]
    if noun.lemma_.lower() not in words("subject_control"):
        # "a commission to investigate"
        return [noun] if noun.lemma_.lower() in words("bodies") else []
    own = children(noun, "poss")
    head = noun.head
    given = children(head, "dative") if noun.dep_ == "dobj" else []
    if given and lemma_of(head) in words("granting"):
        # "gave the detectives time to investigate"
        return with_conjuncts([o for d in given for o in (pobj(d) or [d])])
    holds = noun.dep_ == "dobj" and is_verb(head) and head.lemma_.lower() in words("having")
    if holds and (not own or own[0].tag_ == "PRP$"):
        return subjects(head, depth)
    if own:
        return with_conjuncts(own)
    # "the decision by parliament to", "the decision of the president to", "Corsian operations to"
    led = after(noun, "by") or after(noun, "of")
    before = [c for c in children(noun, "amod", "compound", "nmod") if c.ent_type_ in PEOPLES]
    return led or before


def is_singled(noun: Token) -> bool:
    """Whether one of many is meant who did what an infinitive tells: "the first to leave"."""
    beside = children(noun, "amod", "nummod", "compound")
    return any(c.lower_ in words("singling") for c in (noun, *beside))


def controllers(verb: Token, head: Token, depth: int) -> list[Token]:
    """Who does `verb`, a complement or adjunct without a subject of its own, of `head`."""
    if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG", "VBN"}:
        return []
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" for c in verb.children) and head.i < verb.i:
        return subjects(head, depth)
    aim = aimed_at(verb, head)
    if aim is not None:
        return able(aim, depth) or with_conjuncts([o for p in plotted(head) for o in pobj(p)])
    result = verb.dep_ == "advcl" and verb.tag_ == "VBG" and head.i < verb.i
    told = reported(head)
    if result and told:
        # "militants raided the town, residents said, killing two": residents killed nobody.
        return agents(told[0])
    if result and is_verb(head) and is_passive(head):
        if head.lemma_.lower() in words("object_control") and gerunds_of(head):
            # "was blamed for bringing the disease, killing ten"
            return subjects(head, depth)
        # "The camp was attacked by rebels, killing 12": who acts is not what stands as subject.
        return agents(head)
    if is_infinitive(verb) and (is_impersonal(head) or is_needed(head)):
        return []
    planned = noun_before(verb)
    if planned is not None:
        return able(planned, depth)
    lemma = head.lemma_.lower()
    # "called on the rebels to disarm": the parser takes the infinitive for a purpose.
    aimed = verb.dep_ != "advcl" or (is_infinitive(verb) and lemma in words("telling"))
    controlled = aimed and lemma in words("object_control")
    if controlled or is_purpose_of_object(verb, head):
        asked = [o for p in ADDRESSING for o in after(head, p)]
        patients = objects(head, depth) or [t for t in asked if not is_verb(t)]
        # "named Lena Marsh to replace him": the parser may take the name for what she became.
        patients = patients or [o for o in children(head, "oprd") if o.ent_type_ == "PERSON"]
        if patients:
            return with_conjuncts(patients)
    return subjects(head, depth)


def is_needed(word: Token) -> bool:
    """Whether somebody else does it: "the votes needed to win the nomination"."""
    return word.dep_ == "acl" and lemma_of(word) in {"need", "require"} and is_passive(word)


def noun_before(verb: Token) -> Token | None:
    """The plan in "was wary of the plan to attack", whose infinitive hangs on what stands above."""
    first = verb.left_edge
    before = first.nbor(-1) if first.i and verb.dep_ == "advcl" and is_infinitive(verb) else None
    if before is None or before.dep_ != "pobj" or is_verb(before):
        return None
    above = before.head.head
    aimed = lemma_of(before) in words("subject_control") | {"talk", "deal", "negotiation"}
    return before if aimed and (above == verb.head or above.dep_ == "acomp") else None


def is_impersonal(word: Token) -> bool:
    """Whether nobody is meant by "it" in "it is important to ..."; "it is ready to" means one."""
    copula = word if word.lemma_ == "be" else word.head
    judged = [word] if word.pos_ == "ADJ" else children(word, "acomp")
    it = any(s.lower_ == "it" for s in children(copula, "nsubj"))
    return it and any(a.lemma_.lower() not in words("of_subject") for a in judged)


def gerunds_of(verb: Token) -> list[Token]:
    """The gerunds after the prepositions of `verb`."""
    return [g for p in children(verb, "prep") for g in children(p, "pcomp")]


def is_purpose_of_object(verb: Token, head: Token) -> bool:
    """Whether the object of `head` is to do `verb`: "sent troops to attack"."""
    if verb.dep_ != "advcl" or not is_infinitive(verb):
        return False
    # "set up a commission to investigate"
    made = any(o.lemma_.lower() in words("bodies") for o in children(head, "dobj"))
    return made or head.lemma_.lower() in words("sending")


def aimed_at(verb: Token, head: Token) -> Token | None:
    """The plot in "foiled a plot to kill him", whose aim the parser takes for that of the verb."""
    last = verb.left_edge.i - 1
    if verb.dep_ not in {"advcl", "xcomp"} or not is_infinitive(verb):
        return None
    made = any(p.right_edge.i == last for p in plotted(head))
    before = [o for o in children(head, "dobj") if made or o.right_edge.i == last]
    before = before if made or verb.dep_ == "advcl" else []
    return next((o for o in before if lemma_of(o) in words("subject_control")), None)


def plotted(verb: Token) -> list[Token]:
    """The "by" that the parser hangs on a verb: "foiled a plot *by* rebels to bomb a mosque"."""
    return [] if is_passive(verb) else [p for p in children(verb, "prep") if p.lower_ == "by"]


def subjects_of_gerund(verb: Token, depth: int) -> list[Token]:
    """Who does `verb` in "accused him of killing", "fled after killing", "plan for killing"."""
    prep = verb.head
    # "prior to joining the firm, he"
    governor = prep.head.head if prep.head.pos_ in {"ADV", "ADP"} else prep.head
    if is_verb(governor):
        blames = prep.lower_ in {"of", "for", "with", "from", "into", "over", "against"}
        if blames and governor.lemma_.lower() in words("object_control"):
            return with_conjuncts(objects(governor, depth))
        return subjects(governor, depth)
    blamed = blamed_beside(prep, governor)
    if blamed:
        return with_conjuncts(blamed)
    if lemma_of(governor) in words("subject_control"):
        # "has no intention of attacking"
        return able(governor, depth)
    if governor.pos_ == "ADJ":
        # "remains committed to attacking"
        return subjects(governor, depth)
    return []


def blamed_beside(prep: Token, noun: Token) -> list[Token]:
    """Who is blamed where the parser hangs the reason on a noun: "accused the militia of looting".

    So it does with who blames: "accused by the guild of looting".
    """
    above = noun.head
    if prep.lower_ not in {"of", "from", "into"} or noun.pos_ not in {"NOUN", "PROPN"}:
        return []
    if lemma_of(noun) in words("subject_control"):
        # "has no intention of attacking"
        return []
    if noun.dep_ == "dobj" and lemma_of(above) in words("object_control"):
        return [noun]
    if above.dep_ == "agent" and lemma_of(above.head) in words("object_control"):
        return objects(above.head)
    return []


def objects(verb: Token, depth: int = DEPTH) -> list[Token]:
    """What undergoes `verb`: direct objects, or the subjects of a passive; with conjuncts."""
    if is_passive(verb):
        return subjects(verb, depth)
    own = [untimed(o) for o in children(verb, "dobj")] or counted(verb)
    own = [o for o in own if dashed(o) is None and not opens_compound(o)]
    if not own:
        # "found her guilty", "set them free": the object is the subject of a clause without verb.
        small = [
            c for c in children(verb, "ccomp", "oprd") if c.pos_ == "ADJ" or is_bare_participle(c)
        ]
        own = [s for c in small for s in children(c, "nsubj")]
    if own:
        return with_conjuncts(antecedents(own, verb))
    if is_told_of(verb) and any(c.dep_ in SUBJECTS for c in verb.children):
        doing = children(verb, *SUBJECTS)
        relative = len(doing) == 1 and doing[0].lower_ in RELATIVES
        timed = [p for p in children(verb, "prep") if p.lower_ in words("when")]
        bare = not any(c not in timed for c in children(verb, "xcomp", "ccomp", "prep"))
        # "the talks Deb had with Marsh"
        bare |= lemma_of(verb) in {"have", "hold"} and not children(verb, "xcomp", "ccomp")
        # "the man police arrested": nothing stands where the object would.
        return [verb.head] if not relative and bare else []
    # "attacked and killed three men": the last verb holds the object for all.
    if depth and not children(verb, "prep", "xcomp", "ccomp"):
        for later in children(verb, "conj"):
            if is_verb(later) and not is_passive(later) and not children(later, *SUBJECTS):
                return objects(later, depth - 1)
    return []


def agents(verb: Token) -> list[Token]:
    """Who does `verb`: the subjects, or what stands after "by" in a passive; with conjuncts."""
    if not is_passive(verb):
        return subjects(verb)
    led = [p for p in verb.children if p.dep_ == "agent" or p.lower_ == "by"]
    # "signed by the minister and by the rebels"
    led += [c for p in led for c in children(p, "conj") if c.lower_ == "by"]
    # "was asked to resign by both sides" the parser hangs on what was asked for.
    led = led or [p for c in children(verb, "xcomp") for p in c.children if p.lower_ == "by"]
    by = [o for p in led for o in pobj(p)]
    if not by and verb.dep_ == "amod":
        # "Corsian-backed rebels"
        by = [c for c in children(verb, "npadvmod", "advmod", "nsubj", "compound") if c.i < verb.i]
    if not by:
        # "was shot and killed by police": the last verb holds the agent for all.
        later = [c for c in children(verb, "conj") if is_verb(c) and is_passive(c)]
        shared = [c for c in later if not children(c, *SUBJECTS, "auxpass")]
        return agents(shared[0]) if shared else []
    return with_conjuncts(by)


LEADING = frozenset({"prep", "agent", "dative"})


def after(token: Token, name: str) -> list[Token]:
    """What stands after the preposition `name` at `token`, with conjuncts."""
    found: list[Token] = []
    for prep in token.children:
        if prep.lower_ == name and prep.dep_ in LEADING and not is_excepted(prep):
            found += [*pobj(prep), *children(prep, "pcomp")]
            found += [o for inner in children(prep, "prep") for o in pobj(inner)]
    if not found and token.dep_ == "relcl":
        found = stranded(token, name)
    if not found and name in {"on", "against"} and token.pos_ == "NOUN":
        # "launched bombings and raids against": the last of them holds it for all.
        found = [o for c in children(token, "conj") if c.pos_ == "NOUN" for o in after(c, name)]
    return with_conjuncts(antecedents(found, token))


def stranded(verb: Token, name: str) -> list[Token]:
    """The antecedent in "the rebels they met with"."""
    bare = [p for p in verb.children if p.lower_ == name and not list(p.children)]
    return [verb.head] if bare and verb.dep_ == "relcl" else []
