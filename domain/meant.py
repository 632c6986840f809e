"""Which accounts somebody's name or post may mean, where no account has exactly that name.

Only an account can be shut out, and people write the same name in many ways. A forename alone
means nobody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.names import edits_allowed, plain, slips
from domain.people import Person, Role
from domain.texts import as_called, without_unseen

# Posts of which a school has one, or a few who stand for each other.
OFFICES: dict[Role, frozenset[str]] = {
    Role.HEAD: frozenset(
        {"head", "headteacher", "head teacher", "headmaster", "headmistress", "ht", "principal"}
    ),
    Role.DSL: frozenset({"dsl", "designated safeguarding lead", "safeguarding lead"}),
    Role.DEPUTY_DSL: frozenset(
        {"deputy dsl", "ddsl", "deputy designated safeguarding lead", "deputy safeguarding lead"}
    ),
    Role.CHAIR_OF_GOVERNORS: frozenset(
        {"chair", "chair of governors", "chair of the governors", "chairman of governors"}
        | {"chair of the governing body", "chair of governing body", "proprietor"}
    ),
    Role.COORDINATOR: frozenset({"online safety coordinator", "online safety lead"}),
    Role.DATA_PROTECTION_OFFICER: frozenset({"data protection officer", "dpo"}),
}
# They say nothing of which post it is.
FILLERS = frozenset(
    {"the", "our", "my", "her", "his", "a", "acting", "interim", "temporary", "current", "present"}
    | {"new", "substantive", "permanent", "executive", "exec", "co", "joint"}
)
OF_THE_SCHOOL = re.compile(
    r" (?:of|at|in) (?:(?:this|whole) )*(?:school|academy|college|federation|nursery)$"
)
# Between two posts, or a name and a post. A dash alone may stand within a word: co-head.
BETWEEN = re.compile(r"[,;:/|\\&+()\[\]–—]|\s-+\s|\b(?:and|as well as|also|cum)\b")
A_SLIP_IN = 9  # A word shorter than that, with a slip in it, may be another word.
# Letters of Cyrillic and Greek that look like one of ours, small or as a capital.
LOOK_ALIKES = str.maketrans(
    "аеёорсухіїјѕԁһԛԝкмтнвгпѵαεορνυικτχβμηζγ",
    "aeeopcyxiijsdhqwkmthbrnvaeopvyiktxbmhzy",
)
# Short forms that do not begin as the name in full does.
SHORT_FORMS = tuple(
    frozenset(names.split())
    for names in (
        "alexander alexandra alex sandy sandra sasha lex",
        "anthony antony tony",
        "andrew drew andy",
        "barbara babs",
        "catherine katherine kathryn catriona kate katie kathy cathy kitty kay",
        "charles charlie chas chuck",
        "christine christina tina",
        "dorothy dot dottie dolly",
        "edward ted teddy ned eddie",
        "eleanor ellen nell nellie helen lena elena",
        "elizabeth elisabeth liz lizzie beth betty bess betsy libby eliza lisa",
        "frances francis fran frank",
        "geoffrey jeffrey geoff jeff",
        "george georgie",
        "henry harry hal",
        "isabel isabella bella izzy",
        "jacqueline jackie jacqui",
        "james jim jimmy jamie",
        "john jack johnny ian sean",
        "jonathan jon jonny",
        "joseph joe joey",
        "laurence lawrence larry",
        "margaret meg maggie peggy greta rita daisy madge",
        "mary molly polly may mollie",
        "michael mike mick mickey",
        "nicholas nicola nick nicky",
        "patricia patrick pat paddy trish tricia",
        "philippa pippa pip",
        "rebecca becky becca",
        "richard dick rick ricky rich",
        "robert bob bobby rob robbie bert",
        "roger rodge",
        "ronald ron",
        "samantha samuel sam",
        "sarah sally sadie",
        "stephen steven steve",
        "susan susannah sue suzie suzanne",
        "theresa teresa terry tess tessa",
        "thomas tom tommy",
        "virginia ginny ginger",
        "william bill billy will liam",
        "zachary zac zak",
    )
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name taken apart. A family name of two parts is each of them, and both together."""

    given: tuple[str, ...]
    family: frozenset[str]


def perhaps_meant(
    name: str | None, post: str | None, accounts: Sequence[Person]
) -> tuple[Person, ...]:
    """Whose name is the nearest to this one, and whoever holds the post."""
    by_name = nearest(name, accounts) if name else []
    by_post = holders(post or "", accounts) + holders(name or "", accounts)
    if not name and post:
        by_post += only_holder(post, accounts)
    meant = {one.account: one for one in (*by_name, *by_post)}
    return tuple(meant.values())


def is_perhaps_meant(name: str, post: str, one: Person, accounts: Sequence[Person]) -> bool:
    """The same of one person, and without asking of everybody where that cannot matter."""
    if holders(post, [one]) or holders(name, [one]):
        return True
    wrong = cost_of(name, one.name)
    if not wrong:
        return wrong == 0
    return wrong == least(cost_of(name, each.name) for each in accounts)


# By name


def nearest(name: str, accounts: Sequence[Person]) -> list[Person]:
    """Where somebody has the very family name, nobody whose family name is a slip away."""
    costs = [(cost_of(name, account.name), account) for account in accounts]
    nearest_of_all = least(wrong for wrong, _ in costs)
    return [account for wrong, account in costs if wrong is not None and wrong == nearest_of_all]


def least(costs: Iterable[int | None]) -> int | None:
    return min((each for each in costs if each is not None), default=None)


@lru_cache(maxsize=100_000)
def cost_of(name: str, account_name: str) -> int | None:
    ways, theirs = readings(name), readings(account_name)[0]
    return least(cost(one, theirs) for one in ways)


@lru_cache(maxsize=20_000)
def readings(name: str) -> list[Named]:
    """`Kerr, Mrs Victoria` is Victoria Kerr, and so perhaps is `Kerr Victoria`; `O Brien` is one
    family name.
    """
    family, comma, given = in_our_letters(name).partition(",")
    words = as_called(f"{given} {family}" if comma else name).split()
    if len(words) > 1 and len(plain(words[-1])) == 1:
        words = [words[-1], *words[:-1]]
    ways = [named(words[:-1], words[-1:])]
    if len(words) > 1:
        ways += [named(words[:-2], ["".join(words[-2:])]), named(words[1:], words[:1])]
    return ways


def may_be_same(one: str, other: str) -> bool:
    """Whether two names may be one person's."""
    theirs = readings(other)[0]
    return any(cost(way, theirs) is not None for way in readings(one))


def named(given: Sequence[str], family: Sequence[str]) -> Named:
    parts = plain(" ".join(family)).split()
    names = tuple(part for word in given for part in plain(word).split())
    return Named(names, frozenset(filter(None, (*parts, "".join(parts)))))


def cost(one: Named, other: Named) -> int | None:
    """How many letters of the family name would be wrong; None where the two are two people."""
    if not agree(one.given, other.given):
        return None
    if not one.family.isdisjoint(other.family):
        return 0
    told_in_full = bool(one.given and other.given)
    return min(slipped(one.family, other.family, told_in_full=told_in_full), default=None)


def slipped(ours: frozenset[str], theirs: frozenset[str], *, told_in_full: bool) -> Iterator[int]:
    """A family name alone begins right, whatever else is wrong with it."""
    for mine in ours:
        for yours in theirs:
            if told_in_full or mine[0] == yours[0]:
                found = slips(mine, yours, edits_allowed(min(len(mine), len(yours))))
                if found is not None:
                    yield found


def agree(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Or one of the two has none. Somebody may go by a middle name."""
    if not ours or not theirs:
        return True
    return any(alike(one, other) for one in ours for other in theirs)


def alike(one: str, other: str) -> bool:
    """An initial, a short form, or a slip of the pen."""
    if 1 in (len(one), len(other)) or one[:3] == other[:3]:
        return one[0] == other[0]
    if any(one in forms and other in forms for forms in SHORT_FORMS):
        return True
    return slips(one, other, edits_allowed(min(len(one), len(other)))) is not None


# By post


def holders(post: str, accounts: Sequence[Person]) -> list[Person]:
    offices = offices_in(post)
    return [one for one in accounts if one.role in offices or offices & offices_in(one.post)]


@lru_cache(maxsize=20_000)
def offices_in(post: str) -> frozenset[Role]:
    """`Acting head and DSL` is two of them, `head of maths` none."""
    apart = BETWEEN.split(in_our_letters(post))
    said = {as_a_post(one) for one in apart}
    return frozenset(office for office, words in OFFICES.items() if is_said(said, words))


def in_our_letters(text: str) -> str:
    return without_unseen(text).casefold().translate(LOOK_ALIKES)


def as_a_post(said: str) -> str:
    """`The head of the school` is the head; `head of school` too, and `head of lower school` not."""
    whole = plain(said).replace("co ordinator", "coordinator")
    words = " ".join(word for word in whole.split() if word not in FILLERS)
    return OF_THE_SCHOOL.sub("", words)


def is_said(said: Iterable[str], words: frozenset[str]) -> bool:
    return any(one in words or any(is_a_slip(one, word) for word in words) for one in said)


def is_a_slip(one: str, word: str) -> bool:
    return len(word) >= A_SLIP_IN and slips(one, word, 1) is not None


def only_holder(post: str, accounts: Sequence[Person]) -> list[Person]:
    """Of any other post, where it is all that is said of somebody and one person has it."""
    found = [one for one in accounts if plain(one.post) == plain(post)]
    return found if len(found) == 1 and plain(post) else []
