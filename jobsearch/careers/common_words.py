"""Words that every post has, whatever the work; pure."""

# They carry the grammar.
FUNCTION_WORDS = frozenset(
    (
        "a about above across after again against all almost along already also although always am among an "
        "and another any anyone anything are around as at be became because become becomes been before "
        "behind being below beside besides between beyond both but by can cannot could did do does done "
        "down during each either else enough etc even ever every everyone everything few for former from "
        "further get give had has have he hence her here hers herself him himself his how however i ie if "
        "in indeed into is it its itself just keep least less made many may me might mine more moreover "
        "most mostly much must my myself neither never nevertheless no nobody none nor not nothing now of "
        "off often on once one only onto or other others otherwise our ours ourselves out over own part per "
        "perhaps please put quite rather re s same see seem several she should since so some someone "
        "something sometimes somewhere still such t take than that the their them themselves then there "
        "therefore these they this those though through throughout thus to together too toward towards "
        "under until up upon us very via was we well were what whatever when whenever where whereas whether "
        "which while who whole whom whose why will with within without would yet you your yours yourself "
        "yourselves ll ve d m don isn aren won doesn didn & e.g i.e"
    ).split()
)
