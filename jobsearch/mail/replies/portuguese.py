"""Portuguese, of Portugal and of Brazil."""

from jobsearch.mail.replies.phrases import Phrases

_APPLICATION = r"(?:candidatura|inscricao|cv|curriculo|curriculum)"

PORTUGUESE = Phrases(
    rejected=r"(?:optamos|optou-se|decidimos|escolhemos)(?: \w+){0,4} (?:por|com|outr[oa])(?: \w+){0,2} (?:candidat|perfi|profissiona)\w*|nao (?:foi|sera|e) possivel(?:[^.!?]{0,40}?)(?:candidatura|avancar|considerar|seguir)|(?:infelizmente|lament|pena)\w*(?:[^.!?]*?)(?:outr[oa]s?|nao|informar|comunicar|encerrad\w|preenchid\w)|"
    r"(?:seguir|avancar|prosseguir|continuar|optamos por|escolhemos|selecionamos)(?: \w+){0,3} outr[oa]s? "
    r"(?:candidat\w+|perfi\w+|pesso\w+)|nao (?:foi|foste|fomos|iremos|vamos|podemos|poderemos|sera)(?:[^.!?]{0,40}?)"
    r"(?:selecionad\w|aprovad\w|escolhid\w|avancar|seguir|prosseguir|continuar|possivel)|"
    r"(?:vaga|posicao|lugar)(?:[^.!?]{0,40}?)(?:preenchid\w|encerrad\w|cancelad\w)",
    interview=r"(?:gostavamos|gostava|estas?|esta) (?:de falar|disponivel)(?:[^.!?]*)|confirm\w+(?:[^.!?]*?)(?:sua|tua|a) entrevista|(?:gostariamos|gostaria|queremos|adorariamos|convid|convoc|agendar|marcar|convite|propomos)\w*(?:[^.!?]*?)"
    r"(?:entrevista|conversa\w*|bate-papo|conhecer|videochamada|chamada|reuniao|ligacao)|"
    r"(?:qual|que) (?:horario|dia|hora)(?: \w+){0,3} (?:melhor|bem)|(?:sua|tua) disponibilidade|"
    r"escolh\w+ (?:um|o) (?:melhor )?horario|entrevista(?: \w+){0,3} (?:no dia|dia \d|as \d)",
    acknowledged=rf"(?:recebemos|rece[pc]*cao|recebimento|recebida|confirmamos)(?:[^.!?]{{0,30}}?){_APPLICATION}|"
    rf"{_APPLICATION}(?:[^.!?]{{0,50}}?)(?:com sucesso|recebid\w|registad\w|registrad\w|realizad\w|enviad\w)|"
    rf"(?:obrigad\w|agradecemos)(?:[^.!?]{{0,40}}?){_APPLICATION}|(?:analisar|avaliar|analise)(?:[^.!?]{{0,30}}?)"
    rf"{_APPLICATION}",
    yours=r"(?:sua|seu|tua|teu) (?:\w+ )?(?:candidatura|inscricao|curriculo|cv|perfil|participacao)|"
    r"processo (?:seletivo|de recrutamento)|candidatura a\b",
    about=r"candidat|vaga|recrut|seletivo|entrevista|curriculo|cv\b|inscricao|perfil|emprego",
    conditional=r"\b(?:se (?:o|a|for|houver|voce)|caso (?:o|a|haja|seja|tenha)|quando)\b",
    bulk=r"cancelar (?:a )?(?:inscricao|subscricao)|novas vagas|alerta de vagas|leia no site|nossas dicas|boletim|"
    r"candidate-se",
)
