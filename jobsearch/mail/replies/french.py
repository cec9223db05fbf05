"""French phrases."""

from jobsearch.mail.replies.phrases import Phrases, any_of

_APPLICATION = r"(?:candidature|dossier|cv|curriculum vitae)"

FRENCH = Phrases(
    common=r"\b(?:le|les|vous|votre|et|nous|pour|une?|du|je|tu|ton|des|avec|est|au)\b",
    rejected=any_of(
        r"(?:opt\w+|penche|tranche\w*|decid\w+) (?:\w+ )?pour (?:un|une|d'autres)|bon courage|"
        r"avec (?:un |une |d')?autres?|(?:choisi|pris|pris\w+|part\w*|preferons|prefere|retenu)[^.!?]*?(?:un |une |d')autres?|"
        r"(?:pas|n'a|non) (?:ete )?(?:selectionn\w+|retenu\w*|choisi\w*)|encourag\w+ a postuler|"
        r"(?:choix|decision)[^.!?]*?(?:porte|orient\w*|autre|fix\w*)|"
        r"(?:attribue|pourvu|(?:est|ete|soit) (?:\w+ )?ferme|annule|gele)\b|"
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
        r"(?:ne|n')[^.!?]{0,40}?(?:pas|plus)\b[^.!?]{0,60}(?:reten\w+|avec (?:vous|toi)|donner suite|dans la suite|en mesure)|sans (?:vous|toi)\b|(?:ne|n') ?(?:\w+ ){0,2}(?:donn\w+|donnerons) pas suite|(?:partir|partis|parti|partons|aller|continuer|engage\w*|embauche\w*|recrute\w*|trouve|porte\w*|arret\w*)\b.{0,60}(?:autre|quelqu'un|candidat\w* (?:dont|ayant|qui|interne)|personne (?:ayant|qui|dont|plus|interne)|profil plus)|(?:poste|place|emploi)\b.{0,40}(?:comble|pourvu|attribue|supprime|gele|plus (?:disponible|vacant))|en defaveur|rejet\w* (?:votre|ta)|decline\w* (?:votre|ta)|pas (?:une )?bonne nouvelle|mauvaise nouvelle|(?:choisi|opte|retenu|pris|trouve)\w*\b.{0,30}(?:une? )(?:personne|candidate?|profil)\b.{0,10}(?:qui|dont|ayant|avec|plus)|au regret|avec regret",
    ),
    regrets=(
        (2, r"malheureusement|regret|helas|desole"),
        (
            2,
            r"bonne continuation|(?:succes|reussite|chance|bon courage|meilleur).{0,40}(?:recherche|projet|suite|carriere|avenir)",
        ),
        (1, r"(?:conserv|gard)\w+.{0,40}(?:cv|dossier|candidature|profil|coordonnees|donnees)|vivier"),
        (1, r"(?:nombreu|qualite|grand nombre|fort\w* volume).{0,40}candidat"),
        (1, r"attentive|apres (?:etude|examen|analyse|reflexion)|mure"),
        (2, r"autre (?:candidat|profil|personne)|plus experiment|davantage d'experience|plus d'experience"),
        (1, r"(?:merci|remerci\w+).{0,50}(?:temps|echange|entretien|venue|entrevue)"),
    ),
    interview=any_of(
        r"\b(?:venez|viens|passez|passe)\b.{0,50}(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|demain)",
        r"(?:passer|venir)[^.!?]*?(?:matin|midi|soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|atelier|bureau\w*)|fa(?:ire|sse\w*) connaissance|"
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
        r"(?:seriez|etes|serais|es|etes-vous|dispo\w*|libre\w*|pouvez|pourriez|peux|pourrais|tu)\b.{0,50}(?:libre|dispo\w*|passer|venir|appeler|rencontrer|echanger|cafe|minutes|jaser|entrevue|essai).{0,60}\?|entrevue\b.{0,60}(?:\d|confirm\w+|fixe\w*|prevue|lundi|mardi|mercredi|jeudi|vendredi)|(?:invit|convi|convoqu|propos|souhait|aimer|voudr)\w+.{0,60}(?:entrevue|essai|jaser|commission|jury|test|oral|epreuve)|convoque\w*|invitation a (?:une|un) (?:\w+ )?(?:entrevue|entretien|rencontre)|(?:reserv|choisi|bloqu|propos|indiqu)\w+.{0,40}(?:creneau|plage|moment|disponibilite|date)|preselection\w*|calendly|ca te dirait|on s'appelle|vous presenter",
    ),
    meeting=r"\b(?:entretien|entrevue|echang\w*|rencontr\w*|appel\w*|passer|venir|visite|visio\w*|cafe|rendez-vous|telephon\w*|essai|jury|commission|oral\b|presenter|accueill\w*|recevoir)",
    elsewhen=r"(?:merci|remerci\w+|suite a|apres|lors de|a l'issue de|ravi\w*|apprecie\w*) (?:\w+ |')*?.{0,40}(?:entretien|echange|rencontre|venue|visite|appel|entrevue)|\bavenir\b|ulterieur\w*|plus tard|generalement|habituellement|feedback",
    acknowledged=any_of(
        r"(?:candidature|dossier|cv)[^.!?]*?(?:etudi\w+|examin\w+|transmis\w*|traite\w*)|"
        r"(?:cours de|en) traitement|(?:remerci\w+|merci)[^.!?]*?(?:interet|postule|candidature)|accus\w+ reception|"
        r"(?:candidature|dossier|cv)[^.!?]*?(?:recue?|enregistree?|parvenue?|transmise?|arrivee?|entre nos mains)|"
        r"revien\w+ vers (?:vous|toi)|reviendr\w+ vers (?:vous|toi)|recontacter\w*|tien\w+ (?:vous |te )?(?:informe|au courant)|"
        rf"(?:recu|reception|enregistre\w*|accuse\w*)(?:[^.!?]{{0,30}}?){_APPLICATION}|"
        rf"{_APPLICATION}(?:[^.!?]{{0,40}}?)(?:recue?|enregistree?|parvenue?|transmise?|entre de bonnes mains|examen|"
        r"en cours d'etude)|merci (?:d'avoir postule|pour votre candidature|de votre candidature)|accuse de reception|"
        r"remerci\w+(?:[^.!?]*?)candidature|(?:etudier|examiner)(?:[^.!?]{0,30}?)(?:candidature|dossier|cv)",
        r"(?:candidature|dossier|cv|lettre|documents)\b.{0,60}(?:bien (?:ete )?(?:recu|arrive|transmis|enregistre|pris)|prise? en compte|entre (?:les|nos|de bonnes) mains|a l'etude)|(?:bien|avons|ai) (?:bien )?(?:recue?|eu|pris connaissance)\b.{0,40}(?:candidature|dossier|cv|lettre|envoi|documents)|bien recu\b|merci (?:\w+ ){0,5}(?:cv|candidature|lettre|postulation|envoi|postule)",
    ),
    receipts=(
        (1, r"reviend|recontact|contacter|tenu\w* informe|nouvelles|reponse"),
        (1, r"etudi|examin|lire|lecture|regard|analys|traite"),
        (1, r"merci|remerci"),
        (1, r"reference|automatique|ne pas (?:y )?repondre"),
        (1, r"\brecue?s?\b|enregistre|transmis|arrive"),
    ),
    yours=any_of(
        r"(?:votre|ta|ton) (?:entretien|motivation)|"
        r"(?:votre|ta|ton|vos|tes) (?:\w+ )?(?:candidature|cv|profil|parcours|dossier de candidature)|"
        r"(?:votre|ta|vos) (?:\w+ )?(?:candidature|dossier de candidature|cv|profil)|candidature (?:n°|no |au |chez )|"
        r"(?:avoir|avez|as) postule",
        r"(?:votre|ta|ton|vos) (?:\w+ ){0,2}(?:postulation|lettre|dossier|candidature|demarche|entrevue)|postulation",
    ),
    about=r"serveu|vendeu|saisonnier|stagiaire|dossier (?:de candidature|nous a|m'a)|alternance|\bta visite|votre visite|"
    r"candidat|poste\b|postul|recrut|entretien|cv\b|profil|emploi"
    r"|entrevue|postulation|rencontre|offre|offre|essai\b|stage\b|vacant|librairie|embauch",
    conditional=any_of(
        r"\b(?:si|s'il|sans reponse|sans nouvelle|au cas ou|lorsque|quand la|des lors|en cas de)\b",
        r"(?:seul\w*|uniquement) (?:les )?(?:personnes|candidat\w*|profils|dossiers)|(?:entretiens|entrevues) (?:sont|seront|auront|se derouleront)|le cas echeant|sauf avis contraire|individuellement|chaque (?:candidat\w*|demande)|passe ce delai|en l'absence",
    ),
    bulk=r"desabonner|desinscrire|desabonnement|alerte|nouvelles offres|lire l'article|newsletter|nos conseils"
    r"|webinaire|entree libre|sur inscription|recruteurs le|salon de l'emploi|forum (?:de l')?emploi|job ?dating|inscrivez-vous|inscription (?:gratuite|obligatoire)|portes ouvertes|places limitees|postulez|decouvrez|billet\w*|ateliers",
    other=any_of(
        r"(?:votre|ton) profil (?:\w+ ){0,4}(?:attire|interpelle|linkedin)|(?:tombe|vu|trouve|decouvert)\w* (?:\w+ ){0,2}(?:votre|ton) profil|a l'ecoute (?:du marche|d'opportunites|de nouvelles)|seriez-vous ouvert|connaissez-vous quelqu'un",
        r"candidature (?:\w+ ){0,4}(?:incomplete|inachevee|non finalisee|brouillon|en attente de finalisation|pas (?:ete |encore )*(?:finalisee|envoyee|soumise|transmise))|(?:finalise|termine|reprene|complete)\w* (?:votre|ta) candidature|pas encore (?:envoye|soumis|finalise)\w*",
        r"confirm\w+ (?:votre|ton) (?:adresse|e-?mail|compte|inscription)|mot de passe|activ\w+ (?:votre|ton) compte",
        r"questionnaire|enquete|sondage|votre avis|anonyme",
        r"(?:plaisir|heureu\w+|ravi\w*).{0,40}(?:proposer le poste|offrir le poste|vous compter parmi)|contrat de travail|promesse d'embauche|retrait de votre candidature|retire votre candidature",
    ),
)
