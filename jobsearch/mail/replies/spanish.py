"""Spanish; folded, ñ is n."""

from jobsearch.mail.replies.phrases import Phrases

_APPLICATION = r"(?:candidatura|solicitud(?! de (?!empleo|trabajo))|postulacion|inscripcion|cv|curriculum)"

SPANISH = Phrases(
    rejected=r"(?:optado|apostado|decidido|inclinado) por (?!usted|ti\b)\w+|no (?:ha|han) prosperado|animo con|(?:incorporar|contratar|elegir) a (?:alguien|otr)|"
    r"(?:quedado|quedamos|seguimos|seguido|ido|decantado) con (?:un|otr)\w* |"
    r"no se (?:adecua|ajusta|corresponde|adapta)|(?:concluid|finalizad|cerrad|terminad)\w[^.!?]*?(?:participacion|candidatura|proceso)|te deseamos lo mejor|le deseamos (?:lo mejor|suerte)|"
    r"(?:asignad\w|adjudicad\w|ocupad\w|otorgad\w|cubiert\w|cerrad\w|descartad\w|desestimad\w|rechazad\w|excluid\w|eliminad\w)\b|"
    r"otra persona|otro candidato|"
    r"no (?:cumpl\w+|reun\w+|ha podido|hemos podido|podemos)|"
    r"mas experiencia (?:en|que|con)|(?:decidid\w|elegid\w|apostad\w|decantad\w|optad\w)[^.!?]*?otr|"
    r"(?:por|con|a|de|hacia) otr[oa]s? (?:perfil\w*|candidat\w*|person\w*|aspirante\w*)|otr[oa] (?:perfil|candidat\w|persona)|"
    r"\bno\b[^.!?]{0,50}?(?:seleccionad\w|elegid\w|superad\w|continua\w*|avanz\w*|seguir\w*|sigues|encaj\w*|ajust\w*|adelante|preseleccionad\w|escogid\w|ofrecer\w*)|"
    r"(?:exito|suerte|mejor)[^.!?]*?(?:busqueda|futur\w*|carrera|proyecto\w*|profesional\w*)|"
    r"(?:guardar\w+|conservar\w+|mantendr\w+|tendremos|quedamos)[^.!?]*?(?:cv|curriculum|datos|candidatura|perfil)[^.!?]*?(?:futur\w+|proxim\w+|otr[oa]s)|"
    r"(?:proceso|vacante|plaza|puesto)[^.!?]*?(?:ha finalizado|finalizo|se ha cerrado|cancelad\w|cubiert\w|desiert\w)|"
    r"(?:lament\w+|sentimos|desgraciadamente|desafortunadamente|por desgracia)[^.!?]*?\bno\b|"
    r"(?:quedado|quedas|queda) fuera|no (?:vamos a|podremos|seguiremos|continuaremos|avanzaremos|pasas|pasaras)(?:[^.!?]{0,40}?)(?:candidatura|proceso|fase)?|(?:lament|sentimos|desafortunadamente|desgraciadamente|lastima)\w*(?:[^.!?]*?)(?:comunicar|informar|decir|no\b|"
    r"otr[oa]s?|cubiert\w|descartad\w)|(?:continuar|seguir|avanzar|proseguir|decidido por|optado por|elegido a|"
    r"seleccionado a)(?: \w+){0,3} otr[oa]s? (?:candidat\w+|perfil\w*|person\w+)|"
    r"no (?:ha|has|hemos|haya|ha sido|podemos|vamos a)(?:[^.!?]{0,40}?)(?:seleccionad\w|elegid\w|continuar|avanzar|"
    r"seguir|ofrecer|superad\w)|(?:vacante|puesto|plaza)(?:[^.!?]{0,50}?)(?:cubiert\w|cerrad\w)|"
    r"candidatura(?:[^.!?]{0,30}?)descartad\w|no (?:continuara|continuas|seguiras|encaja)",
    interview=r"(?:iria|ira|viene|vendria|va) bien|prueba el|dia de prueba|clase de prueba|nos has convencido|"
    r"\b(?:conocer\w*|hablar|entrevista|pasar\w*|venir|visita\w*|llama\w*|charla\w*|reunir\w*|reunion|cafe|videollamada|vernos|verte)\b[^.!?]*?(?:\b(?:lunes|martes|miercoles|jueves|viernes|manana)|a las \d|\d{1,2}:\d\d|hueco|agenda|minutos|calendario|semana que viene|proxima semana)|"
    r"(?:\b(?:lunes|martes|miercoles|jueves|viernes|manana)|a las \d|\d{1,2}:\d\d|hueco|agenda|minutos|calendario|semana que viene|proxima semana)[^.!?]*?\b(?:conocer\w*|hablar|entrevista|pasar\w*|venir|visita\w*|llama\w*|charla\w*|reunir\w*|reunion|cafe|videollamada|vernos|verte)\b|"
    r"(?:saber|conocer) mas (?:de|sobre) (?:ti|usted|tu|su)|"
    r"(?:contacto|entrevista|llamada|charla|reunion|hablar|conocer\w*|videollamada|conversar)\b[^.!?]*?(?:lunes|martes|miercoles|jueves|viernes|manana|semana|\d{1,2}:\d\d|teams|zoom|\bmeet\b|telefono)|"
    r"(?:gustaria|queremos|quisieramos|encantaria|querriamos|interesa|apetece)[^.!?]*?(?:contacto|entrevist\w*|hablar|conocer\w*|llamar\w*|charl\w*|reunir\w*|conversar|verte|verle)|"
    r"(?:tendria\w*|tienes|tiene|cuando|que dia|a que hora|cual)[^.!?]*?(?:hueco|disponib\w*|libre|tiempo|viene (?:mejor|bien)|puedes|podrias|podria)|"
    r"(?:siguiente|proxima|segunda) (?:fase|etapa|ronda|entrevista)[^.!?]*?(?:entrevista|llamada|prueba|reunion|con\b)|prueba tecnica|"
    r"(?:citamos|citarle|citarte|citacion)(?:[^.!?]*?)entrevista|confirm\w+(?:[^.!?]*?)(?:tu|su|la) entrevista|(?:gustaria|queremos|quisieramos|encantaria|invit|convoc|agendar|concertar|programar|proponemos|propongo)\w*"
    r"(?:[^.!?]*?)(?:entrevist\w*|conocerte|conocerle|conocerla|conocerlo|hablar|llamada|videollamada|charla\w*|reunion)|"
    r"(?:entrevista|llamada|videollamada)(?: \w+){0,3} (?:el|para el|manana|prevista) (?:lunes|martes|miercoles|jueves|"
    r"viernes|dia|\d)|que disponibilidad|(?:tu|su) disponibilidad|te viene bien|le viene bien|elige (?:una|un) (?:hora|"
    r"horario|hueco)|queremos conocer\w+",
    acknowledged=r"(?:curriculum|cv|candidatura)[^.!?]*?(?:base de datos|en cuenta|llegado|ya esta)|"
    r"(?:solicitud|inscripcion|candidatura)[^.!?]*?(?:tramit\w*|proceso|registr\w*|estudi\w*|quedado)|(?:gracias|agradec\w+)[^.!?]*?(?:inscri\w*|candidatura|interes|postular\w*|aplicar)|"
    r"(?:candidatura|solicitud|cv|curriculum|inscripcion|datos)[^.!?]*?(?:recibid\w|registrad\w|llegado|en nuestro poder)|"
    r"recibido[^.!?]{0,40}?(?:candidatura|solicitud|cv|curriculum|inscripcion|datos)|"
    r"(?:nos pondremos|ponernos|pondremos) en contacto|te (?:diremos|contactaremos)|le contactaremos|"
    rf"(?:recibid\w|recepcion|registrad\w|confirmacion)(?:[^.!?]{{0,20}}?){_APPLICATION}|"
    rf"{_APPLICATION}(?:[^.!?]{{0,30}}?)(?:recibid\w|registrad\w|enviad\w|inscrit\w|completad\w)|"
    rf"gracias por (?:[^.!?]{{0,30}}?){_APPLICATION}|(?:revis|valor|estudi|analiz)\w+(?:[^.!?]{{0,30}}?){_APPLICATION}|"
    r"gracias por (?:tu|su) interes(?:[^!?]{0,80}?)candidatura",
    yours=r"(?:acudir|asistir|venir) a la entrevista|"
    r"(?:tu|su) (?:\w+ )?(?:candidatura|cv|curriculum|perfil|inscripcion|interes)|(?:proceso de seleccion|estimad\w+ (?:\S+ )?candidat\w*)|"
    r"(?:tu|su) (?:\w+ )?(?:candidatura|solicitud|postulacion|cv|curriculum|perfil|participacion)|te inscribiste|"
    r"tus? datos|has (?:enviado|postulado|aplicado)",
    about=r"selectiv|solicitud para|inscripcion|postul|"
    r"candidat|vacante|puesto|seleccion|entrevista|curriculum|cv\b|empleo|perfil|recursos humanos",
    conditional=r"\b(?:si (?!te viene)|en caso de|cuando|en el caso)\b",
    bulk=r"darse de baja|cancelar (?:la )?suscripcion|boletin|estas ofertas|nuevas ofertas|sigue leyendo|tu alerta",
)
