"""What the words of a block say of it: calls to action, newsletters, forms, credits, boilerplate of issuers.

The rules know the language of furniture, not the names of sites. They serve pages and plain text alike.
"""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class WordingRule:
    """A pattern that names the kind of a block; `whole` patterns must cover the block, others are searched for.

    Blocks longer than `at_most` characters are articles that merely use such words.
    """

    rule_id: str
    kind: str
    pattern: str
    at_most: int
    whole: bool = False


_ITEM = r"(?:report|reports|white ?paper|whitepaper|e-?book|guide|brochure|case study|fact ?sheet|infographic|webinar|podcast|survey|sample|copy|issue|digital edition|magazine|pdf|press kit|media kit|catalogue|catalog|checklist|toolkit|presentation|slides|trial|demo|event|conference|tickets?|pass|seat|place|app|account|membership|subscription|access|profile|briefing|course)"
_LETTER = r"(?:newsletters?|e-?newsletters?|e-?mail alerts?|news alerts?|alerts|daily (?:brief|briefing|digest|news|update|round-?up|e-?mail|bulletin)|weekly (?:brief|briefing|digest|news|update|round-?up|e-?mail|bulletin)|morning (?:brief|briefing|email)|mailing list|inbox|bulletins?|news round-?up)"
_MORE = r"(?:more|now|here|today|in full|further|on|all|details|full (?:story|article|report)|the (?:full|whole|rest|original|complete) (?:story|article|report|release|text)|how|why|the impact|article|story|report|bio|less|comments?)"

_SHARED = r"(?:share|tweet|pin|e-?mail|print|link|facebook|twitter|linkedin|whatsapp|reddit|pinterest|telegram|messenger|flipboard|bookmark|comments?|size|tumblr|sms)"
_SHARE_WORD = r"(?:shares?|sharing|tweets?|pin|it|e-?mail|print|save|copy|link|facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|messenger|flipboard|pocket|bookmark|comments?|like|follow|text|font|size|\d+[km]?|this|article|story|on|via|to|by|post|friend|with|a|an|and|or|more|sms|tumblr|vk|line|listen|gift|mail|instagram|youtube|rss|aa|is|caring|click|us|me)"

RULES: tuple[WordingRule, ...] = (
    # calls to action
    WordingRule("call_to_action", "promotion", rf"(?:click (?:here )?(?:to )?)?(?:find out|read|learn|discover|see|view|explore|show|load|get|download|buy|register|apply|enter|nominate|book|order|shop|watch|listen|subscribe|sign up|join|start|try|contact us|enquire|request|donate|vote|tell me|know|continue)(?: \w+){{0,2}} {_MORE}(?: about .{{0,40}})?\s*[.!>»›→…]*", 70, whole=True),
    WordingRule("call_to_get", "promotion", rf"(?:please |simply |now |click (?:here )?to )?(?:download|get|buy|purchase|order|request|access|claim|grab|receive|unlock|reserve|book|register for|sign up for|subscribe to|join|try|start|become|secure|view|read|see|explore|browse|preview|compare|save) (?:now |here )?(?:a |an |the |your |our |this |free |my |all |\d+%? (?:off )?)*(?:[\w'’&-]+ ){{0,5}}{_ITEM}s?\b(?: (?:now|here|today|free|for free|below|pdf|as pdf|at no cost|online))*\s*[.!>»›→]*", 110, whole=True),
    WordingRule("click_here", "promotion", r"\b(?:click|tap) (?:here|below|to (?:subscribe|read|watch|view|enlarge|download|tweet|see|buy|shop|register|share)|the (?:link|button)|on the (?:link|button|image))\b", 220),
    WordingRule("shop_now", "promotion", r"(?:buy|shop|order|pre-?order|enquire|apply|register|subscribe|enrol|donate|nominate|enter|download|join|learn more|book)(?: (?:it|yours|them))?(?: now| here| today| online| at amazon| on amazon)?\s*[!>»›→.]*", 40, whole=True),
    WordingRule("view_offer", "promotion", r"(?:view|see|get|check) (?:the )?(?:deal|offer|price|discount|profile|company profile)s?(?: .{0,30})?", 50, whole=True),
    WordingRule("advertisement", "promotion", r"(?:\W*)(?:advertisements?|adverts?|ads?|advertorial|anzeige|publicidad|publicité|publicidade|pubblicità|werbung|реклама|광고|sponsored(?: content| post)?|paid (?:content|post|partnership)|partner content|promoted(?: content)?|from our (?:partners?|sponsors?)|(?:story|article|advertisement|content) continues below(?: .{0,30})?|continue reading (?:below|the main story)|scroll (?:down )?(?:to continue|for more).{0,40}|(?:article|story) continues after.{0,30}|skip (?:ad|advertisement|to .{0,30})|loading\W*)(?:\W*)", 90, whole=True),
    WordingRule("in_association", "promotion", r"(?:sponsored by|promoted by|in association with|brought to you by|presented by).{0,60}", 90, whole=True),
    WordingRule("continues_below", "promotion", r"\b(?:article|story|post) continues (?:below|after)\b|\bcontinue reading below\b", 120),
    WordingRule("free_thing", "promotion", rf"(?:free|new|exclusive|featured|latest|premium|recommended|sponsored|must-?read|on-?demand|upcoming|related)(?: \w+){{0,2}} {_ITEM}s?\s*[:!]?", 50, whole=True),
    WordingRule("labelled_thing", "promotion", r"(?:free |sponsored |exclusive |featured |on-demand |upcoming |live |new |download:? )*(?:white ?paper|e-?book|webinar|webcast|case study|infographic|brochure|buyer[’']?s guide|free report|free guide|sponsored report|virtual event|on-demand event)s?\s?[:|–—-]\s.{3,140}", 180, whole=True),
    WordingRule("sales_pitch", "promotion", r"\b(?:gain (?:a |the |your )?(?:competitive|decisive|unfair|real) (?:edge|advantage)|stay (?:ahead|proactive|informed|up[- ]to[- ]date|one step ahead|in the know|connected|on top)\b|give your (?:business|company|team|brand|organi[sz]ation) (?:an|the|a)\b|save hours of|powered by \w+data|real-time data and|catch you off guard|reach (?:engaged|decision|senior|qualified|thousands of|our audience|your (?:target|audience))|position your brand|premium (?:data|insights?|research) and|unlock (?:your|the|new|exclusive|unlimited|full|premium|deeper|growth|hidden|access|key|instant|expert|industry|insights?)|make (?:better|smarter|faster|more informed|confident)(?:,? [\w-]+){0,2} decisions|tailored to your|trusted by|join (?:over |more than )?[\d,]+[k+]* |take your \w+ to the next|don[’']t (?:miss|let|get left|wait|fall behind)|marketing that performs|advertise with|partner with us|become a (?:member|subscriber|partner|sponsor)|use (?:the |promo |coupon )*code\b|limited[- ](?:time|seats|places)|(?:early[- ]bird|discounted) (?:rate|price|ticket|registration|offer|booking)|save (?:up to )?(?:£|\$|€)?\d+|at your fingertips|one[- ]stop|book a demo|request a demo|free (?:sample|trial|download|copy|registration|demo|consultation)|no credit card|cancel any ?time|money[- ]back|add to (?:cart|basket))\b", 420),
    WordingRule("second_person_offer", "promotion", r"^(?:are you|do you|want to|looking (?:for|to)|need (?:to|a|help)|ready to|how well do you|how (?:will|would|can|does|do|is) you|would you like|have you|is your|can your|will you|did you know|enjoy(?:ed|ing)? (?:this|our|the)|like this (?:article|story)|liked this)\b[^\"“”]{0,160}\?", 260),
    WordingRule("intelligence_product", "promotion", r"(?:[\w&’'.]+ ){0,4}(?:strategic intelligence|market intelligence|business intelligence|intelligence cent(?:er|re)|intelligence platform|insights? platform|company profiles?|data insights|premium insights|research store|report store|buyer[’']?s guides?|jobs? board|media pack|excellence in action)", 70, whole=True),
    WordingRule("our_pages", "promotion", r"^for (?:more|all|the latest|further)\b[^.\"“”]{0,70}\b(?:see|visit|read|check|click|go to|listen|watch|follow|our)\b[^.]{0,80}\W*$|\b(?:in|on|visit|see|check|explore|browse|via|with) our (?:[\w’'&-]+ ){0,4}(?:trackers?|databases?|archives?|hub|pages?|section|coverage|collection|calendar|directory|special reports?|series|channels?|podcasts?|app|store|shop|website|site|live ?blog)\b|^(?:also |now )?available on (?:apple|spotify|google|amazon|youtube)\b.{0,60}", 180),
    WordingRule("your_buying_intent", "promotion", r"\b(?:your (?:download|free|copy|complimentary|competitors?|business needs|subscription|membership|pipeline needs|marketing|brand in front|seat|place|ticket|inbox|corporate e-?mail))\b", 380),
    WordingRule("awards_notice", "promotion", r"\b(?:nominations?|entries|submissions|applications|voting|registrations?|tickets?)\b[^.]{0,60}\b(?:are |is )?(?:now |still |officially )?(?:open|closed|closing|close|sale)\b|\b(?:excellence|innovation|industry|leadership|business|best practice|\w+) awards?\b[^.]{0,50}\b(?:nominat|nominate|finalists? (?:announced|revealed)|enter now|shortlist(?: is| announced| revealed)|winners? (?:announced|revealed)|entries)|\bhas won the\b[^.]{0,100}\baward\b.*\b(?:explore|discover|read|learn|find out|see) (?:how|more|why)\b|\b(?:enter|nominate) (?:your|a|now)\b[^.]{0,80}\bawards?\b", 420),
    WordingRule("event_notice_box", "promotion", r"^(?:join us|meet us|see you|register|save the date|book (?:now|your)|attend|don[’']t miss|upcoming (?:events?|webinars?)|(?:live |free |on-demand |upcoming )?webinar\b)\b[^\"“”]*", 260),
    # newsletters and subscriptions
    WordingRule("newsletter", "newsletter", rf"\b(?:sign(?:ing)?[ -]?up|subscribe|subscribing|register|delivered|straight|direct(?:ly)?|receive|get|enter your|join)\b[^.!?]{{0,90}}\b{_LETTER}\b", 420),
    WordingRule("newsletter_title", "newsletter", rf"(?:our |free |the |daily |weekly |email |e-mail |in brief )*(?:[\w’'&-]+ ){{0,3}}(?:{_LETTER})(?: sign-?up)?\s*[:!]?", 60, whole=True),
    WordingRule("subscribe", "newsletter", r"(?:already (?:a (?:subscriber|member)|registered|subscribed)|subscribe (?:to|for|now|today)|subscribers? (?:only|get)|log ?in (?:to|or)|sign in (?:to|or)|to (?:continue|keep) reading|become a (?:member|subscriber)|start your (?:free )?trial|unlimited (?:digital )?access|this (?:article|content|story) is (?:for|available to|exclusive to|reserved for) (?:subscribers?|members)|create (?:a|your) (?:free )?account|register (?:for free|to (?:continue|read)))\b", 300),
    WordingRule("follow_us", "share", r"^(?:please )?(?:follow|like|join|find|connect with|visit) (?:us|me|our|@|\w+(?: \w+){0,3}) (?:page )?on (?:twitter|facebook|instagram|linkedin|youtube|x|telegram|whatsapp|flipboard|google news|pinterest|tiktok|threads|bluesky|apple news)\b", 260),
    WordingRule("follow_author", "share", r"(?:follow|email|contact|reach|tweet|write to) (?:him|her|them|the (?:author|writer|reporter)|@\w+|\w+ (?:\w+ ){0,2}(?:on|at|via))\b.{0,120}", 200, whole=True),
    # forms and consent
    WordingRule("privacy", "form", r"\b(?:privacy (?:policy|notice|statement)|terms (?:of (?:use|service)|and conditions|& conditions)|unsubscribe|opt[- ]out|personal data\b.{0,80}\b(?:process|share|use)|marketing communications|corporate e-?mail|business e-?mail|cookies? (?:policy|settings|preferences)|recaptcha|by (?:clicking|submitting|signing|subscribing|downloading|registering|ticking|checking|providing|entering))\b", 900),
    WordingRule("embed_consent", "form", r"\b(?:extern(?:al|e[rn]?|o|i)? (?:content|inhalte?n?|contenido|contenu)|third[- ]party content|contenus? (?:externe|tiers)|drittplattformen|inhalte von drittanbietern|twitter-inhalt|youtube-inhalt)\b.{0,200}\b(?:consent|cookies?|accept|agree|load|display|click|anzeigen|angezeigt|einverstanden|zustimm\w+|klick\w*|geladen|nachgeladen|daten|ergänzt|informationen|afficher|accepter|cookies)\b|\b(?:einverstanden, dass mir|erst wenn sie hier klicken|personenbezogene daten (?:an|können)|um (?:diesen|den) (?:inhalt|artikel|externen) (?:anzuzeigen|zu (?:laden|sehen))|to (?:view|display|see|load) this (?:content|embed|video|post|tweet),? (?:please |you )|datenschutz(?:erklärung|hinweise|bestimmungen)|politique de confidentialité|política de privacidad|informativa sulla privacy)\b", 600),
    WordingRule("newsletter_elsewhere", "newsletter", r"\bnewsletters?\b[^.!?]{0,100}\b(?:anmeld\w+|abonni\w+|bestell\w+|inscri\w+|abonnez|recev\w+|suscr\w+|apúnt\w+|iscriv\w+|aanmeld\w+|inschrijv\w+|prenumerera|tilmeld|meld deg)\b|\b(?:anmeldung|abonnieren|abonnez|inscri\w+|recevez|suscríb\w+|iscriv\w+|meld je|schrijf je|melden sie)\b[^.!?]{0,100}\bnewsletters?\b|^jetzt abonnieren\b", 300),
    WordingRule("form_field", "form", r"(?:(?:your )?(?:e-?mail(?: address)?|work e-?mail|business e-?mail|corporate e-?mail|first name|last name|full name|name|surname|company(?: name)?|job title|job role|country(?:/region)?|phone(?: number)?|telephone|industry|sector|password|username|message|comment|website|select (?:a |your )?\w+|submit|send|search|close|cancel|i agree.{0,60}|required fields?))\s*\*?:?", 70, whole=True),
    WordingRule("thank_you_form", "form", r"^(?:thank you|thanks)[.!,]? (?:please check|for (?:signing|subscribing|your (?:interest|subscription|download|registration|request))|you)|will arrive shortly|\bcheck your (?:e-?mail|inbox)\b|\bsubmitting the (?:below )?form\b|\bcomplet(?:e|ing) the form\b|\bfill (?:in|out) the form\b|\benter your (?:e-?mail|details|information|name)\b|\bvalid e-?mail\b", 420),
    # pointers to other articles
    WordingRule("read_also", "related", r"^\W*(?:also(?= ?:)|(?:also )?(?:read|see|watch|listen)(?: also| more| next| now| this| on| too)?|read it|related(?: (?:articles?|stories|story|news|coverage|content|links?|reading|posts?|topics?|video|item|document))?|more (?:on this(?: story| topic)?|from .{0,40}|stories|news|reading|coverage|like this|about .{0,30})|must[- ]read|don[’']t miss|recommended(?: (?:for you|reading|stories|articles?))?|you (?:may|might) (?:also )?(?:like|be interested in|enjoy|want to read).{0,20}|editor[’']?s picks?|in case you missed it|icymi|trending(?: now)?|most (?:read|popular|viewed)|popular (?:now|posts|stories)|latest (?:news|stories|from .{0,30})|what to read next|up next|next (?:article|story|post|up)|previous (?:article|story|post)|further reading|watch(?: now| the video| video)?|see also|see more|lesen sie auch|lire aussi|a lire aussi|à lire(?: aussi)?|lee también|leia (?:também|mais)|leggi anche|lees ook|читайте также|baca juga|관련기사|関連記事|mehr zum thema|auch interessant|sur le même sujet|dans la même rubrique|veja também|saiba mais)(?:\s*[:>»›→|].*|\s+[–—-]\s.*|\W*)", 240, whole=True),
    WordingRule("bracketed_pointer", "related", r".{10,140}\s\[(?:INSIGHT|VIDEO|REACTION|PICTURES?|PHOTOS|ANALYSIS|COMMENT|REPORT|REVEALED|OPINION|INTERVIEW|LATEST|LIVE|POLL|MAP|GRAPHIC)S?\]\W*", 180, whole=True),
    WordingRule("read_also_prefix", "related", r"^\W*(?:à lire (?:aussi|également)|lire (?:aussi|également)|lesen sie (?:auch|hier)|lees ook|lee también|leia também|leggi anche|les også|läs (?:också|mer)|læs også|czytaj (?:też|także)|čtěte také|читайте также|ayrıca okuyun|baca juga)\b.{3,}", 240),
    # share bars, comments
    WordingRule("share_bar", "share", rf"(?=.*\b{_SHARED}\b)\W*{_SHARE_WORD}\b(?:\W+{_SHARE_WORD}\b)*\W*", 140, whole=True),
    WordingRule("share_call", "share", r"^(?:please )?share (?:this|on|via|your|with)\b.{0,100}", 130, whole=True),
    WordingRule("comment_call", "comments", r"(?:\d+ )?(?:leave (?:a|your) (?:comment|reply).{0,60}|post a comment|join the (?:conversation|discussion).{0,60}|view (?:\d+ |all )?comments?|show comments?|add (?:a|your) comment.{0,40}|have your say.{0,60}|what do you think\?.{0,90}|let us know .{0,80}comments?.{0,30}|(?:\d+|no) comments?|be the first to comment.{0,30}|comments are closed.{0,30}|sound off in the comments.{0,40}|tell us .{0,60} in the comments.{0,30})\s*[.!]?", 170, whole=True),
    # credits, captions, dates, bylines
    WordingRule("picture_credit", "caption", r"(?:\(?(?:photo|image|picture|credit|photograph|graphic|illustration|video|source|pic|foto|bild|fotos|quelle|imagen|crédit|fuente)s?(?: (?:credit|courtesy|by|via|source|from|of))?\s?[:©(–—-].{0,110}|\(?(?:getty(?: images)?|shutterstock|istock|reuters|ap photo|afp|alamy|unsplash|pexels|pixabay|adobe ?stock|dreamstime|123rf)\b.{0,60}|©\s?(?!\d{4}).{0,60}|.{0,80}(?:/|via |© ?|by )(?:getty images|shutterstock(?:\.com)?|istock(?:photo)?|reuters|ap|afp|alamy|unsplash|adobe ?stock|stock\.adobe\.com|epa|pa wire|bloomberg)\)?)", 160, whole=True),
    WordingRule("credit_at_end", "caption", r".{0,260}[([](?:(?:photo|image|picture|credit|photograph|graphic|illustration|video|source|pic|photos|images|foto|bild)\b[^()]{0,80}|[^()]{0,60}\b(?:getty|getty images|shutterstock|istock|reuters|ap photo|afp|alamy|epa|nasa(?:/[\w/-]+)?|bloomberg|unsplash))\s*[)\]]\W*", 340, whole=True),
    WordingRule("credit_last", "caption", r".{0,220}(?<!\w)(?:(?:photo|image|picture) )?(?:credit|image|photo|picture|photograph|courtesy)s?(?: of)?\s?: \S.{1,80}", 300, whole=True),
    WordingRule("picture_number", "caption", r"(?:image|photo|picture|slide|figure)s? \d+ ?(?:of|/|from) ?\d+\W*", 40, whole=True),
    WordingRule("copyright_first", "caption", r"©\s?(?!\d{4}|copyright)[A-Z][^.]{2,60}\b.{0,200}", 260, whole=True),
    WordingRule("photo_by", "caption", r"(?:photos?|images?|pictures?|photography|illustration) (?:by|courtesy(?: of)?|via|credit|from|copyright) .{1,90}", 120, whole=True),
    WordingRule("byline", "byline", r"(?:written |posted |published |reported |words |edited |reviewed |von |par |por |di |text: ?)?by:? (?:dr\.? )?[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|and|&|de|van|von|der|la|of|in|for|the|staff|correspondent|reporter|editor|writer|[|,•·/-])){0,12},?(?:[|,•·—–-].{0,60})?", 110, whole=True),
    WordingRule("publication_line", "byline", r"(?:(?:first |originally |last )?(?:published|posted|updated|modified|edited|created|reviewed|filed|aktualisiert|veröffentlicht|publié|actualizado|publicado|stand|date|issued)(?: (?:on|at|by|in|le|el|em|am|online|date))?\s?:?\s?)?(?:[^\W\d]{3,10}(?:-feira)?\.?,?\s)?(?:\d{1,2}(?:st|nd|rd|th)?[ ./-](?:of |de )?(?:[a-zéûäç]{3,9}\.?|\d{1,2})(?: de)?[ ,./-]+\d{2,4}|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:,?\s?(?:at |um |à |às |[-|–•·@]\s?)?\d{1,2}[:.h]\d{2}.{0,24})?(?:\s?[|•·–-].{0,50})?", 110, whole=True),
    WordingRule("reading_time", "byline", r"(?:estimated )?(?:reading time:?\s*)?(?:about )?\d+[- ]?min(?:ute)?s?(?: (?:read|watch|listen|to read))?|(?:reading time|tempo de leitura|lesezeit|temps de lecture|tiempo de lectura|tempo di lettura):? .{0,30}|\d+ (?:hours?|minutes?|days?|weeks?|months?) ago", 60, whole=True),
    WordingRule("tag_line", "tags", r"(?:tags?|filed under|topics?|categories|category|keywords|labels?|in this (?:article|story)|companies(?: mentioned)?|posted in|tagged|mots[- ]clés|schlagworte|etiquetas|themen|more (?:on|about))\s*:.{0,200}", 240, whole=True),
    WordingRule("copyright_line", "disclaimer", r"(?:copyright )?(?:©|\(c\)|copyright)[^.]{0,20}\d{4}.{0,160}|all rights reserved\.?.{0,60}|(?:this (?:material|content|story|article) )?may not be (?:published|reproduced).{0,140}", 260, whole=True),
    WordingRule("disclosure_line", "disclaimer", r"\b(?:affiliate (?:links?|commission)|we may (?:earn|receive) (?:a|an) (?:small )?(?:affiliate )?commission|this (?:article|post|page) (?:may )?contains? affiliate|opinions expressed (?:here |in this \w+ )?(?:are|by)|views expressed (?:here |in this \w+ |by .{0,30})?(?:are|do not)|editorially independent|for informational purposes only|not (?:intended (?:as|to be)|a substitute for) (?:medical|professional|legal|financial|investment) advice|was (?:originally |first )?(?:created and |written and )?published by .{2,60}, a \w+data\b|information on this site has been included in good faith)\b", 700),
    WordingRule("tip_line", "promotion", r"\b(?:got a (?:tip|story|question)|send (?:us )?(?:your )?(?:tips?|story ideas)|have a (?:tip|story)\b.{0,50}\?|contact (?:us|the (?:newsroom|editor)) at|e-?mail us at|report an? (?:error|typo|correction)|spotted an? (?:error|typo|mistake))(?!\w)", 260),
)  # fmt: skip
"""In the order in which they are asked; the first that fits names the block."""


WEAK_RULES = frozenset(
    (
        "sales_pitch",
        "second_person_offer",
        "your_buying_intent",
        "our_pages",
        "awards_notice",
        "privacy",
        "newsletter",
        "newsletter_elsewhere",
        "embed_consent",
        "click_here",
        "event_notice_box",
        "disclosure_line",
        "tip_line",
        "subscribe",
    )
)
"""Rules whose words a full paragraph of a report may use as well."""

CERTAIN_RULES = frozenset(("advertisement", "continues_below", "share_bar", "form_field", "embed_consent"))
"""Rules whose words are furniture wherever they stand."""

_COMPILED = tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in RULES)
_QUOTED = re.compile(r"^[\"“‘'«„]|[\"”]\s*$|\b(?:said|says|told|according to|added|noted|explained)\b", re.IGNORECASE)
_LONGEST = max(rule.at_most for rule in RULES)


@lru_cache(maxsize=4_096)
def kind_by_wording(text: str) -> tuple[str, str] | None:
    """Kind and rule id of a block by its words; None where they are an article's."""
    if len(text) > _LONGEST:
        return None
    speech = _QUOTED.search(text) is not None
    for rule, pattern in _COMPILED:
        if len(text) > rule.at_most or (speech and not rule.whole):
            continue
        if pattern.fullmatch(text) if rule.whole else pattern.search(text):
            return rule.kind, rule.rule_id
    return None
