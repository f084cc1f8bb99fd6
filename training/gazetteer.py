"""Countries, peoples and the words that tell a landscape or a building from a polity."""

# ruff: noqa: SIM905  (lists of words read best as words)

from __future__ import annotations

PEOPLES = frozenset(
    """Afghan Afghans Albanian Albanians Algerian Algerians American Americans Andorran
    Angolan Angolans Argentine Argentinian Argentines Armenian Armenians Australian
    Australians Austrian Austrians Azerbaijani Azerbaijanis Bahamian Bahraini
    Bahrainis Bangladeshi Bangladeshis Barbadian Belarusian Belarusians Belgian
    Belgians Belizean Beninese Bhutanese Bolivian Bolivians Bosnian Bosnians
    Botswanan Brazilian Brazilians British Briton Britons Bruneian Bulgarian
    Bulgarians Burkinabe Burmese Burundian Cambodian Cambodians Cameroonian
    Cameroonians Canadian Canadians Chadian Chilean Chileans Chinese Colombian
    Colombians Comorian Congolese Croat Croatian Croatians Croats Cuban Cubans
    Cypriot Cypriots Czech Czechs Dane Danes Danish Djiboutian Dominican Dominicans
    Dutch Ecuadorian Ecuadorians Egyptian Egyptians Emirati Emiratis English
    Eritrean Eritreans Estonian Estonians Ethiopian Ethiopians European Europeans
    Fijian Fijians Filipino Filipinos Finn Finnish Finns French Gabonese Gambian
    Gambians Georgian Georgians German Germans Ghanaian Ghanaians Greek Greeks
    Grenadian Guatemalan Guatemalans Guinean Guineans Guyanese Haitian Haitians
    Honduran Hondurans Hungarian Hungarians Icelander Icelandic Indian Indians
    Indonesian Indonesians Iranian Iranians Iraqi Iraqis Irish Israeli Israelis
    Italian Italians Ivorian Ivorians Jamaican Jamaicans Japanese Jordanian
    Jordanians Kazakh Kazakhs Kenyan Kenyans Korean Koreans Kosovar Kuwaiti Kuwaitis
    Kyrgyz Lao Laotian Latvian Latvians Lebanese Liberian Liberians Libyan Libyans
    Liechtensteiner Lithuanian Lithuanians Luxembourger Macedonian Macedonians
    Malagasy Malawian Malawians Malaysian Malaysians Maldivian Maldivians Malian
    Malians Maltese Mauritanian Mauritanians Mauritian Mauritians Mexican Mexicans
    Moldovan Moldovans Monegasque Mongolian Mongolians Montenegrin Montenegrins
    Moroccan Moroccans Mozambican Mozambicans Namibian Namibians Nauruan Nepalese
    Nepali Nepalis Nicaraguan Nicaraguans Nigerian Nigerians Nigerien Norwegian
    Norwegians Omani Omanis Pakistani Pakistanis Palauan Palestinian Palestinians
    Panamanian Panamanians Paraguayan Paraguayans Peruvian Peruvians Polish Pole
    Poles Portuguese Qatari Qataris Romanian Romanians Russian Russians Rwandan
    Rwandans Salvadoran Salvadorans Samoan Samoans Saudi Saudis Scot Scots Scottish
    Senegalese Serb Serbian Serbians Serbs Seychellois Singaporean Singaporeans
    Slovak Slovakian Slovaks Slovene Slovenes Slovenian Slovenians Somali Somalis
    Spaniard Spaniards Spanish Sudanese Surinamese Swazi Swede Swedes Swedish Swiss
    Syrian Syrians Taiwanese Tajik Tajiks Tanzanian Tanzanians Thai Thais Timorese
    Togolese Tongan Trinidadian Tunisian Tunisians Turk Turkish Turks Turkmen
    Ugandan Ugandans Ukrainian Ukrainians Uruguayan Uruguayans Uzbek Uzbeks
    Venezuelan Venezuelans Vietnamese Welsh Yemeni Yemenis Zambian Zambians
    Zimbabwean Zimbabweans African Africans Asian Asians Arab Arabs Arabian Balkan
    Baltic Nordic Scandinavian Scandinavians Latin Hispanic Caribbean Pacific
    Western Westerner Westerners Eastern Soviet Soviets Yugoslav Ottoman Byzantine
    Roman Romans Prussian Anglo-Saxon Jew Jews Jewish Muslim Muslims Moslem Islamic
    Islamist Islamists Christian Christians Catholic Catholics Protestant
    Protestants Orthodox Sunni Sunnis Shia Shias Shiite Shiites Alawite Hindu Hindus
    Buddhist Buddhists Sikh Sikhs Taoist Confucian Kurd Kurds Kurdish Uyghur Uyghurs
    Uighur Tibetan Tibetans Tatar Tatars Chechen Chechens Basque Catalan Catalans
    Roma Druze Yazidi Yazidis Pashtun Berber Hutu Tutsi Hausa Yoruba Igbo Zulu Maori
    Aboriginal Inuit Bedouin Cossack Turkic Slavic Slav Slavs Germanic Celtic
    Persian Persians Marxist Marxists Marxist-Leninist Leninist Stalinist Trotskyist
    Maoist Maoists Nazi Nazis Zionist Zionists Communist Communists Republican
    Republicans Democrat Democrats Democratic Conservative Conservatives Tory Tories
    Labour Whig Whigs Liberal Liberals Bolshevik Bolsheviks Menshevik Fascist
    Fascists Peronist Gaullist Baathist Ba'athist Parisian Londoner Californian
    Texan New-Yorker Bavarian Flemish Walloon Cantonese Hongkonger Eurasian Siberian
    Crimean""".split()
)
SOMETIMES = frozenset(  # a people only where a corpus says so
    """Democratic Republican Conservative Conservatives Labour Liberal Liberals
    Communist Communists Pacific Eastern Orthodox Latin Caribbean Baltic Balkan Pole
    Lao Roma Republicans Whig""".split()
)
COUNTRIES = frozenset(
    name.strip()
    for name in """Afghanistan, Albania, Algeria, Andorra, Angola, Antigua and Barbuda, Argentina,
    Armenia, Australia, Austria, Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados,
    Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia and Herzegovina,
    Bosnia, Botswana, Brazil, Brunei, Bulgaria, Burkina Faso, Burma, Burundi, Cabo
    Verde, Cambodia, Cameroon, Canada, Cape Verde, Central African Republic, Chad,
    Chile, China, Colombia, Comoros, Congo, Costa Rica, Croatia, Cuba, Cyprus,
    Czechia, Czech Republic, Czechoslovakia, Côte d'Ivoire, Democratic Republic of
    the Congo, Denmark, Djibouti, Dominica, Dominican Republic, East Germany, East
    Timor, Ecuador, Egypt, El Salvador, England, Equatorial Guinea, Eritrea,
    Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Germany,
    Ghana, Great Britain, Greece, Grenada, Guatemala, Guinea, Guinea-Bissau, Guyana,
    Haiti, Holy See, Honduras, Hong Kong, Hungary, Iceland, India, Indonesia, Iran,
    Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan, Kazakhstan, Kenya,
    Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia,
    Libya, Liechtenstein, Lithuania, Luxembourg, Macao, Macau, Macedonia,
    Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Marshall Islands,
    Mauritania, Mauritius, Mexico, Micronesia, Moldova, Monaco, Mongolia,
    Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, Netherlands,
    New Zealand, Nicaragua, Niger, Nigeria, North Korea, North Macedonia, Northern
    Ireland, Norway, Oman, Pakistan, Palau, Palestine, Panama, Papua New Guinea,
    Paraguay, People's Republic of China, Peru, Philippines, Poland, Portugal,
    Puerto Rico, Qatar, Republic of Korea, Romania, Russia, Russian Federation,
    Rwanda, Saint Kitts and Nevis, Saint Lucia, Samoa, San Marino, Sao Tome and
    Principe, Saudi Arabia, Scotland, Senegal, Serbia, Seychelles, Sierra Leone,
    Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South
    Korea, South Sudan, Soviet Union, Spain, Sri Lanka, Sudan, Suriname, Swaziland,
    Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Timor-Leste,
    Togo, Tonga, Trinidad and Tobago, Tunisia, Turkey, Turkmenistan, Tuvalu,
    Türkiye, U.K., U.S., U.S.A., UAE, UK, US, USA, USSR, Uganda, Ukraine, United
    Arab Emirates, United Kingdom, United States, United States of America, Uruguay,
    Uzbekistan, Vanuatu, Vatican, Venezuela, Viet Nam, Vietnam, Wales, West Germany,
    Yemen, Yugoslavia, Zaire, Zambia, Zimbabwe""".replace("\n", " ").split(",")
)
LAND_WORDS = frozenset(
    """river rivers lake lakes ocean oceans sea seas mountain mountains mount gulf
    valley desert island islands isle isles peninsula strait straits bay coast
    region basin plateau plain delta africa asia europe antarctica eurasia oceania
    balkans caribbean caucasus siberia sahara sahel himalayas alps andes levant
    mediterranean atlantic pacific arctic antarctic west east north south continent
    hemisphere hills hill canyon creek glacier forest mesopotamia scandinavia earth
    mars moon sun galaxy nebula equator maghreb indochina crescent""".split()
)
SITE_WORDS = frozenset(
    """airport bridge street st road avenue highway square building tower hospital
    stadium arena museum hall palace castle cathedral church mosque temple monastery
    station port harbour harbor base camp prison park theatre theater center centre
    dam canal tunnel cemetery library gallery hotel house fort fortress monument
    plaza gate wall pier plant mall boulevard lane drive route interstate school
    university college zoo garden gardens court memorial abbey""".split()
)
LAW_WORDS = frozenset(
    """act acts treaty convention agreement resolution constitution law laws code
    protocol charter accord accords amendment bill directive regulation covenant
    declaration pact statute decree ordinance proclamation""".split()
)


def place_label(name: str) -> str:
    """Tell a polity, a landscape and a site apart by the name's words."""
    bare = name.removeprefix("the ").removeprefix("The ")
    if bare in COUNTRIES:
        return "GPE"
    words = bare.lower().replace("-", " ").split()
    if not words:
        return "GPE"
    if words[-1] in SITE_WORDS and len(words) > 1:
        return "FAC"
    if words[-1] in LAND_WORDS or words[0] in {"lake", "mount", "mt.", "river", "gulf", "bay"}:
        return "LOC"
    if words[0] in {"north", "south", "eastern", "western", "northern", "southern"} and words[
        -1
    ] in {
        "africa",
        "asia",
        "europe",
        "america",
    }:
        return "GPE" if bare in COUNTRIES else "LOC"
    return "GPE"


def is_people(name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    return (
        name in PEOPLES
        or (last in PEOPLES and name[0].isupper() and len(name.split()) <= 2)
        or ("-" in name and name.rsplit("-", maxsplit=1)[-1] in PEOPLES)
    )


def misc_label(name: str) -> str:
    """NORP for a people, LAW for a legal text, MISC for the rest of the mixed class."""
    if is_people(name):
        return "NORP"
    words = name.lower().split()
    if len(words) > 1 and (words[-1] in LAW_WORDS or words[0] in LAW_WORDS):
        return "LAW"
    return "MISC"
