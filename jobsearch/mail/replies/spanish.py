"""Spanish phrases; when folded, ñ becomes n."""

from jobsearch.mail.replies.phrases import Phrases, any_of

_APPLICATION = r"(?:candidatura|solicitud(?! de (?!empleo|trabajo))|postulacion|inscripcion|cv|curriculum)"

SPANISH = Phrases(
    common=r"\b(?:el|los|las|y|su|tu|usted|para|una?|del|con|te|le|en|por|que|es|la)\b",
    rejected=any_of(
        r"(?:optado|apostado|decidido|inclinado) por (?!usted|ti\b)\w+|no (?:ha|han) prosperado|animo con|(?:incorporar|contratar|elegir) a (?:alguien|otr)|"
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
        r"\bno (?:\w+ ){0,4}(?:avanz\w+|contin\w+|segui\w*|sigue\w*|prosegu\w+|pasar|pasas|paso|pasado|qued\w+|result\w+|selecc\w+|considerad\w|elegid\w|preseleccionad\w|favorable|positiv\w|tom\w+ en cuenta|encaj\w+|contar con (?:usted|tu|vos))|\b(?:decid\w+|opt\w+|eleg\w+|elig\w+|escog\w+|seleccion\w+|contrat\w+|inclin\w+|qued\w+|quedo|incorpor\w+|adjudic\w+|asign\w+|decant\w+|segui\w*|avanz\w*|continu\w*|fuimos|entro|ingreso|sumamos|encontr\w+)\b.{0,50}(?:otr[oa]s?\b|alguien|una persona|un candidato|una candidata|candidat\w+ (?:con|que|cuy\w)|perfiles (?:con|mas|que)|perfil (?:mas|con)|intern[oa])|no .{0,20}contar con(?:tigo|\b)|plantilla (?:\w+ )?(?:completa|cerrada)|sin (?:ti|usted|vos)\b|(?:vacante|puesto|plaza|posicion|busqueda)\b.{0,50}(?:cubiert\w|cubrio|ocupad\w|cancel\w+|suspendid\w|congelad\w|adjudicad\w|complet\w)|perfiles (?:con mayor|mas) (?:\w+ )?(?:ajust|afin|adecu|cercan)\w*|(?:mala|no (?:es|son|tenemos|traemos) (?:\w+ )?buena)s? noticias?",
    ),
    regrets=(
        (2, r"lament|sentimos|siento|desafortunad|desgraciad|por desgracia"),
        (2, r"(?:exito|suerte|lo mejor|animo).{0,40}(?:busqueda|futur|carrera|proyecto|profesional)"),
        (
            1,
            r"(?:guard|conserv|mant|tendremos|qued)\w*.{0,40}(?:cv|curriculum|datos|perfil|base|hoja)|futur\w+ (?:procesos|oportunidades|vacantes|busquedas)",
        ),
        (1, r"(?:gran|alto|elevado|muchas|numeros|cantidad|nivel).{0,30}(?:candidat|postul|inscri|perfil)"),
        (1, r"(?:tras|despues de|una vez|luego de) .{0,30}(?:analiz|evalu|revis|valor|estudi)"),
        (2, r"buscando a alguien|otr[oa]s? (?:candidat|perfil|persona)|mas experiencia|mas recorrido"),
        (1, r"(?:gracias|agradec\w+).{0,50}(?:tiempo|entrevista|charla|participa|esfuerzo)"),
    ),
    interview=any_of(
        r"\b(?:vente|ven|venga|pasate|pasese|acercate|acerquese|haces una prueba)\b.{0,50}(?:lunes|martes|miercoles|jueves|viernes|sabado|manana|hoy|las \d)",
        r"(?:iria|ira|viene|vendria|va) bien|prueba el|dia de prueba|clase de prueba|nos has convencido|"
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
        r"(?:propon\w+|ofrec\w+|desear\w+|quer\w+|quisier\w+|gustar\w+|encantar\w+|invit\w+|convoc\w+|cit\w+|agend\w+|coordin\w+|concert\w+|acord\w+)\b.{0,70}(?:entrevist\w*|encuentro|conocer\w*|charla\w*|hablar|conversar|llamad\w*|videollamada|reunir\w*|reunion|cafe|prueba|cita\b|platicar)|como (?:lo )?(?:tienes|tenes|tiene)\b.{0,60}\?|(?:quiere\w*|desea\w*) (?:conocer|entrevistar|hablar|verte)\w*|(?:puedes|podes|podrias|podria|puede|tienes|tenes|tendrias|tendria)\b.{0,60}(?:pasar\w*|venir|acercar\w*|libre|rato|hueco|disponib\w*|minutos|llamar\w*|tiempo|entrevista|charlar|hablar).{0,60}\?|(?:que|cual|cuando)\b.{0,50}(?:te|le|les|os|nos) (?:viene|queda|conviene|va|acomoda|parece)\b|(?:presentarse|personarse|acudir|comparecer|asistir|preséntese)\b.{0,60}(?:entrevista|prueba|tribunal|\d)|preseleccionad\w|(?:pasas|pasaste|pasado|pasa|avanzas|avanzaste|avanzado) (?:a la|a|de) (?:\w+ )?(?:fase|etapa|ronda|entrevista)|(?:elige|escoge|reserva|agenda|selecciona|indica\w*|selecione)\b.{0,40}(?:hora\w*|hueco|fecha|cita|espacio|turno|opciones)|calendly|cuando .{0,20}llamar|te esperamos (?:el|manana|en)|llamarte|llamarle|platicar",
    ),
    meeting=r"\b(?:entrevist\w*|encuentro|conocer\w*|charla\w*|hablar|convers\w+|llamada|videollamada|llamar\w*|reunir\w*|reunion|cafe\b|prueba\b|pasar\w*|venir|acercar\w*|vernos|verte|citamos|presentarse|tribunal|dinamica|meet\b|zoom|teams)",
    elsewhen=r"(?:gracias|agradec\w+|despues de|tras|luego de|encanto|gusto) .{0,50}(?:entrevista|charla|tiempo|conversacion|conocerte|conocerle|reunion|visita|hablar)|futur\w|mas adelante|normalmente|generalmente|volvamos|feedback",
    acknowledged=any_of(
        r"(?:curriculum|cv|candidatura)[^.!?]*?(?:base de datos|en cuenta|llegado|ya esta)|"
        r"(?:solicitud|inscripcion|candidatura)[^.!?]*?(?:tramit\w*|proceso|registr\w*|estudi\w*|quedado)|(?:gracias|agradec\w+)[^.!?]*?(?:inscri\w*|candidatura|interes|postular\w*|aplicar)|"
        r"(?:candidatura|solicitud|cv|curriculum|inscripcion|datos)[^.!?]*?(?:recibid\w|registrad\w|llegado|en nuestro poder)|"
        r"recibido[^.!?]{0,40}?(?:candidatura|solicitud|cv|curriculum|inscripcion|datos)|"
        r"(?:nos pondremos|ponernos|pondremos) en contacto|te (?:diremos|contactaremos)|le contactaremos|"
        rf"(?:recibid\w|recepcion|registrad\w|confirmacion)(?:[^.!?]{{0,20}}?){_APPLICATION}|"
        rf"{_APPLICATION}(?:[^.!?]{{0,30}}?)(?:recibid\w|registrad\w|enviad\w|inscrit\w|completad\w)|"
        rf"gracias por (?:[^.!?]{{0,30}}?){_APPLICATION}|(?:revis|valor|estudi|analiz)\w+(?:[^.!?]{{0,30}}?){_APPLICATION}|"
        r"gracias por (?:tu|su) interes(?:[^!?]{0,80}?)candidatura",
        r"(?:postulacion|candidatura|solicitud|cv|curriculum|curriculo|hoja de vida|perfil|documentacion|datos|inscripcion|instancia)\b.{0,60}(?:en manos|recib\w+|registr\w+|llego|llegado|exito|correctamente|revision|revisa\w*|ingres\w+|presentad\w|estudi\w+|tendr\w+ en cuenta|enviad\w|entrad\w)|(?:recib\w+|tenemos|registr\w+|llego|acus\w+ recibo|guard\w+|incorpor\w+)\b.{0,40}(?:postulacion|candidatura|solicitud|cv|curriculum|hoja de vida|documentacion|inscripcion|instancia)|(?:gracias|agradec\w+)\b.{0,60}(?:postul\w+|candidatura|cv|curriculum|hoja de vida|solicitud|inscri\w+|interes|aplicar|enviar\w*)|acuse de recibo|inscrito correctamente|acusamos recibo",
    ),
    receipts=(
        (1, r"contact|te (?:contamos|avisa|diremos|escrib)|noticias|respuesta|informar"),
        (1, r"revis|valor|estudi|analiz|evalu|leer"),
        (1, r"gracias|agradec"),
        (1, r"referencia|automatic|no responda|no respondas"),
        (1, r"recibid|registrad|llegado|llego|recibimos"),
    ),
    yours=any_of(
        r"te has (?:inscrito|apuntado|postulado)",
        r"(?:acudir|asistir|venir) a la entrevista|"
        r"(?:tu|su) (?:\w+ )?(?:candidatura|cv|curriculum|perfil|inscripcion|interes)|(?:proceso de seleccion|estimad\w+ (?:\S+ )?candidat\w*)|"
        r"(?:tu|su) (?:\w+ )?(?:candidatura|solicitud|postulacion|cv|curriculum|perfil|participacion)|te inscribiste|"
        r"tus? datos|has (?:enviado|postulado|aplicado)",
        r"(?:tu|su|vuestra) (?:\w+ ){0,2}(?:postulacion|hoja de vida|solicitud de empleo|proceso|entrevista|instancia)|te postulaste|postularte|enviar\w* (?:\w+ )?cv",
    ),
    about=r"dependient|camarer|meser[oa]\b|cajer[oa]\b|recepcionist|temporada|plantilla\b|contar contigo|selectiv|solicitud para|inscripcion|postul|"
    r"candidat|vacante|puesto|seleccion|entrevista|curriculum|cv\b|empleo|perfil|recursos humanos"
    r"|hoja de vida|solicitud|busqueda|bolsa de|proceso|entrevista|posicion\b|trabajo|convocatoria|turno|oferta",
    conditional=any_of(
        r"\b(?:si (?!te viene)|en caso de|cuando(?! (?:te|le|pod\w+|pued\w+|ten\w+|tien\w+|seria))|en el caso)\b",
        r"(?:solo|solamente|unicamente) (?:\w+ ){0,6}(?:candidat\w+|personas|perfiles|preseleccionad\w+|seleccionad\w+)|si (?:avanzas|eres|es|tu|su|no|has|quieres|desea|tienes|te interesa)\b|de no (?:recibir|tener)|las entrevistas (?:se|seran|tendran)|en su caso|a cada (?:uno|candidat\w+|persona)|individualmente|podra ser|podria ser",
    ),
    bulk=r"darse de baja|cancelar (?:la )?suscripcion|boletin|estas ofertas|nuevas ofertas|sigue leyendo|tu alerta"
    r"|webinar|feria|registr\w+ (?:ya|aqui|gratis|antes|ahora)|hay que registrarse|inscribete|entrada (?:es )?gratuita|plazas limitadas|postulate|apuntarte|talleres|entradas|ofertas (?:para ti|similares)|alerta de empleo|jornada de puertas",
    other=any_of(
        r"(?:vi|vimos|encontre|encontramos|he visto|visto) (?:\w+ ){0,2}(?:tu|su) perfil|(?:tu|su) perfil (?:\w+ ){0,3}(?:llamo|llamado|linkedin)|(?:abiert\w) a (?:nuevas|escuchar|valorar|un cambio)|conoces a alguien|te interesaria",
        r"(?:postulacion|candidatura|solicitud|inscripcion) (?:\w+ ){0,4}(?:incompleta|sin (?:terminar|enviar|completar)|pendiente|a medias|borrador)|(?:completa|termina|finaliza|continua)\w* (?:tu|su) (?:postulacion|candidatura|solicitud|inscripcion)|borrador|aun no (?:has|ha) (?:enviado|completado|terminado)",
        r"(?:confirma|verifica|activa|valida)\w* (?:tu|su) (?:correo|email|e-mail|cuenta|direccion)|contrasena|codigo de verificacion",
        r"encuesta|tu opinion|su opinion|anonim\w",
        r"(?:placer|alegra|encanta|complace).{0,40}(?:ofrecer\w* el puesto|oferta de (?:trabajo|empleo))|carta oferta|contrato de trabajo|retirad\w (?:tu|su) candidatura|baja de (?:tu|su) candidatura",
    ),
)
