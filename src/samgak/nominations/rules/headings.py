"""Headings of nomination sheets in eight languages, as ministries write them.

Each line of a field: English, Korean, Russian, Kazakh, Kyrgyz, Uzbek (Latin, Cyrillic), Tajik,
Turkmen. Case, accents, spaces, punctuation and look-alike letters don't matter.
"""

HEADINGS = {
    "number": """
        No | Nr | S/N | number | serial number | no of row
        번호 | 연번 | 순번
        № | № п/п | п/п | номер | порядковый номер
        р/с | реттік нөмірі
        к/н | катар номери
        T/r | т/р | tartib raqami
        р/т | рақами тартибӣ
        T/b | tertip belgisi
        """,
    "rank": """
        rank | priority | ranking | order of preference | preference | priority rank
        nomination rank | order of priority | order of merit
        순위 | 우선순위 | 추천순위 | 추천 순서
        приоритет | ранг | очерёдность | приоритетность | порядок приоритета | место в списке
        басымдық | басымдылық | басымдық реті
        артыкчылык | басымдуулук | кезек | кезек орду | катары
        ustuvorlik | ustuvorligi | afzallik | oʻrni | navbatdagi oʻrni | устуворлик | устуворлиги
        афзалият | дараҷаи афзалият | авлавият | навбат
        orny | ileri tutma | ileri tutulýan tertip | nobat
        """,
    "family": """
        surname | family name | last name | passport surname | family name in passport
        성 | 영문성 | 영문 성 | 여권 성
        фамилия | фамилия в паспорте | фамилия латиницей
        тегі | фамилиясы
        фамилиясы | теги
        familiyasi | familiya | фамилияси
        насаб | насабаш | фамилия
        familiýasy | familiýa
        """,
    "given": """
        given name | given names | first name | first names | forename | forenames | name
        first and middle names | name in passport
        이름 | 영문이름 | 영문 이름 | 여권 이름
        имя | имена | имя в паспорте | имя латиницей
        аты | есімі
        аты | ысымы
        ismi | ism | исми
        ном | номаш
        ady | at
        """,
    "name": """
        full name | name and surname | surname and name | surname given name | names
        participant | nominee | candidate | name of nominee | name of candidate
        성명 | 성함 | 성명 전체
        ФИО | Ф.И.О. | фамилия имя отчество | фамилия имя | фамилия и имя | имя и фамилия
        полное имя | кандидат | ФИО кандидата
        аты-жөні | тегі аты | тегі аты әкесінің аты | толық аты-жөні | ТАӘ
        аты-жөнү | фамилиясы аты | толук аты-жөнү | фамилиясы аты атасынын аты
        F.I.Sh. | F.I.O. | FISH | toʻliq ismi | ism familiya | familiya ism | Ф.И.Ш. | тўлиқ исми
        ном ва насаб | насаб ва ном | ному насаб | насаб ном | номи пурра | насаб ном номи падар
        familiýasy ady | ady familiýasy | doly ady | F.A.A. | ady we familiýasy
        """,
    "passport_name": """
        passport name | name as in passport | full name as in passport | name in latin letters
        full name in passport | name in english
        여권 성명 | 여권상 성명 | 여권상 이름 | 영문 성명 | 영문명 | 영문 이름 전체
        ФИО как в паспорте | ФИО по паспорту | имя по паспорту | ФИО латиницей | имя латиницей полностью
        паспорттағы аты-жөні | паспорт бойынша аты-жөні
        паспорттогу аты-жөнү | паспорт боюнча аты-жөнү
        pasport boʻyicha F.I.Sh. | pasportdagi ismi | паспорт бўйича Ф.И.Ш.
        ном ва насаб тибқи шиноснома | номи пурра аз рӯи шиноснома
        pasport boýunça ady familiýasy | pasportdaky ady
        """,
    "native": """
        native name | name in native language | name in native script | name in own language
        full name in native language | name in own script | local name
        모국어 이름 | 모국어 성명 | 한글 성명 | 한글 이름 | 한글명 | 현지어 성명 | 현지어 이름
        имя на родном языке | ФИО на родном языке | ФИО кириллицей | имя кириллицей
        фамилия и имя на родном языке | ФИО на государственном языке
        ана тіліндегі аты-жөні | ана тіліндегі аты | аты-жөні ана тілінде
        эне тилиндеги аты-жөнү | эне тилиндеги аты | аты-жөнү эне тилинде
        ona tilidagi ismi | ona tilidagi F.I.Sh. | она тилидаги исми | она тилидаги Ф.И.Ш.
        ном ба забони модарӣ | ному насаб ба забони модарӣ | номи пурра ба забони модарӣ
        ene dilindäki ady | ene dilindäki familiýasy we ady
        """,
    "sex": """
        sex | gender | M/F | F/M
        성별
        пол | М/Ж | Ж/М
        жынысы | жыныс
        жынысы | жыныс
        jinsi | jins | жинси | жинс
        ҷинс | ҷинсият
        jynsy | jyns
        """,
    "born_on": """
        date of birth | birth date | DOB | born | birthday | born on | birth
        생년월일 | 출생일 | 생일
        дата рождения | день рождения | дата рожд. | год рождения | число месяц год рождения
        туған күні | туған жылы | туған күні айы жылы | туған жылы айы күні
        туулган күнү | туулган датасы | туулган жылы | туулган күнү айы жылы
        tugʻilgan sanasi | tugʻilgan kuni | tugʻilgan yili | tugʻilgan sana | туғилган санаси
        туғилган куни
        санаи таваллуд | рӯзи таваллуд | таърихи таваллуд | соли таваллуд
        doglan güni | doglan senesi | doglan ýyly
        """,
    "organisation": """
        organisation | organization | institution | agency | employer | workplace | place of work
        ministry | office | organisation name | name of organisation | name of organization
        기관 | 소속 | 소속기관 | 기관명 | 직장 | 소속 기관명 | 근무처
        организация | место работы | ведомство | учреждение | госорган | государственный орган
        наименование организации | орган
        ұйым | жұмыс орны | мекеме | мекемесі | ұйымы
        уюм | уюму | иш орду | иштеген жери | мекеме | мекемеси
        tashkilot | tashkiloti | ish joyi | idora | muassasa | ташкилот | ташкилоти | иш жойи
        ташкилот | ҷои кор | муассиса | идора
        edara | edarasy | guramasy | gurama | iş ýeri | işleýän ýeri
        """,
    "position": """
        position | job title | title | post | occupation | current position | present position
        직위 | 직책 | 직급 | 직함
        должность | занимаемая должность | текущая должность
        лауазымы | лауазым | қызметі
        кызматы | кызмат орду | ээлеген кызматы | кызмат
        lavozimi | lavozim | лавозими | лавозим
        вазифа | мансаб | вазифаи ишғолкарда | вазифааш
        wezipesi | wezipe
        """,
    "years_in_service": """
        years in service | years of service | years of experience | work experience | experience
        service | length of service | years in the civil service | service years
        근무연수 | 근속연수 | 경력 | 재직기간 | 근무 기간 | 경력 년 | 근무 경력 | 공직 경력
        стаж | стаж работы | стаж лет | трудовой стаж | опыт работы | стаж госслужбы | опыт
        стаж государственной службы | выслуга лет
        еңбек өтілі | жұмыс өтілі | қызмет өтілі | өтілі
        эмгек стажы | иш стажы | стажы | кызмат стажы
        ish staji | mehnat staji | staji | staj | xizmat staji | иш стажи | меҳнат стажи | стажи
        собиқаи кор | собиқаи корӣ | таҷрибаи корӣ | собиқаи меҳнатӣ | собиқа
        iş döwri | iş tejribesi | iş stažy | gulluk möhleti | zähmet stažy
        """,
    "email": """
        e-mail | e-mail address | mail | mail address | electronic mail | contact e-mail
        이메일 | 전자우편 | 메일 | 이메일 주소
        эл. почта | электронная почта | почта | адрес эл. почты | адрес электронной почты
        эл. адрес | электронный адрес
        эл. пошта | электрондық пошта | пошта | электрондық мекенжайы
        эл. почта | электрондук почта | электрондук дареги
        e-pochta | elektron pochta | el. pochta | elektron manzil | электрон почта | э-почта
        почтаи электронӣ | суроғаи электронӣ | почтаи эл.
        e-poçta | elektron poçta | el. poçta | elektron salgysy
        """,
    "phone": """
        phone | telephone | mobile | phone number | mobile phone | telephone number | cell phone | tel
        전화 | 전화번호 | 연락처 | 휴대전화 | 휴대폰
        телефон | тел. | мобильный телефон | номер телефона | контактный телефон | моб. тел.
        телефоны | телефон нөмірі | ұялы телефоны
        телефону | телефон номери | уюлдук телефону
        telefoni | telefon | telefon raqami | телефони | телефон рақами
        рақами телефон | телефони мобилӣ
        telefony | telefon belgisi
        """,
    "last_training_on": """
        last training abroad | last overseas training | most recent training abroad | last training
        date of last training abroad | previous training abroad | last training abroad on
        최근 해외연수 | 최근 국외훈련 | 마지막 해외연수 | 최근 해외 교육 | 최종 해외연수
        последнее обучение за рубежом | последняя зарубежная стажировка | последнее обучение
        дата последнего обучения за рубежом | последняя стажировка за рубежом | обучение за рубежом
        соңғы шетелдік оқу | соңғы шетелдік оқуы | шетелдегі соңғы оқуы | соңғы оқуы
        акыркы чет өлкөлүк окуу | чет өлкөдөгү акыркы окуусу | чет өлкөдө акыркы окуу | акыркы окуусу
        oxirgi xorijiy oʻqish | soʻnggi xorijiy oʻqish | oxirgi oʻqishi | охирги хорижий ўқиш
        сўнгги хорижий ўқиш
        охирин омӯзиш дар хориҷа | омӯзиши охирин дар хориҷа | таҳсили охирин дар хориҷа
        soňky daşary ýurt okuwy | daşary ýurtda soňky okuwy | soňky okuwy
        """,
    "language_en": """
        english | eng | english skills
        영어 | 영어 능력 | 영어 수준 | 영어 실력
        английский | знание английского языка | уровень английского языка | владение английским
        уровень английского | английский уровень | англ. | англ. яз.
        ағылшын тілі | ағылшынша | ағылшын тілін білуі | ағылшын
        англис тили | англисче | англис тилин билүүсү
        ingliz tili | inglizcha | инглиз тили | инглизча
        забони англисӣ | англисӣ | донистани забони англисӣ
        iňlis dili | iňlisçe
        """,
    "language_ru": """
        russian | rus | russian skills
        러시아어 | 러시아어 능력 | 러시아어 수준
        русский | знание русского языка | уровень русского языка | владение русским
        уровень русского | рус. | рус. яз.
        орыс тілі | орысша | орыс тілін білуі | орыс
        орус тили | орусча | орус тилин билүүсү
        rus tili | ruscha | рус тили | русча
        забони русӣ | русӣ | донистани забони русӣ
        rus dili | rusça
        """,
}

# What a bracket after a name says about it.
NATIVE_MARKS = """
    native | own language | own script | local | cyrillic | кирил | родн | госязык | ана тіл
    эне тил | ona til | она тил | модар | ene dil | 한글 | 모국어 | 현지어
"""
PASSPORT_MARKS = """
    passport | latin | english | паспорт | латин | английск | шиносном | pasport | lotin | латын
    여권 | 영문 | 로마자
"""
# What stands around the name of a language.
LANGUAGE_FRAMES = (
    "{}", "{} language", "{} level", "{} proficiency", "{} language level", "{} язык",
    "{} язык уровень", "{} тілі", "{} тили", "{} tili", "{} dili", "забони {}", "{} 능력", "{} 수준",
)  # fmt: skip
