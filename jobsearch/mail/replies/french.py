"""French."""

from jobsearch.mail.replies.phrases import Phrases

_APPLICATION = r"(?:candidature|dossier|cv|curriculum vitae)"

FRENCH = Phrases(
    rejected=r"(?:opt\w+|penche|tranche\w*|decid\w+) (?:\w+ )?pour (?:un|une|d'autres)|bon courage|"
    r"avec (?:un |une |d')?autres?|(?:choisi|pris|pris\w+|part\w*|preferons|prefere|retenu)[^.!?]*?(?:un |une |d')autres?|"
    r"(?:pas|n'a|non) (?:ete )?(?:selectionn\w+|retenu\w*|choisi\w*)|encourag\w+ a postuler|"
    r"(?:choix|decision)[^.!?]*?(?:porte|orient\w*|autre|fix\w*)|"
    r"(?:attribue|pourvu|ferme|annule|gele)\b|"
    r"au regret|a regret|desole\w*[^.!?]*?(?:pas|autre)|"
    r"plus d'experience|davantage d'experience|(?:ne|n')[^.!?]*?(?:rempli\w*|reuni\w*|pas (?:ete )?(?:au rendez-vous|possible))|"
    r"(?:ne|n')[^.!?]{0,60}?(?:pas|plus|point|aucun\w*)[^.!?]*?(?:retenu\w*|suite|favorabl\w+|correspond\w*|poursuiv\w+|aboutir|positiv\w*|selectionn\w*|recherch\w+|attendu\w*|donner)|"
    r"(?:ne|n')[^.!?]{0,20}?(?:correspond\w*|pouvons|pourrons|souhaitons|allons|donnerons)[^.!?]*?(?:pas|suite|favorabl\w+)|"
    r"(?:autre|d'autres) (?:candidat\w*|profils?|personnes?)|quelqu'un d'autre|en interne|"
    r"bonne continuation|(?:reussite|chance|succes|meilleur)[^.!?]*?(?:recherche\w*|projet\w*|avenir|carriere|parcours|demarche\w*|suite)|"
    r"(?:conserv\w+|gard\w+) (?:votre|ton|vos|tes) (?:cv|dossier|candidature|coordonnees|profil)|"
    r"(?:suite|reponse) (?:negative|defavorable)|recrutement (?:est )?(?:clos|termine|suspendu|annule)|"
    r"(?:ne|n')(?:[^.!?]{0,40}?)(?:donner\w*|donne|pourrons|pouvons)(?:[^.!?]{0,20}?)suite|(?:poursuivre|continuer|avancer)(?:[^.!?]{0,30}?)avec (?:un |une |d')autres?|(?:regret|desole|malheureusement|helas)(?:[^.!?]*?)(?:ne|n'|pas|aucune|autre)|"
    r"(?:ne|n')(?:[^.!?]{0,60}?)(?:suite favorable|reponse favorable)|suite (?:defavorable|negative)|"
    r"(?:pas|point)(?: \w+)? (?:ete )?(?:retenue?|selectionnee?|donner suite|donner une suite|poursuivre)|"
    r"(?:choisi|retenu|privilegie|selectionne|oriente\w*) (?:un |une |d'|vers )?(?:un |une )?(?:autre|profil|candidat)\w*|"
    r"poursuivre (?:le processus |la procedure )?avec d'autres|poste (?:a ete|est)(?: \w+)? (?:pourvu|attribue)",
    interview=r"(?:passer|venir)[^.!?]*?(?:matin|midi|soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|atelier|bureau\w*)|fa(?:ire|sse\w*) connaissance|"
    r"(?:vous|te) presenter|votre venue|(?:convoqu|invit|attend)\w+[^.!?]*?(?:le|ce|pour) |"
    r"\b(?:echang\w*|entretien|rencontr\w*|appel\w*|venir|passer|visit\w*|discut\w*|parler|visio\w*|cafe|rendez-vous|telephon\w*)\b[^.!?]*?(?:\b(?:lundi|mardi|mercredi|jeudi|vendredi|demain)|\d ?h\b|\d{1,2}h\d\d|agenda|creneau|minutes|calendrier|semaine prochaine)|"
    r"(?:\b(?:lundi|mardi|mercredi|jeudi|vendredi|demain)|\d ?h\b|\d{1,2}h\d\d|agenda|creneau|minutes|calendrier|semaine prochaine)[^.!?]*?\b(?:echang\w*|entretien|rencontr\w*|appel\w*|venir|passer|visit\w*|discut\w*|parler|visio\w*|cafe|rendez-vous|telephon\w*)\b|"
    r"en savoir (?:plus|davantage) sur|mieux (?:vous|te) connaitre|(?:vous|te) (?:rencontrer|recevoir)|"
    r"(?:coup de fil|appel|telephone|visio\w*|rencontr\w*|echanger|entretien|discuter|rendez-vous)\b[^.!?]*?(?:cette semaine|semaine prochaine|lundi|mardi|mercredi|jeudi|vendredi|demain|\d{1,2} ?h)|"
    r"(?:aimer\w*|souhait\w*|voudr\w*|propos\w*|serions|serait|convi\w*|invit\w*|plairait)[^.!?]*?(?:coup de fil|appel\w*|telephon\w*|rencontr\w*|echang\w*|entretien|visio\w*|discut\w*|faire le point|parler)|"
    r"quand (?:tu|vous) (?:es|etes|seriez|serais|pourriez)|(?:quel|quelle|quels)[^.!?]*?(?:creneau\w*|date|jour|heure|moment)|(?:vos|tes) (?:dispos?|disponibilites)\b|"
    r"prochaine etape|(?:deuxieme|second|premier) (?:entretien|tour|echange)|journee d'essai|test technique|"
    r"(?:seriez|etes|serais|es)[- ](?:vous|tu) (?:disponible|libre)|(?:premier )?(?:echange|entretien) telephonique|(?:confirm\w+)(?:[^.!?]*?)(?:votre|ton) entretien|(?:souhait|aimer|serions|serais|propos|invit|convi|plaisir|ravi|heureu)\w*(?:[^.!?]*?)(?:rencontrer|entretien|"
    r"echanger|visioconference|appel|telephon\w+|faire (?:votre|ta) connaissance)|invitation a un (?:\w+ )?entretien|"
    r"convocation|(?:vos|tes|votre|ta) disponibilites?|choisi\w+ un creneau|(?:fixer|convenir|organiser|planifier)"
    r"(?:[^.!?]*?)(?:entretien|rendez-vous|echange|appel)|preselectionnee?|quand (?:seriez|etes)-vous disponible",
    acknowledged=r"(?:candidature|dossier|cv)[^.!?]*?(?:etudi\w+|examin\w+|transmis\w*|traite\w*)|"
    r"(?:cours de|en) traitement|(?:remerci\w+|merci)[^.!?]*?(?:interet|postule|candidature)|accus\w+ reception|"
    r"(?:candidature|dossier|cv)[^.!?]*?(?:recue?|enregistree?|parvenue?|transmise?|arrivee?|entre nos mains)|"
    r"revien\w+ vers (?:vous|toi)|reviendr\w+ vers (?:vous|toi)|recontacter\w*|tien\w+ (?:vous |te )?(?:informe|au courant)|"
    rf"(?:recu|reception|enregistre\w*|accuse\w*)(?:[^.!?]{{0,30}}?){_APPLICATION}|"
    rf"{_APPLICATION}(?:[^.!?]{{0,40}}?)(?:recue?|enregistree?|parvenue?|transmise?|entre de bonnes mains|examen|"
    r"en cours d'etude)|merci (?:d'avoir postule|pour votre candidature|de votre candidature)|accuse de reception|"
    r"remerci\w+(?:[^.!?]*?)candidature|(?:etudier|examiner)(?:[^.!?]{0,30}?)(?:candidature|dossier|cv)",
    yours=r"(?:votre|ta|ton) (?:entretien|motivation)|"
    r"(?:votre|ta|ton|vos|tes) (?:\w+ )?(?:candidature|cv|profil|parcours|dossier de candidature)|"
    r"(?:votre|ta|vos) (?:\w+ )?(?:candidature|dossier de candidature|cv|profil)|candidature (?:n°|no |au |chez )|"
    r"(?:avoir|avez|as) postule",
    about=r"\bta visite|votre visite|"
    r"candidat|poste\b|postul|recrut|entretien|cv\b|profil|emploi",
    conditional=r"\b(?:si|s'il|sans reponse|sans nouvelle|au cas ou|lorsque|quand la|des lors|en cas de)\b",
    bulk=r"desabonner|desinscrire|desabonnement|alerte|nouvelles offres|lire l'article|newsletter|nos conseils",
)
