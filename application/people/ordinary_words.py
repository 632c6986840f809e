"""Names that are words as well: one of them alone, even with a capital, names nobody yet.

With them the days and months, and what schools and their machines are full of.
"""

WORDS = """
    abbey abbot administrator alexa amber android angel apple april archer arms art ash
    assistant august aurora autumn ball bank banks barber barn basil bath bay bea beach beam
    bean bell bench berry best bill birch bird bishop black blade blank blind block bloom blue
    board bolt bond book boots bow bowl box boy brand bridge bright britain broad brook brooks
    brown buddy bull burn burns bush buster butcher butler butter button byte camp cane cannon
    canon card carol carpenter case cash castle chain chamber chambers chance chapel chapman
    charity charm chase check christian christmas chrome chromebook church clark clay clean
    clear clerk click cliff close cloud coach coal coast coats code college cook cooper
    coordinator copper coral corner cotton court cox craft crane cross crow crowd crystal
    daisy dale dawn day days deal dean december deep deputy diamond dick discord doctor door
    down drew drive driver drum duke eagle earl early east easter echo edge england english
    eve excel fair faith farm farmer february fern ferry field fields file filter finch fish
    fisher fix flag flash fleet flood flora flower flowers folder ford forest fort fortnite
    foster fountain fox frame frank free freeman french friday friend front frost fry fuller
    game games garden gardener gate gates gene ginger glass glen glory glover gold golden good
    google goose governor grace grain grant gray green grey grid ground grove guy hall ham
    hammer hand hardy hare harmony harper hart harvest hatch haven hawk hay hazel head heart
    heath heather heaven hedges hide high hill hills hold home homes honey hood hook hope horn
    house hunt hunter inch inn instagram ireland irons ivy jack jade january jasmine jet job
    joy july june justice key keys king kit kitchen knight knock know lake lamb land lane lark
    last late laurel law lawn leach lead leader leaf liberty light lily link list little load
    lock log london long look lord love low luck mac machine major maker mall man manager
    maple march mark market marsh marshall martin mason mast masters max may mayor meadow
    meadows mean melody merchant mercy merit microsoft middle miles mill miller mills
    minecraft mint mist misty monday moon moor moore moss mount mountain mouse moves network
    new newman nice noble norm north november nurse oak oakes ocean october office officer
    olive opal open outlook oven owner pack page palm paper paris parish park parks parrot
    parsons pass pat patch patience peace peach peak pearl pen penny people pepper petal pick
    pier piper plan plant plum point pole pond pool poole pope poppy port porter post potter
    pound power price priest prince princess print prior purple queen quick rain ray read
    reader ready record red reed reset rest restore rice rich ridge right ring rings river
    rivers road rob robin roblox robot rock rod room root rose rosemary royal ruby rule rush
    rusty sage sale salmon salt sand sands sandy saturday saw scarlet school scotland screen
    sea seal search sell senior september serene set shade sharp sheet shell shepherd shield
    ship shoe shop short silk silver singer single sir site skip sky skye slack small smart
    smith snap snapchat snow soft sorrel spark sparks spear speed spike spring square stable
    staff stand star start steam steel steer step stock stone storm street strong student sue
    summer summers sun sunday sunny sweet swift sword table tailor tall task teacher team
    teams technician term test thorn thursday tiger tiktok timer tower town train tree trend
    tuck tuesday tulip tunnel turn turner unit user view vine viola violet vista wait wales
    walker wall walls ward watch water waters wave way web webb wednesday week weeks well
    wells west whatsapp wheel wheeler white wild will willow window windows winter winters
    wipe wise wolf wood woods word words work works wren wright yard year york young youtube
    zone zoom
"""
ORDINARY = frozenset(WORDS.split())
