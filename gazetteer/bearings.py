"""The words that names of regions share and every language translates: north, upper, new, and what joins two names.

"Lõuna-Lunda" is Lunda Sul, "Sussex Barat" West Sussex, "Redcar en Cleveland" Redcar and Cleveland. What is left of such a name is the
same in all languages; the word is put into English and into the languages that regions are called in at home.
"""

from __future__ import annotations

from collections.abc import Iterator

from gazetteer.names import fold

__all__ = ["in_other_words"]

# The first line of each: how places are called, in English and at home, before or behind the rest. The second: how other languages say it.
_BEARINGS = (
    ("north northern norte del_norte nord du_nord severny utara",
     "norden nördliche nördlicher nørre nordre norra noord noordelijke noordelijk nordlig norður norðurland"
     " pohjois põhja ziemeļ ziemeļu šiaurės šiaurinis północny północna północne severní severný severná"
     " sjeverna sjeverni severna severni северна северни северо северный северная северное північний північна"
     " північне північно паўночны паўночная észak északi kuzey şimali utara bắc miền_bắc hilaga septentrional"
     " settentrionale iparralde ipar gogledd thuaidh norda βόρεια βόρειος βόρειο צפון הצפון צפונית شمال"
     " الشمالية الشمالي شمالی उत्तर उत्तरी উত্তর வட வடக்கு เหนือ ჩრდილოეთ 北 北部 북 북부 노스 ノース"),
    ("south southern sur del_sur sul sud du_sud yuzhny selatan",
     "süden südliche sønder søndre södra sør sydlig zuid zuidelijke zuidelijk suður etelä lõuna dienvidu"
     " dienvid pietų południowy południowa południowe jižní južný južná južna јужни јужна južni южна южни южно"
     " южный южная южное південний південна південне південно паўднёвы паўднёвая dél déli güney cənubi selatan"
     " nam timog meridional meridionale hegoalde hego theas suda νότια νότιος νότιο דרום הדרום דרומית جنوب"
     " الجنوبية الجنوبي جنوبی दक्षिण दक्षिणी দক্ষিণ தெற்கு தென் ใต้ სამხრეთ 南 南部 남 남부 사우스 サウス"),
    ("east eastern oriental este leste est oriente vostochny timur",
     "osten östliche øst øster østre öster östra oost oostelijke oostelijk østlig austur itä ida austrumu rytų"
     " wschodni wschodnia wschodnie východní východný východná istočna istočni istočno vzhodna vzhodni източна"
     " източни восточный восточная восточно східний східна східне східно усходні усходняя kelet keleti doğu"
     " şərqi timur đông silangan orientale ekialde thoir orienta ανατολική ανατολικός ανατολικό מזרח המזרח"
     " מזרחית شرق الشرقية الشرقي شرقی مشرقی पूर्व पूर्वी পূর্ব কিழக்கு கிழக்கு ตะวันออก აღმოსავლეთ 东 東 东部 東部 동"
     " 동부 이스트 イースト"),
    ("west western occidental oeste ouest occidente zapadny barat",
     "westen westliche vest vester vestre väster västra westelijke westelijk vestlig vestur länsi lääne"
     " rietumu vakarų zachodni zachodnia zachodnie západní západný západná zapadna zapadni zapadno zahodna"
     " zahodni западна западни западный западная западно західний західна західне західно заходні заходняя"
     " nyugat nyugati batı qərbi barat tây kanluran occidentale mendebalde thiar okcidenta δυτική δυτικός"
     " δυτικό מערב המערב מערבית غرب الغربية الغربي غربی مغربی पश्चिम पश्चिमी পশ্চিম மேற்கு ตะวันตก დასავლეთ 西"
     " 西部 서 서부 웨스트 ウェスト"),
    ("central centre centro middle mid tengah",
     "zentral zentrale midt mellersta midden centraal centrale mið keski kesk centrālā centrinis środkowy"
     " środkowa centralny centralna střední stredný srednja središnja sredna srednji централна централни"
     " центральный центральная центральний центральна цэнтральны közép központi merkezi orta tengah trung"
     " miền_trung gitnang erdialde láir centra κεντρική κεντρικός κεντρικό מרכז المركزية الوسطى مرکزی وسطی मध्य"
     " केंद्रीय মধ্য மத்திய กลาง ცენტრალური 中 中央 中部 중앙 중부 센트럴 セントラル"),
    ("upper haut haute alto alta high",
     "ober oberes øvre övre boven opper efri ülem ylä augš aukštutinis górny górna górne horní horný horná"
     " gornji gornja zgornja горна горно верхний верхняя верхнее верхній верхня верхнє верхні felső yukarı"
     " yuxarı hulu thượng superior superiore goi uachtair supra άνω עילי العليا بالا ऊपरी ஊপर मेल மேல் ზემო 上"),
    ("lower bas basse bajo baja baixo low",
     "nieder unter niederes nedre neder neðri ala alam žemutinis dolny dolna dolne dolní dolný dolná donji"
     " donja spodnja долна долно нижний нижняя нижнее нижній нижня нижнє ніжні alsó aşağı hilir hạ inferior"
     " inferiore behe íochtair malsupra κάτω תחתון السفلى پایین निचला নিম্ন கீழ் ქვემო 下"),
    ("saint san santa santo sao st",
     "sankt sint sveti sveta svatý svatá svätý święty święta свети света святой святая святий свята szent"
     " sfânt sfântu sfânta heilige agios άγιος αγία sant sankta სენტ سانت سینٹ सेंट সেন্ট சென் סנט セント 세인트 圣 聖"),
    ("new nueva nuevo nova novo nouvelle nouveau",
     "neu neue neues ny nya nye nieuw nieuwe nýja uusi uus jaun naujoji naujasis nowy nowa nowe nový nová nové"
     " novi novy новый новая новое новий нова нове нови ново новы új yeni baru mới bagong nuova nuovo berria"
     " nua nova νέα νέο νέος ניו جديدة الجديدة نیو نئی नया न्यू নিউ புதிய நியூ นิว ახალი 新 뉴 ニュー"),
)
_CLASSES: dict[str, tuple[str, ...]] = {}
for _said, _told in _BEARINGS:
    _forms = tuple(fold(form.replace("_", " ")) for form in _said.split())
    for _word in f"{_told} {_said}".split():
        _CLASSES.setdefault(fold(_word.replace("_", " ")), _forms)

_AND = "and und e y i en et og och ok ja un ir in és ve dan và at kaj eta agus și şi и і й ды და και و اور और এবং ও மற்றும் และ"
_JOINING = frozenset(map(fold, _AND.split()))
_OF = frozenset(("de", "of", "do", "du", "da", "di"))               # "Java de Vest"
# What is written in one word with the name: "Südholland", "Nordkivu".
_PREFIXED = (
    "nord nieder noord north norra norður ober ost oost øst öster west väster vest süd sud sør syd zuid neu nieuw"
    " etelä pohjois itä länsi lõuna põhja lääne ziemeļ dienvid észak dél kelet nyugat hego mendebalde"
)
_PREFIXES = tuple(map(fold, _PREFIXED.split()))
_SHORTEST = 4


def _parted(word: str) -> list[str]:
    head = next((head for head in _PREFIXES if word.startswith(head) and len(word) >= len(head) + _SHORTEST), "")
    return [head, word.removeprefix(head)] if head else [word]


def in_other_words(key: str) -> Iterator[str]:
    """Names that a folded one may stand for, with such a word in English or in a language of places; none for most names.

    >>> "lunda sul" in in_other_words("louna lunda"), "redcar and cleveland" in in_other_words("redcar en cleveland")
    (True, True)
    """
    words = key.split()
    if len(words) == 1:
        words = _parted(key)
    if not 2 <= len(words) <= 6:
        return
    for at, word in enumerate(words[1:-1], 1):
        if word in _JOINING and word != "and":
            yield " ".join([*words[:at], "and", *words[at + 1 :]])
    for word, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        name = " ".join(rest[:-1] if rest[-1] in _OF and len(rest) > 1 else rest)
        for form in _CLASSES.get(word, ()):
            yield f"{form} {name}"
            yield f"{name} {form}"
