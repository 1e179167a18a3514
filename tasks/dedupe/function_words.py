"""Words that hold sentences together in languages of the trade press other than English; all of them tell nothing of a story."""

_WORDS = {
    "de": (
        "ab aber alle allem allen aller alles als also am an andere anderen auch auf aus außerdem bei beim bereits bis bisher "
        "da dabei dafür damit danach daran darauf dass davon dazu dem den denen denn der deren des dessen die dies diese "
        "diesem diesen dieser dieses doch dort durch ein eine einem einen einer eines er erst es etwa etwas für gegen gegenüber "
        "gibt hat hatte hatten haben habe hier ihm ihn ihr ihre ihrem ihren ihrer ihres im immer in ist ja jede jeden jeder "
        "jedoch jetzt kann kein keine keinen können konnte laut machen mehr mit mehrere müssen muss nach nachdem neben neue "
        "neuen nicht noch nun nur ob oder ohne rund schon sehr sei seien sein seine seinem seinen seiner seit sich sie sind so "
        "sollen soll sollte sowie trotz um und uns unter viel viele vielen vom von vor während waren weil weitere weiteren wenn "
        "werden werde wie wieder wird wurde wurden will wollen wollte würde würden zu zum zunächst zur zwei zwischen über "
        "sagte sagten teilte mitteilte angaben prozent millionen milliarden euro jahr jahre jahren montag dienstag mittwoch "
        "donnerstag freitag samstag sonntag"
    ),
    "fr": (
        "afin ainsi alors après au aucun aucune aussi autre autres aux avaient avait avant avec avoir ayant bien car ce ceci "
        "cela celle celles celui ces cet cette ceux chaque chez comme contre dans de depuis des deux dès dont du elle elles en "
        "encore entre est et étaient était étant été être eu eux fait faire faut grâce hui il ils jusqu jusque la le les leur "
        "leurs lors lorsque lui mais même mêmes mettre moins ne ni nous nos notre nouveau nouvelle on ont ou où par parmi pas "
        "pendant peu peut peuvent plus plusieurs pour pourrait puis qu quand que quel quelle quelques qui quoi sa sans se "
        "selon sera seront ses si sinon soit sont sous sur ta tandis tel telle tous tout toute toutes très trois un une va "
        "vers vont vous aujourd déjà doit doivent dit dire affirmé déclaré ans année années mois jour jours lundi mardi "
        "mercredi jeudi vendredi samedi dimanche euros pourcent millions milliards"
    ),
    "es": (
        "al algo algunos algunas ante antes año años aquí así aún aunque bajo bien cada casi como con contra cual cuales cuando "
        "cuenta cómo da dado de debe deben del desde después dicho dijo donde dos durante el él ella ellas ellos en entre era "
        "eran es esa ese eso esta está están estar estas este esto estos fue fueron gran ha haber había han hacer hace hacia "
        "hasta hay hoy incluso la las le les lo los luego más mayor me mediante mejor mes meses mi mientras millones misma "
        "mismo mucho muchos muy nada ni no nos nuestra nuestro nueva nuevo nunca o otra otras otro otros para pero poco por "
        "porque primer primera puede pueden pues que qué quien quienes se sea según ser será si sí sido siempre sin sino "
        "sobre son su sus también tan tanto tener tiene tienen toda todas todo todos tras tres un una unas uno unos varios "
        "ya lunes martes miércoles jueves viernes sábado domingo euros ciento"
    ),
    "it": (
        "agli ai al alla alle allo anche ancora anni anno avere aveva che chi ci come con contro cosa così cui da dagli dai dal "
        "dalla dalle dei degli del della delle dello dopo dove due durante è ed era erano essere fa fino fra già gli grazie ha "
        "hanno il in invece io la le lo loro ma mentre mesi milioni miliardi molto negli nei nel nella nelle nello no noi non "
        "nostra nostro nuova nuovo ogni oltre ora per perché più poi prima primo proprio può qualche quale quando quanto quasi "
        "quella quelle quello questa queste questi questo qui se secondo sempre senza si sia sono sotto stata state stati stato "
        "su sua sue sugli sui sul sulla sulle suo suoi tra tre tutta tutte tutti tutto un una uno verso vi euro"
    ),
    "nl": (
        "aan af al alle als bij daar dan dat de deze die dit door dus een eerste en er euro gaan geen gaat had haar hebben heeft "
        "hem het hij hun ik in is ja jaar je kan kunnen maar meer met miljoen miljard moet moeten na naar niet nieuwe nog nu "
        "of om onder ook op over procent sinds te tegen ten tijdens toch toen tot tussen twee uit van veel vanaf volgens "
        "voor vooral waar waren was wat wel werd werden wil willen worden wordt ze zal zei zich zij zijn zo zou zouden"
    ),
    "pt": (
        "a à ao aos até anos após apenas as às assim cada com como contra da das de depois desde do dos duas dois e é ela elas "
        "ele eles em entre era essa esse esta está estão este foi foram há isso isto já lhe mais mas mesmo milhões muito na nas "
        "não nem no nos nossa nosso nova novo num numa o os ou para pela pelas pelo pelos pode podem por porque quando que "
        "quem se segundo sem ser será seu seus sob sobre sua suas são também tem têm ter todos um uma vai"
    ),
}  # fmt: skip

FUNCTION_WORDS = frozenset(word for words in _WORDS.values() for word in words.split())
