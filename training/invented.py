"""Names and sentences made up for training: personal names of many languages, official phrases."""

# ruff: noqa: SIM905  (lists of words read best as words)

from __future__ import annotations

from random import Random

SURNAMES = {
    "Chinese": """Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao
    Luo Zheng Liang Xie Song Tang Han Feng Deng Cao Peng Zeng Xiao Tian Dong Pan
    Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lü Ding Ren Shen Yao Lu Cui Zhong Tan Jia
    Fan Jin Shi Xi Hou Meng Qin Bai Duan Lei Qian Yin Wan Ouyang Hao Kong Shao Mao""",
    "Arabic": """al-Sisi Hassan al-Maliki Mansour al-Thani Bouteflika al-Assad Haddad Khalil
    Saleh Nasser al-Abadi Mubarak Rashid Abbas Hariri Aoun al-Sudani Tebboune Saied
    Mikati al-Faisal Hamdok al-Burhan Qasim Barzani Dbeibah""",
    "Slavic": """Petrov Ivanova Kovalenko Shevchenko Novak Horvat Nowak Kowalski Medvedev Lavrov
    Zelensky Vučić Dimitrov Popov Fiala Babiš Duda Morawiecki Tusk Radev Borisov
    Plenković Milanović Janša Golob Čaputová Heger Shmyhal Mishustin Zakharova""",
    "African": """Okonkwo Mensah Kagame Ramaphosa Ruto Odinga Buhari Tinubu Obasanjo Museveni
    Mutharika Chakwera Hichilema Mnangagwa Akufo-Addo Diallo Traoré Ouattara Sall
    Ndiaye Kenyatta Nyerere Mbeki Dlamini Nkrumah Adesina Gebreyesus Abiy Ngozi
    Masisi""",
    "Indian": """Sharma Singh Patel Gupta Reddy Nair Iyer Banerjee Mukherjee Chatterjee Modi
    Gandhi Nehru Jaishankar Sitharaman Goyal Gadkari Rao Naidu Yadav Kumar Das Menon
    Pillai Joshi Deshmukh Rajapaksa Wickremesinghe Hasina Rahman""",
    "Western": """Smith Johnson Müller Schmidt Dubois Lefèvre García Martínez Fernández Rossi
    Bianchi Silva Santos Hansen Andersson Virtanen de Vries O’Brien MacDonald von
    der Leyen Jansen Rodríguez Papadopoulos Costa Sánchez Macron Scholz Trudeau
    Albanese Ardern""",
    "Asian": """Nguyen Tran Pham Kim Park Lee Choi Abe Suzuki Tanaka Kishida Yamamoto Widodo
    Subianto Marcos Duterte Prayut Lungu Yoon Moon Sato Ito Watanabe Hun Sen
    Mahathir Ibrahim Wong""",
}
GIVEN = {
    "Arabic": """Ahmed Mohammed Fatima Abdel Omar Khalid Nabil Leila Youssef Ibrahim Mustafa
    Haider Tamim""",
    "Slavic": """Ivan Olena Volodymyr Sergei Dmitry Marija Aleksandar Jan Katarzyna Petr Zuzana
    Boyko Igor""",
    "African": """Kwame Paul Cyril William Uhuru Nana Yoweri Thabo Amina Aminata Alassane Ngozi
    Tedros""",
    "Indian": """Narendra Rajesh Priya Anil Sunita Arvind Manmohan Indira Nirmala Subrahmanyam
    Amit Deepa""",
    "Western": """John Mary Angela François María José Emmanuel Ursula Pedro Giorgia Lars Ingrid
    Justin""",
    "Asian": """Van Minh Jae-in Shinzo Fumio Joko Anwar Rodrigo Ferdinand Yuriko Keiko Thaksin
    Lawrence""",
}
SYLLABLES = """ai an bao bin bo chang chao cheng chun da de dong fang fei feng fu gang guang
    guo hai han hao hong hua hui jian jiang jie jin jing jun kai kang ke kun lan lei
    li liang lin ling long mei min ming nan ning peng ping qi qiang qing ran rong
    rui shan sheng shu song tao ting tong wei wen xia xian xiang xiao xin xing xiu
    xue yan yang yi ying yong yu yuan yun ze zhen zheng zhi zhong zi""".split()


def person(random: Random) -> str:
    """A made-up name in the form of one of the languages."""
    language = random.choice([*SURNAMES, "Chinese", "Chinese"])
    surname = random.choice(SURNAMES[language].split())
    if language == "Chinese":
        given = "".join(random.choice(SYLLABLES) for _ in range(random.choice([1, 2, 2, 2])))
        return surname if random.random() < 0.1 else f"{surname} {given.capitalize()}"
    if random.random() < 0.2:
        return surname
    return f"{random.choice(GIVEN[language].split())} {surname}"


VERBS = """Strengthen Promote Emphasize Practice Safeguard Deepen Improve Adhere Build
    Uphold Advance Accelerate Enhance Ensure Implement Protect Support Expand Reform
    Foster Maintain Develop Address Prevent Resolve Consolidate Firmly
    Comprehensively Fully Steadily Further Strictly Actively Invest Tackle Modernise
    Modernize Reduce Increase Establish Review Encourage Coordinate Guarantee""".split()
OBJECTS = """the rule of law| high-quality development| national security| public services|
    food security| the quality of education| the capacity for governance| rural
    areas| social stability| energy security| international cooperation| the
    interests of the people| innovation| a culture of service| human rights| the
    overall situation| economic growth| the role of the market| major risks| climate
    resilience| small and medium-sized enterprises| supply chains| the health
    system| data protection| transparency| the foundations of peace| public trust|
    the single market| fiscal discipline| gender equality| our shared values| the
    bottom line| the concept of prevention| regional stability| access to justice""".replace(
    "\n", " "
).split("|")
TAILS = [
    "",
    "",
    " in all respects",
    " at all levels",
    " for future generations",
    " and improve delivery",
    " through law",
    " with confidence",
    " in the new period",
    " and the means to do so",
]
FRAMES = [
    "General Secretary {p} pointed out that {o} must be a priority.",
    "President {p} stressed the importance of {o}.",
    "{p} said that {o} comes first.",
    "Under the leadership of Comrade {p}, work on {o} has begun.",
    "The important instructions of {p} on {o} were studied.",
    "In a letter to {p}, the minister wrote of {o}.",
    "Prime Minister {p} and Foreign Minister {q} discussed {o}.",
    "With {p} at the core, we will deepen {o}.",
    "Minister {p}, who spoke first, thanked {q} for {o}.",
    "We agree with {p}'s view of {o}.",
    "As {p} put it: “{o} is our task.”",
    "{p} Thought guides {o}.",
    "{p}’s important exposition on {o} shows the way.",
    "Secretary-General {p} welcomed progress on {o}.",
    "Mr. {p} told the committee that {o} needs time.",
]


def official_sentence(random: Random) -> tuple[str, list[tuple[int, int, str]]]:
    """A heading that names nobody, or a sentence with personal names in it."""
    subject = random.choice(OBJECTS).strip()
    if random.random() < 0.5:
        text = f"{random.choice(VERBS)} {subject}{random.choice(TAILS)}"
        style = random.random()
        if style < 0.3:
            text = text.title()
        elif style < 0.4:
            text = text.upper()
        elif style < 0.7:
            text += "."
        return text, []
    frame = random.choice(FRAMES)
    text, found = "", []
    for piece in frame.replace("{o}", subject).split("{"):
        if "}" in piece:
            name, rest = person(random), piece.split("}", 1)[1]
            found.append((len(text), len(text) + len(name), "PERSON"))
            text += name + rest
        else:
            text += piece
    return text, found
