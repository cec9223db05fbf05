"""Articles, prepositions, conjunctions, pronouns, and auxiliary verbs of languages other than English.

The model may learn from them, because they indicate the language of a post, but they are meaningless to users
as reasons.

This module is pure.
"""

# Without those that are also words or names in English ("die", "man", "van"), acronyms ("er",
# "ci") or codes of places and time zones ("na", "est").
_OF_LANGUAGES = {
    "da nb sv": (
        "att blir bliver deg den det dig din dina dine ditt du där efter eller en et ett etter for fra "
        "från har hos hva hvad hvor ikke ikkje inte kan men når och också og også på samt seg sig ska "
        "skal som vara ved vid vil vill vores vår våra våre være är över"
    ),
    "de": (
        "als auch auf aus bei beim damit dass dein deine deinem deinen deiner dem den der dich dir du "
        "durch ein eine einem einen einer eines für gegen haben hast ich ihnen ihr ihre ihren im ins "
        "kann kannst kein keine können mit nach nicht noch nur oder ohne sehr sein seine sich sie sind "
        "sollte sowie um und uns unser unsere unserem unseren unserer unter vom von vor was wenn wer "
        "werden wie wir wird wo wurde zu zum zur über"
    ),
    "es": (
        "al como con cual cuando cuyo de del desde donde en entre es esa ese eso esta estas este estos "
        "está están fue han hasta la le lo mi muy más nos nuestra nuestras nuestro nuestros para pero "
        "por porque que quien ser sobre su sus también tu tus una unas unos ya"
    ),
    "fi": ("että ja joka jos jotka kun meidän meillä mutta myös olet olla ovat sekä sinulla sinun tai"),
    "fr": (
        "afin ainsi aussi aux avec avez avoir ce ces cet cette chez comme dans de donc dont du elle "
        "elles en entre et il ils la le leur leurs mais ne nos notre nous ou où par pour que qui quoi "
        "sans sont sous un une vers vos votre vous été être"
    ),
    "it": (
        "abbiamo anche che chi come con da dai dal dalla degli del della delle dello di essere fra gli "
        "hai hanno il lo ma nei nel nella nelle non nostra nostre nostri nostro per più sono sua sul "
        "sulla suo tra tua tuo tuoi una uno"
    ),
    "nl": (
        "aan als bij dan dat de deze dit door een en geen haar hebben hebt heeft het hun je jij jouw kan "
        "kunt maar met naar niet of onder ons onze ook tot uit voor waar wat wie wij worden wordt ze zij "
        "zijn zonder"
    ),
    "pl": (
        "albo bez być dla ich jak jego jest która które który lub nad nasz nasza nasze nie od oraz przez "
        "przy się są tak twoja twoje twój że"
    ),
    "pt": (
        "ao aos até com da de dia ela elas ele eles em entre esta este está estão foi isso isto já lhe "
        "mais mas muito nas nos nossa nossas nosso nossos nós onde ou para pela pelas pelo pelos por "
        "porque qual quando que quem sem ser seu seus sobre sua suas são também tem têm uma umas uns "
        "você vocês à às é"
    ),
}

FUNCTION_WORDS = frozenset(word for words in _OF_LANGUAGES.values() for word in words.split())
