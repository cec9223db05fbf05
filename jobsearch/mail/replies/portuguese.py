"""Portuguese, of Portugal and of Brazil."""

from jobsearch.mail.replies.phrases import Phrases

_APPLICATION = r"(?:candidatura|inscricao|cv|curriculo|curriculum)"

PORTUGUESE = Phrases(
    rejected=r"(?:ficar|fechad\w|fechar|fechamos|ficamos|seguimos) com outr|nao (?:rolou|deu|foi desta|vai ser)|"
    r"(?:contrat\w+|escolh\w+|fic\w+|segu\w+|fech\w+)[^.!?]*?(?:com )?(?:uma pessoa|um profissional|outr[oa])|"
    r"nao (?:dar\w+|tera|teremos|havera)[^.!?]*?(?:continuidade|seguimento|prosseguimento|andamento)|continue tentando|"
    r"(?:ocupad\w|preenchid\w|excluid\w|eliminad\w|desclassificad\w|reprovad\w|rejeitad\w|recusad\w|indeferid\w|encerrad\w)\b|"
    r"nao (?:reun\w+|atend\w+|cumpr\w+|preench\w+|satisf\w+|obteve|passou|passaste)|"
    r"banco de talentos|outr[oa] (?:candidat\w|pessoa|profissional)|"
    r"mais experiencia (?:em|com|que|na|no)|"
    r"(?:avancar|seguir|prosseguir|continuar|opt\w+|decidimos|escolh\w+|selecion\w+|contrat\w+)[^.!?]*?(?:outr[oa]s?\b|uma pessoa|um profissional|um candidato|alguem)|"
    r"\bnao\b[^.!?]{0,60}?(?:classificad\w|selecionad\w|aprovad\w|escolhid\w|avanc\w+|segui\w*|segue|prossegu\w+|continu\w+|possivel|adiante|encaix\w+|correspond\w+|oferecer)|"
    r"(?:sucesso|sorte|felicidades|melhor)[^.!?]*?(?:busca|procura|carreira|futur\w*|profissiona\w*|percurso|jornada|projet\w*)|"
    r"caminhos se (?:cruzem|encontrem)|(?:mant\w*|guard\w*|conserv\w*|ficar\w*)[^.!?]*?(?:curriculo|cv|dados|perfil)[^.!?]*?(?:futur\w+|proxim\w+|outras)|"
    r"(?:vaga|processo|posicao)[^.!?]*?(?:encerrad\w|preenchid\w|cancelad\w|suspens\w)|"
    r"(?:optamos|optou-se|decidimos|escolhemos)(?: \w+){0,4} (?:por|com|outr[oa])(?: \w+){0,2} (?:candidat|perfi|profissiona)\w*|nao (?:foi|sera|e) possivel(?:[^.!?]{0,40}?)(?:candidatura|avancar|considerar|seguir)|(?:infelizmente|lament|pena)\w*(?:[^.!?]*?)(?:outr[oa]s?|nao|informar|comunicar|encerrad\w|preenchid\w)|"
    r"(?:seguir|avancar|prosseguir|continuar|optamos por|escolhemos|selecionamos)(?: \w+){0,3} outr[oa]s? "
    r"(?:candidat\w+|perfi\w+|pesso\w+)|nao (?:foi|foste|fomos|iremos|vamos|podemos|poderemos|sera)(?:[^.!?]{0,40}?)"
    r"(?:selecionad\w|aprovad\w|escolhid\w|avancar|seguir|prosseguir|continuar|possivel)|"
    r"(?:vaga|posicao|lugar)(?:[^.!?]{0,40}?)(?:preenchid\w|encerrad\w|cancelad\w)",
    interview=r"(?:marcar|agendar|combinar)[^.!?]*?(?:videochamada|chamada|conversa|entrevista|visita|reuniao)|passou (?:a|para a) (?:fase|etapa|proxima)|"
    r"\b(?:convers\w*|passar|vir|visita\w*|entrevista\w*|falar|ligar|ligacao|conhec\w*|cafe|reuniao|videochamada|encontr\w*|bate-papo)\b[^.!?]*?(?:\b(?:segunda|terca|quarta|quinta|sexta|amanha)\b|\d{1,2} ?h\b|\d{1,2}:\d\d|as \d|agenda|minutos|calendario|proxima semana)|"
    r"(?:\b(?:segunda|terca|quarta|quinta|sexta|amanha)\b|\d{1,2} ?h\b|\d{1,2}:\d\d|as \d|agenda|minutos|calendario|proxima semana)[^.!?]*?\b(?:convers\w*|passar|vir|visita\w*|entrevista\w*|falar|ligar|ligacao|conhec\w*|cafe|reuniao|videochamada|encontr\w*|bate-papo)\b|"
    r"(?:saber|conhecer) mais (?:de|sobre) (?:ti|si|voce|o seu|a sua)|"
    r"(?:falar|conversar|conhecer|ligar|reunir|entrevista\w*|telefone\w*|chamada|videochamada|conversa)\b[^.!?]*?(?:contigo|consigo|com (?:voce|o senhor|a senhora)|segunda|terca|quarta|quinta|sexta|amanha|semana|\d{1,2}h|\d{1,2}:\d\d)|"
    r"(?:queri\w+|gosta\w+|adora\w+|quer\w+|convid\w+|propo\w+)[^.!?]*?(?:falar|conversa\w*|conhec\w*|entrevist\w*|reuni\w*|ligar|chamada)|"
    r"(?:quando|que dia|qual|quais)[^.!?]*?(?:jeito|melhor|disponib\w*|livre|convem|horario\w*)|"
    r"(?:proxima|segunda) (?:fase|etapa)[^.!?]*?(?:entrevista|conversa|teste|com\b)|teste tecnico|"
    r"(?:gostavamos|gostava|estas?|esta) (?:de falar|disponivel)(?:[^.!?]*)|confirm\w+(?:[^.!?]*?)(?:sua|tua|a) entrevista|(?:gostariamos|gostaria|queremos|adorariamos|convid|convoc|agendar|marcar|convite|propomos)\w*(?:[^.!?]*?)"
    r"(?:entrevista|conversa\w*|bate-papo|conhecer|videochamada|chamada|reuniao|ligacao)|"
    r"(?:qual|que) (?:horario|dia|hora)(?: \w+){0,3} (?:melhor|bem)|(?:sua|tua) disponibilidade|"
    r"escolh\w+ (?:um|o) (?:melhor )?horario|entrevista(?: \w+){0,3} (?:no dia|dia \d|as \d)",
    acknowledged=r"acusamos|(?:rece[pc]+ao|recebimento)[^.!?]*?candidatura|"
    r"(?:candidatura|inscricao|curriculo|cv)[^.!?]*?(?:conclu\w+|finalizad\w|enviad\w|recebid\w|registrad\w|registad\w|analise)|(?:obrigad\w|agradec\w+)[^.!?]*?(?:interesse|candidat\w*|inscri\w*|participar)|"
    r"(?:candidatura|curriculo|cv|inscricao)[^.!?]*?(?:recebid\w|chegou|registad\w|registrad\w|em analise|com sucesso)|"
    r"(?:recebemos|recebido)[^.!?]{0,40}?(?:candidatura|curriculo|cv|inscricao)|"
    r"entraremos em contac?to|aguarde o (?:nosso )?contac?to|"
    rf"(?:recebemos|rece[pc]*cao|recebimento|recebida|confirmamos)(?:[^.!?]{{0,30}}?){_APPLICATION}|"
    rf"{_APPLICATION}(?:[^.!?]{{0,50}}?)(?:com sucesso|recebid\w|registad\w|registrad\w|realizad\w|enviad\w)|"
    rf"(?:obrigad\w|agradecemos)(?:[^.!?]{{0,40}}?){_APPLICATION}|(?:analisar|avaliar|analise)(?:[^.!?]{{0,30}}?)"
    rf"{_APPLICATION}",
    yours=r"(?:sua|seu|tua|teu) (?:\w+ )?(?:candidatura|curriculo|cv|perfil|inscricao|interesse)|processo (?:seletivo|de recrutamento|de selecao)|"
    r"(?:sua|seu|tua|teu) (?:\w+ )?(?:candidatura|inscricao|curriculo|cv|perfil|participacao)|"
    r"processo (?:seletivo|de recrutamento)|candidatura a\b",
    about=r"concursal|contratando|clinica|etapas|"
    r"candidat|vaga|recrut|experiencia|profissiona|seletivo|entrevista|curriculo|cv\b|inscricao|perfil|emprego",
    conditional=r"\b(?:se (?:o|a|for|houver|voce)|caso (?:o|a|haja|seja|tenha)|quando)\b",
    bulk=r"cancelar (?:a )?(?:inscricao|subscricao)|novas vagas|alerta de vagas|leia no site|nossas dicas|boletim|"
    r"candidate-se",
)
