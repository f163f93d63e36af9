# ruff: noqa: RUF001, letters of other scripts
"""Writes sentences of four topics in nine languages: articles.csv, messages.csv and new.txt.

Usage: python make_data.py FOLDER

A sentence has two words of its topic, one of another, and words without a topic. Articles are
edited; a third of the messages is written in capitals, another third without accents.
"""

import csv
import sys
import unicodedata
from pathlib import Path

import numpy as np

TOPICS = ["food", "sport", "travel", "weather"]
# For each language the words of each topic, and words without one.
WORDS = {
    "English": [
        "bread cheese soup dinner recipe kitchen",
        "match goal team coach stadium victory",
        "train ticket hotel luggage airport journey",
        "rain snow wind storm clouds sunny",
        "the yesterday very we today a with again",
    ],
    "French": [
        "pâté crêpe goût dîner fromage pêche",
        "équipe entraîneur arrière athlète médaille défaite",
        "hôtel aéroport séjour étranger château voyage",
        "météo orage éclair tempête température fraîcheur",
        "hier très nous déjà être avec où le",
    ],
    "German": [
        "Käse Brötchen Küche Gemüse Soße Frühstück",
        "Fußball Spieler Stürmer Schiedsrichter Läufer Sieg",
        "Flughafen Koffer Straßenbahn Züge Reiseführer Übernachtung",
        "Regen Böen Kälte Wärme Nebel Schneestürme",
        "gestern sehr wir für über mit heute schön",
    ],
    "Turkish": [
        "çorba peynir börek şeker köfte mutfak",
        "maç gol şampiyon oyuncu kalecı yarış",
        "uçak bavul otel yolculuk gümrük şehir",
        "yağmur rüzgâr güneş fırtına soğuk bulut",
        "dün çok bugün için ve daha öyle bir",
    ],
    "Greek": [
        "ψωμί τυρί σούπα δείπνο κουζίνα ελιές",
        "αγώνας γκολ ομάδα προπονητής στάδιο νίκη",
        "τρένο εισιτήριο ξενοδοχείο βαλίτσες αεροδρόμιο ταξίδι",
        "βροχή χιόνι άνεμος καταιγίδα σύννεφα ήλιος",
        "χθες πολύ εμείς σήμερα και με πάλι ήταν",
    ],
    "Russian": [
        "хлеб сыр суп ужин рецепт кухня",
        "матч гол команда тренер стадион победа",
        "поезд билет гостиница чемодан самолёт поездка",
        "дождь снег ветер гроза облака солнце",
        "вчера очень мы сегодня ещё и опять было",
    ],
    "Arabic": [
        "خبز جبن حساء عشاء وصفة مطبخ",
        "مباراة هدف فريق مدرب ملعب فوز",
        "قطار تذكرة فندق حقيبة مطار رحلة",
        "مطر ثلج ريح عاصفة غيوم شمس",
        "أمس جدا نحن اليوم مع ثم كان هذا",
    ],
    "Japanese": [
        "味噌汁 寿司 豆腐 夕食 台所 料理",
        "試合 選手 監督 優勝 野球 得点",
        "電車 切符 旅館 荷物 空港 旅行",
        "大雨 吹雪 台風 曇り 気温 晴れ",
        "昨日 とても 私は 今日 また です から この",
    ],
    "Korean": [
        "김치 두부 국수 저녁밥 요리 부엌",
        "경기 선수 감독 우승 축구 득점",
        "기차 여권 호텔 수하물 공항 여행",
        "소나기 폭설 바람 태풍 구름 햇빛",
        "어제 아주 우리는 오늘 그리고 다시 정말 그",
    ],
}
MARKS = {"Arabic": "؟!،", "Japanese": "。！、"}
NEW = [
    "NOUS ETIONS A L'AEROPORT, PRES DU CHATEAU!",
    "Η ΟΜΆΔΑ ΠΗΓΕ ΣΤΟ ΣΤΆΔΙΟ",
    "昨日は大雨と台風でした。",
    "كان خبز المطبخ مع جبن",
]


def sentence(language, topic, random):
    """Returns a sentence in a language about a topic."""
    *by_topic, plain = (words.split() for words in WORDS[language])
    other = (topic + random.integers(1, 4)) % 4
    words = [
        *random.choice(by_topic[topic], 2, replace=False),
        random.choice(by_topic[other]),
        *random.choice(plain, random.integers(2, 5), replace=False),
    ]
    random.shuffle(words)
    text = ("" if language == "Japanese" else " ").join(words)
    return text + str(random.choice(list(MARKS.get(language, "!?."))))


def as_typed(text, language, random):
    """Returns a text as somebody types it who is in a hurry."""
    habit = random.integers(3)
    if habit == 0:
        return text.upper()
    if habit == 1 and language != "Japanese":  # whose marks are parts of letters
        parts = unicodedata.normalize("NFD", text)
        kept = "".join(part for part in parts if unicodedata.category(part) != "Mn")
        return unicodedata.normalize("NFC", kept)
    return text


def write(path, count, random, edit):
    """Writes a table of sentences."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "language", "topic"])
        for _ in range(count):
            language, topic = str(random.choice(list(WORDS))), int(random.integers(4))
            text = edit(sentence(language, topic, random), language, random)
            writer.writerow([text, language, TOPICS[topic]])


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "articles.csv", 6000, np.random.default_rng(2), lambda text, *_: text)
    write(folder / "messages.csv", 2000, np.random.default_rng(3), as_typed)
    (folder / "new.txt").write_text("\n".join(NEW) + "\n", encoding="utf-8")
