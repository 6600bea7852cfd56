"""Whose word is the Government of North Korea's own, and who is only named after the country."""

import pytest

from compliance.record.vocabulary import is_own_host, is_own_word

OWN = """
Democratic People's Republic of Korea
Democratic People’s Republic of Korea
Democratic Peopleʼs Republic of Korea
the Government of the Democratic People's Republic of Korea (DPRK)
Korea, Democratic People's Republic of
D.P.R.K.
ＤＰＲＫ
DPRК
North Korea
Government of North Korea
North Korean authorities
North Korea's Foreign Ministry
DPRK Ministry of Foreign Affairs
Ministry of Foreign Affairs of the DPRK
Ministry of Foreign Affairs, DPRK
Foreign Ministry of North Korea
DPRK Embassy in Beijing
Embassy of the Democratic People’s Republic of Korea in Moscow
Permanent Mission of the DPRK to the United Nations
DPRK's UN Mission
Ministry of People's Security
Korean Central News Agency of DPRK
KCNA.kp
Посольство КНДР в РФ
朝鲜驻华大使馆
Spokesperson for the Ministry of Foreign Affairs of the DPRK
North Korean Ministry of State Security
DPRK Central Bank
Red Cross Society of the DPRK
KCNA
K.C.N.A.
Korean Central News Agency (KCNA)
the Korean  Central News Agency
KCNA report
KCNA, Pyongyang
state news agency (KCNA)
according to KCNA
KCNA and Rodong Sinmun
Rodong Sinmun
Workers’ Party of Korea
Central Committee of the Workers' Party of Korea
Supreme People's Assembly
Korean People’s Army
Kim Jong Un
조선중앙통신
로동신문
외무성
조선민주주의인민공화국 외무성
북한 당국
朝中社
朝鲜中央通讯社
朝鲜外务省
朝鮮中央通信
ЦТАК
Правительство КНДР
МИД КНДР
Corée du Nord
""".strip().splitlines()
OTHERS = """
Government of the Republic of Korea
Republic of Korea
Republic of Korea, Ministry of Unification
Ministry of Foreign Affairs of the Republic of Korea
Embassy of the Republic of Korea in Beijing
Korea Institute for National Unification
Institute for National Unification
Committee for Human Rights in North Korea
National Committee on North Korea
Database Center for North Korean Human Rights
KCNA Watch
38 North
NK News
North Korea News
Daily NK
text obtained by Daily NK
North Korea Leadership Watch
North Korean Economy Watch
North Korean officials who defected
UN Commission of Inquiry on Human Rights in the DPRK
UN Panel of Experts (DPRK)
Panel of Experts on the Democratic People’s Republic of Korea
Special Rapporteur on the situation of human rights in the DPRK
Special Envoy for North Korea
Office of the UN Resident Coordinator in the DPRK
ICRC delegation in the DPRK
DPRK delegation of the ICRC
Embassy of Sweden in North Korea
Delegation of the European Union to the DPRK
KCNA; ICRC
Sweden, DPRK
Foreign Ministry
Посольство РФ в КНДР
북한 인권 시민연합
中国驻朝鲜大使馆
United Nations Command
UN Country Team in the DPRK
KCNA, reported by Etemaad
IAEA
Free North Korea Radio
Radio Free Asia
Chosun Ilbo
The Korea Herald
Ministry of State Security
통일연구원
북한인권정보센터
朝鲜日报
朝鮮日報
외교부
hypothetical
the governments concerned
Japan
""".strip().splitlines()


@pytest.mark.parametrize("name", OWN)
def test_its_own_word_is_known_in_whatever_spelling(name: str) -> None:
    assert is_own_word(name)


@pytest.mark.parametrize("name", OTHERS)
def test_who_is_named_after_the_country_is_not_its_government(name: str) -> None:
    assert not is_own_word(name)


def test_a_name_of_any_length_is_looked_at_at_once() -> None:
    assert not is_own_word("ministry of " * 100_000)


@pytest.mark.parametrize(
    ("href", "own"),
    [
        ("http://kcna.kp/en/article", True),
        ("http://www.kcna.co.jp/index-e.htm", True),
        ("https://kcnawatch.org/?t=1", False),
        ("https://example.org/kcna.kp", False),
    ],
)
def test_a_link_to_its_own_site_is_known_by_the_host(href: str, own: bool) -> None:
    assert is_own_host(href) is own
