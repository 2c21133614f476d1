"""Sentences in languages without lists of ours: language, text, day of publication, words and values."""

DAY = "2022-01-28"

CASES = [
    ("de", "Das Gespräch fand am 28. Januar 2022 statt.", None, [("28. Januar 2022", "2022-01-28")]),
    ("de", "Am Mittwoch antwortete die NATO.", DAY, [("Mittwoch", "2022-01-26")]),
    ("es", "La llamada fue el 28 de enero de 2022.", None, [("28 de enero de 2022", "2022-01-28")]),
    ("es", "En diciembre de 2021 hubo propuestas.", DAY, [("diciembre de 2021", "2021-12")]),
    ("it", "Il colloquio si è svolto il 28 gennaio 2022.", None, [("28 gennaio 2022", "2022-01-28")]),
    ("pl", "Rozmowa odbyła się 28 stycznia 2022 roku.", None, [("28 stycznia 2022", "2022-01-28")]),
    ("pt", "O telefonema foi em 28 de janeiro de 2022.", None, [("28 de janeiro de 2022", "2022-01-28")]),
    ("tr", "Görüşme 28 Ocak 2022 tarihinde yapıldı.", None, [("28 Ocak 2022", "2022-01-28")]),
    ("cs", "Rozhovor se konal 28. 1. 2022.", None, [("28. 1. 2022", "2022-01-28")]),
    ("ar", "جرت المكالمة في 28 يناير 2022.", None, [("28 يناير 2022", "2022-01-28")]),
    ("zh", "普京与马克龙2022年1月28日通电话。", None, [("2022年1月28日", "2022-01-28")]),
    ("zh", "北约1月26日作出答复。", DAY, [("1月26日", "2022-01-26")]),
    ("ko", "2022년 1월 28일에 통화했다.", None, [("2022년 1월 28일", "2022-01-28")]),
    ("xx", "Text of 28.01.2022 without a language known to anyone.", None, [("28.01.2022", "2022-01-28")]),
    (None, "The call took place on January 28, 2022.", None, [("January 28, 2022", "2022-01-28")]),
    (None, "Разговор состоялся в пятницу.", DAY, [("пятницу", "2022-01-28")]),
]
