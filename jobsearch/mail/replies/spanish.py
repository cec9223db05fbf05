"""Spanish; folded, ñ is n."""

from jobsearch.mail.replies.phrases import Phrases

_APPLICATION = r"(?:candidatura|solicitud(?! de (?!empleo|trabajo))|postulacion|inscripcion|cv|curriculum)"

SPANISH = Phrases(
    rejected=r"(?:quedado|quedas|queda) fuera|no (?:vamos a|podremos|seguiremos|continuaremos|avanzaremos|pasas|pasaras)(?:[^.!?]{0,40}?)(?:candidatura|proceso|fase)?|(?:lament|sentimos|desafortunadamente|desgraciadamente|lastima)\w*(?:[^.!?]*?)(?:comunicar|informar|decir|no\b|"
    r"otr[oa]s?|cubiert\w|descartad\w)|(?:continuar|seguir|avanzar|proseguir|decidido por|optado por|elegido a|"
    r"seleccionado a)(?: \w+){0,3} otr[oa]s? (?:candidat\w+|perfil\w*|person\w+)|"
    r"no (?:ha|has|hemos|haya|ha sido|podemos|vamos a)(?:[^.!?]{0,40}?)(?:seleccionad\w|elegid\w|continuar|avanzar|"
    r"seguir|ofrecer|superad\w)|(?:vacante|puesto|plaza)(?:[^.!?]{0,50}?)(?:cubiert\w|cerrad\w)|"
    r"candidatura(?:[^.!?]{0,30}?)descartad\w|no (?:continuara|continuas|seguiras|encaja)",
    interview=r"(?:citamos|citarle|citarte|citacion)(?:[^.!?]*?)entrevista|confirm\w+(?:[^.!?]*?)(?:tu|su|la) entrevista|(?:gustaria|queremos|quisieramos|encantaria|invit|convoc|agendar|concertar|programar|proponemos|propongo)\w*"
    r"(?:[^.!?]*?)(?:entrevist\w*|conocerte|conocerle|conocerla|conocerlo|hablar|llamada|videollamada|charla\w*|reunion)|"
    r"(?:entrevista|llamada|videollamada)(?: \w+){0,3} (?:el|para el|manana|prevista) (?:lunes|martes|miercoles|jueves|"
    r"viernes|dia|\d)|que disponibilidad|(?:tu|su) disponibilidad|te viene bien|le viene bien|elige (?:una|un) (?:hora|"
    r"horario|hueco)|queremos conocer\w+",
    acknowledged=rf"(?:recibid\w|recepcion|registrad\w|confirmacion)(?:[^.!?]{{0,20}}?){_APPLICATION}|"
    rf"{_APPLICATION}(?:[^.!?]{{0,30}}?)(?:recibid\w|registrad\w|enviad\w|inscrit\w|completad\w)|"
    rf"gracias por (?:[^.!?]{{0,30}}?){_APPLICATION}|(?:revis|valor|estudi|analiz)\w+(?:[^.!?]{{0,30}}?){_APPLICATION}|"
    r"gracias por (?:tu|su) interes(?:[^!?]{0,80}?)candidatura",
    yours=r"(?:tu|su) (?:\w+ )?(?:candidatura|solicitud|postulacion|cv|curriculum|perfil|participacion)|te inscribiste|"
    r"tus? datos|has (?:enviado|postulado|aplicado)",
    about=r"candidat|vacante|puesto|seleccion|entrevista|curriculum|cv\b|empleo|perfil|recursos humanos",
    conditional=r"\b(?:si (?!te viene)|en caso de|cuando|en el caso)\b",
    bulk=r"darse de baja|cancelar (?:la )?suscripcion|boletin|estas ofertas|nuevas ofertas|sigue leyendo|tu alerta",
)
