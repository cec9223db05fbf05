"""French."""

from jobsearch.mail.replies.phrases import Phrases

_APPLICATION = r"(?:candidature|dossier|cv|curriculum vitae)"

FRENCH = Phrases(
    rejected=r"(?:ne|n')(?:[^.!?]{0,40}?)(?:donner\w*|donne|pourrons|pouvons)(?:[^.!?]{0,20}?)suite|(?:poursuivre|continuer|avancer)(?:[^.!?]{0,30}?)avec (?:un |une |d')autres?|(?:regret|desole|malheureusement|helas)(?:[^.!?]*?)(?:ne|n'|pas|aucune|autre)|"
    r"(?:ne|n')(?:[^.!?]{0,60}?)(?:suite favorable|reponse favorable)|suite (?:defavorable|negative)|"
    r"(?:pas|point)(?: \w+)? (?:ete )?(?:retenue?|selectionnee?|donner suite|donner une suite|poursuivre)|"
    r"(?:choisi|retenu|privilegie|selectionne|oriente\w*) (?:un |une |d'|vers )?(?:un |une )?(?:autre|profil|candidat)\w*|"
    r"poursuivre (?:le processus |la procedure )?avec d'autres|poste (?:a ete|est)(?: \w+)? (?:pourvu|attribue)",
    interview=r"(?:seriez|etes|serais|es)[- ](?:vous|tu) (?:disponible|libre)|(?:premier )?(?:echange|entretien) telephonique|(?:confirm\w+)(?:[^.!?]*?)(?:votre|ton) entretien|(?:souhait|aimer|serions|serais|propos|invit|convi|plaisir|ravi|heureu)\w*(?:[^.!?]*?)(?:rencontrer|entretien|"
    r"echanger|visioconference|appel|telephon\w+|faire (?:votre|ta) connaissance)|invitation a un (?:\w+ )?entretien|"
    r"convocation|(?:vos|tes|votre|ta) disponibilites?|choisi\w+ un creneau|(?:fixer|convenir|organiser|planifier)"
    r"(?:[^.!?]*?)(?:entretien|rendez-vous|echange|appel)|preselectionnee?|quand (?:seriez|etes)-vous disponible",
    acknowledged=rf"(?:recu|reception|enregistre\w*|accuse\w*)(?:[^.!?]{{0,30}}?){_APPLICATION}|"
    rf"{_APPLICATION}(?:[^.!?]{{0,40}}?)(?:recue?|enregistree?|parvenue?|transmise?|entre de bonnes mains|examen|"
    r"en cours d'etude)|merci (?:d'avoir postule|pour votre candidature|de votre candidature)|accuse de reception|"
    r"remerci\w+(?:[^.!?]*?)candidature|(?:etudier|examiner)(?:[^.!?]{0,30}?)(?:candidature|dossier|cv)",
    yours=r"(?:votre|ta|vos) (?:\w+ )?(?:candidature|dossier de candidature|cv|profil)|candidature (?:n°|no |au |chez )|"
    r"(?:avoir|avez|as) postule",
    about=r"candidat|poste\b|postul|recrut|entretien|cv\b|profil|emploi",
    conditional=r"\b(?:si|s'il|sans reponse|sans nouvelle|au cas ou|lorsque|quand la|des lors|en cas de)\b",
    bulk=r"desabonner|desinscrire|desabonnement|alerte|nouvelles offres|lire l'article|newsletter|nos conseils",
)
