"""Portuguese phrases, for Portugal and Brazil."""

from jobsearch.mail.replies.phrases import Phrases, any_of

_APPLICATION = r"(?:candidatura|inscricao|cv|curriculo|curriculum)"

PORTUGUESE = Phrases(
    common=r"\b(?:o|os|as|e|sua|seu|voce|para|pra|uma?|do|da|com|no|na|em|que|nao|pelo|pela)\b",
    rejected=any_of(
        r"(?:ficar|fechad\w|fechar|fechamos|ficamos|seguimos) com outr|nao (?:rolou|deu|foi desta|vai ser)|"
        r"(?:contrat\w+|escolh\w+|fic\w+|segu\w+|fech\w+)[^.!?]*?(?:com )?(?:uma pessoa|um profissional|\boutr[oa])|"
        r"nao (?:dar\w+|tera|teremos|havera)[^.!?]*?(?:continuidade|seguimento|prosseguimento|andamento)|continue tentando|"
        r"(?:ocupad\w|preenchid\w|excluid\w|eliminad\w|desclassificad\w|reprovad\w|rejeitad\w|recusad\w|indeferid\w|encerrad\w)\b|"
        r"nao (?:reun\w+|atend\w+|cumpr\w+|preench\w+|satisf\w+|obteve|passou|passaste)|"
        r"banco de talentos|\boutr[oa] (?:candidat\w|pessoa|profissional)|"
        r"mais experiencia (?:em|com|que|na|no)|"
        r"(?:avancar|seguir|prosseguir|continuar|opt\w+|decidimos|escolh\w+|selecion\w+|contrat\w+)[^.!?]*?(?:outr[oa]s?\b|uma pessoa|um profissional|um candidato|alguem)|"
        r"\bnao\b[^.!?]{0,60}?(?:classificad\w|selecionad\w|aprovad\w|escolhid\w|avanc\w+|segui\w*|segue|prossegu\w+|continu\w+|possivel|adiante|encaix\w+|correspond\w+|oferecer)|"
        r"(?:sucesso|sorte|felicidades|melhor)[^.!?]*?(?:busca|procura|carreira|futur\w*|profissiona\w*|percurso|jornada|projet\w*)|"
        r"caminhos se (?:cruzem|encontrem)|(?:mant\w*|guard\w*|conserv\w*|ficar\w*)[^.!?]*?(?:curriculo|cv|dados|perfil)[^.!?]*?(?:futur\w+|proxim\w+|outras)|"
        r"(?:vaga|processo|posicao)[^.!?]*?(?:encerrad\w|preenchid\w|cancelad\w|suspens\w)|"
        r"(?:optamos|optou-se|decidimos|escolhemos)(?: \w+){0,4} (?:por|com|\boutr[oa])(?: \w+){0,2} (?:candidat|perfi|profissiona)\w*|nao (?:foi|sera|e) possivel(?:[^.!?]{0,40}?)(?:candidatura|avancar|considerar|seguir)|(?:infelizmente|lament|pena)\w*(?:[^.!?]*?)(?:outr[oa]s?|nao|informar|comunicar|encerrad\w|preenchid\w)|"
        r"(?:seguir|avancar|prosseguir|continuar|optamos por|escolhemos|selecionamos)(?: \w+){0,3} \boutr[oa]s? "
        r"(?:candidat\w+|perfi\w+|pesso\w+)|nao (?:foi|foste|fomos|iremos|vamos|podemos|poderemos|sera)(?:[^.!?]{0,40}?)"
        r"(?:selecionad\w|aprovad\w|escolhid\w|avancar|seguir|prosseguir|continuar|possivel)|"
        r"(?:vaga|posicao|lugar)(?:[^.!?]{0,40}?)(?:preenchid\w|encerrad\w|cancelad\w)",
        r"\bnao (?:\w+ ){0,4}(?:avanc\w+|segui\w*|segue\w*|prossegu\w+|continu\w+|foi|selecion\w+|aprovad\w|admitid\w|escolhid\w|considerad\w|contemplad\w|compativel|favoravel|aceite|encaix\w+|recai\w*|contar com (?:voce|a sua|o seu))\b|\b(?:decid\w+|opt\w+|escolh\w+|selecion\w+|contrat\w+|fechamos|ficamos|seguimos|seguir\w*|segui\w*|avanc\w+|prossegu\w+|reca\w+|encontr\w+|preench\w+|demos)\b.{0,50}(?:outr[oa]s?\b|alguem|uma pessoa|uma colega|um colega|um candidat\w|uma candidat\w|candidat\w+ (?:com|que|cuj\w)|perfi\w+ (?:mais|com)|intern[oa])|sem (?:voce|si|ti)\b|(?:vaga|posicao|lugar|funcao|posto)\b.{0,50}(?:preenchid\w|ocupad\w|cancelad\w|suspens\w|congelad\w)|perfi\w+ (?:\w+ )?(?:mais|maior) (?:ade[rq]\w+|alinhad\w+|proxim\w+|ajust\w+)|nao (?:\w+ ){0,2}(?:boas? noticias?|a noticia|a resposta)|ma noticia|excluid[oa] d[oa]",
    ),
    regrets=(
        (2, r"infelizmente|lament|\bpena\b"),
        (
            2,
            r"(?:sucesso|sorte|felicidades|o melhor|boa).{0,40}(?:busca|procura|carreira|futur|profissiona|percurso|jornada|caminhada)",
        ),
        (
            1,
            r"banco de talentos|(?:mant|guard|conserv|ficar|continua)\w*.{0,40}(?:curriculo|cv|dados|perfil|base|banco)|futur\w+ (?:processos|oportunidades|vagas)",
        ),
        (1, r"(?:grande|elevado|muitas|numero|alto|mais de \d+).{0,30}(?:candidat|inscric|perfi)"),
        (1, r"(?:apos|depois de) .{0,30}(?:analis|avalia|anali)|cuidad"),
        (2, r"\boutr[oa]s? (?:candidat|perfi|pessoa)|mais experiencia|experiencia mais"),
        (1, r"(?:obrigad|agradec)\w*.{0,50}(?:tempo|entrevista|conversa|participa|esforco)"),
    ),
    interview=any_of(
        r"\b(?:venha|vem|passe|passa|apareca|aparece)\b.{0,50}(?:segunda|terca|quarta|quinta|sexta|sabado|amanha|hoje)",
        r"(?:marcar|agendar|combinar)[^.!?]*?(?:videochamada|chamada|conversa|entrevista|visita|reuniao)|passou (?:a|para a) (?:fase|etapa|proxima)|"
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
        r"(?:propo\w+|gost\w+|quer\w+|queria|adorar\w+|convid\w+|convoc\w+|marcar|agendar|combinar|chamar|vamos|bora|podemos)\b.{0,60}(?:entrevista\w*|conversa\w*|papo|bate-papo|conhec\w+|falar|reuni\w+|chamada|videochamada|cafe\b|encontro|experimentar|teste)|(?:consegue\w*|pode\w*|podia\w*|podes|tem|tens|teria|estaria\w*|esta|topa)\b.{0,60}(?:passar|vir|aparecer|dar um (?:salto|pulo)|disponi\w+|livre|conversar|falar|minut\w+|hoje|amanha|segunda|terca|quarta|quinta|sexta).{0,60}\?|(?:compare\w+|apresent\w+-se|dirija-se)\b.{0,80}(?:\d|entrevista|dinamica|juri)|(?:selecionad\w|aprovad\w|convocad\w|passou|avancou|avanca|passaste) (?:\w+ ){0,2}(?:a |para |pra |pro )(?:a |o )?(?:\w+ )?(?:fase|etapa|entrevista|dinamica|prova)|(?:metodo de selecao|entrevista profissional|entrevista de (?:avaliacao|selecao))\b.{0,60}\d|calendly|\buma call\b|escolh\w+ .{0,20}(?:horario|data|dia)",
    ),
    meeting=r"\b(?:entrevista\w*|conversa\w*|papo|bate-papo|conhec\w+|falar|ligar|ligacao|reuniao|reunir|chamada|videochamada|cafe\b|encontr\w+|passar|vir\b|passe\b|dinamica|prova|teste|juri|compare\w+|meet\b|zoom|teams|apresent\w+-se)",
    elsewhen=r"(?:obrigad\w|agradec\w+|apos|depois d[aoe]|gostamos|prazer) .{0,50}(?:entrevista|conversa|tempo|conhecer|reuniao|visita|papo|falar)|futur\w|mais tarde|geralmente|normalmente|feedback",
    acknowledged=any_of(
        r"acusamos|(?:rece[pc]+ao|recebimento)[^.!?]*?candidatura|"
        r"(?:candidatura|inscricao|curriculo|cv)[^.!?]*?(?:conclu\w+|finalizad\w|enviad\w|recebid\w|registrad\w|registad\w|analise)|(?:obrigad\w|agradec\w+)[^.!?]*?(?:interesse|candidat\w*|inscri\w*|participar)|"
        r"(?:candidatura|curriculo|cv|inscricao)[^.!?]*?(?:recebid\w|chegou|registad\w|registrad\w|em analise|com sucesso)|"
        r"(?:recebemos|recebido)[^.!?]{0,40}?(?:candidatura|curriculo|cv|inscricao)|"
        r"entraremos em contac?to|aguarde o (?:nosso )?contac?to|"
        rf"(?:recebemos|rece[pc]*cao|recebimento|recebida|confirmamos)(?:[^.!?]{{0,30}}?){_APPLICATION}|"
        rf"{_APPLICATION}(?:[^.!?]{{0,50}}?)(?:com sucesso|recebid\w|registad\w|registrad\w|realizad\w|enviad\w)|"
        rf"(?:obrigad\w|agradecemos)(?:[^.!?]{{0,40}}?){_APPLICATION}|(?:analisar|avaliar|analise)(?:[^.!?]{{0,30}}?)"
        rf"{_APPLICATION}",
        r"(?:candidatura|inscricao|curriculo|cv|curriculum|documentos|documentacao|dados)\b.{0,60}(?:deu entrada|efetivad\w|receb\w+|regist\w+|chegou|ca chegou|sucesso|analise|analisad\w|submetid\w|enviad\w|encaminhad\w|conclu\w+|conosco|connosco|em maos|nas maos)|(?:receb\w+|chegou|ca tenho|tenho (?:ca )?o|registamos|registramos|confirm\w+|encaminh\w+|temos)\b.{0,50}(?:candidatura|inscricao|curriculo|cv\b|curriculum)|(?:obrigad\w|agradec\w+|valeu)\b.{0,60}(?:candidat\w+|inscri\w+|curriculo|cv\b|interesse|enviar|envio)|acusamos|aviso de rece\w+",
    ),
    receipts=(
        (1, r"contac?t|retorno|noticias|resposta|avisamos|voltamos a|falamos"),
        (1, r"analis|avali|ler\b|ver\b|apreci"),
        (1, r"obrigad|agradec|valeu"),
        (1, r"referencia|automatic|nao responda"),
        (1, r"recebid|recebemos|registad|registrad|chegou"),
    ),
    yours=any_of(
        r"(?:sua|seu|tua|teu) (?:\w+ )?(?:candidatura|curriculo|cv|perfil|inscricao|interesse)|processo (?:seletivo|de recrutamento|de selecao)|"
        r"(?:sua|seu|tua|teu) (?:\w+ )?(?:candidatura|inscricao|curriculo|cv|perfil|participacao)|"
        r"processo (?:seletivo|de recrutamento)|candidatura a\b",
        r"(?:sua|seu|tua|teu) (?:\w+ ){0,2}(?:candidatura|curriculo|entrevista|processo|inscricao|participacao)|candidatura (?:submetida|recebida|enviada|apresentada)|vaga de|voce (?:se candidatou|foi selecionad\w)|processo seletivo",
    ),
    about=r"balconista|empregad[oa] de mesa|garcom|atendente|vendedor|estagiari|contratar|concursal|contratando|clinica|etapas|"
    r"candidat|vaga|recrut|experiencia|profissiona|seletivo|entrevista|curriculo|cv\b|inscricao|perfil|emprego"
    r"|selecao\b|etapa\b|escolha\b|recepcionista|rececionista|outra pessoa|inscricoes|posicao\b|juri\b|trabalho|turno|contratacao|estagio|time de|\brh\b",
    conditional=any_of(
        r"\b(?:se (?:o|a|for|houver|voce)|caso (?:o|a|haja|seja|tenha)|quando(?! (?:pod\w+|te|lhe|seria|teria|voce pod\w+)))\b",
        r"(?:apenas|so|somente) (?:\w+ ){0,4}(?:candidat\w+|pessoas|perfis|selecionad\w+)|\bse (?:nao|o seu|a sua|avancar|for|quiser|tiver|passar)\b|as entrevistas (?:serao|decorr|vao|terao)|nao comparencia|falta de comparencia|individualmente|a todos|eventual|caso (?:nao|avance|queira|pretenda|contrario)|podera(?:o)? ser|lista de candidatos",
    ),
    bulk=r"cancelar (?:a )?(?:inscricao|subscricao)|novas vagas|alerta de vagas|leia no site|nossas dicas|boletim|"
    r"candidate-se"
    r"|webinar|(?<!-)\bfeira\b|inscreva-se|inscreve-te|inscricoes abertas|candidaturas abertas|vagas (?:para voce|parecidas|semelhantes|abertas)|newsletter|entrada gratuita|bilhetes|ingressos|workshop|vagas limitadas|alerta de emprego|portas abertas",
    other=any_of(
        r"(?:vi|vimos|encontrei|achei) (?:\w+ ){0,2}(?:seu|teu) perfil|(?:seu|teu) perfil (?:\w+ ){0,3}(?:chamou|linkedin)|abert\w a (?:novas|novos|ouvir|uma mudanca|propostas)|conhece alguem|indicar alguem",
        r"(?:candidatura|inscricao|curriculo) (?:\w+ ){0,4}(?:incomplet\w|por (?:concluir|terminar|submeter)|pendente|rascunho)|(?:conclua|termine|finalize|complete|continue) (?:a )?(?:sua|tua)? ?(?:candidatura|inscricao)|rascunho|ainda nao (?:foi|enviou|concluiu|submeteu|finalizou)",
        r"(?:confirm|verifi|ativ|valid)\w+ (?:o |a )?(?:seu|sua|teu) (?:e-?mail|conta|endereco)|palavra-passe|senha|codigo de verificacao",
        r"inquerito|pesquisa de|questionario|sua opiniao|anonim\w",
        r"(?:prazer|alegria|satisfacao|felizes).{0,40}(?:oferecer|proposta de (?:trabalho|emprego))|carta proposta|contrato de trabalho|desistencia|retirou a candidatura",
    ),
)
