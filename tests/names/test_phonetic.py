from __future__ import annotations

from itertools import combinations

import pytest

from sinoru.names.phonetic import MOST_READINGS, latinise, read_slavic, to_known_script
from sinoru.names.words import split_name

SPELLINGS = [
    "Ельцин Yeltsin Yel'tsin Elʹt͡sin Elʹcin Jelzin Eltsine Jelcyn Eltsin",
    "Черномырдин Chernomyrdin Tschernomyrdin Tchernomyrdine Czernomyrdin Černomyrdin Chernomirdin",
    "Степашин Stepashin Stepaschin Stepachine Stiepaszyn Stepašin Stepashyn",
    "Сергеев Sergeyev Sergeev Sergejew Sergueïev Siergiejew Sergeev",
    "Иванов Ivanov Iwanow Ivanoff",
    "Горбачёв Горбачев Gorbachev Gorbachyov Gorbatschow Gorbatchev Gorbaczow Gorbačev",
    "Хрущёв Хрущев Khrushchev Chruschtschow Khrouchtchev Chruszczow Hruŝëv",
    "Жириновский Zhirinovsky Zhirinovskiy Zhirinovskiĭ Schirinowski Jirinovski Żyrinowski Žirinovskij",
    "Лужков Luzhkov Luschkow Loujkov Łużkow Lužkov",
    "Куроедов Kuroyedov Kuroedov Kurojedow",
    "Кузнецов Kuznetsov Kusnezow Kouznetsov Kuzniecow Kuznecov",
    "Чубайс Chubais Chubays Tschubais Tchoubaïs Czubajs Čubajs",
    "Маслюков Maslyukov Masliukov Masljukow Masljukov",
    "Примаков Primakov Primakow Primakoff",
    "Ющенко Yushchenko Juschtschenko Iouchtchenko Juszczenko Juščenko",
    "Милошевић Милошевич Milošević Milosevic Miloševic Milosevič",
    "Ђинђић Джинджич Đinđić Djindjic",
    "Юрий Yuri Yury Yuriy Iurii Jurij Iouri Jurij Ûrij I͡Uriĭ",
    "Сергей Sergei Sergey Sergej Sergueï Siergiej Sergeĭ",
    "Евгений Yevgeny Yevgeniy Evgenii Jewgeni Evgueni Jewgienij Evgenij",
    "Михаил Mikhail",
    "Троцкий Trotsky Trotskiy Trockij Trotzki Trocki",
    "Müller Mueller",
    "Александр Aleksandr Alexander Alexandre",
    "Ігор Ihor Igor",
    "Олег Oleg Oleh",
    "Стоянов Stoyanov Stojanov Stoïanov",
    "Петър Petar",
    "Мюллер Müller",
]

SURNAMES = """
Abramov Afanasyev Aksenov Aleksandrov Alekseyev Andreyev Anisimov Antonov Arbatov Avdeyev Baburin Bakatin Baranov
Basayev Belov Belyayev Berezovsky Bogdanov Bordyuzha Borisov Bovin Brezhnev Bulganin Burbulis Bykov Chebrikov
Chekhov Chernenko Chernomyrdin Chernov Chernyshev Chubais Danilov Dobrynin Dorenko Dzerzhinsky Fadeyev Fokin Frolov
Fyodorov Gaidar Gavrilov Gerashchenko Glazyev Gorbachev Gordeyev Grachev Gromov Gromyko Gusev Gusinsky Ilyin
Ilyukhin Isakov Ivanov Ivanenko Ivanchenko Ivashov Kadyrov Kalinin Kamenev Karpov Kasyanov Khasbulatov Khodorkovsky
Khristenko Khromov Khrushchev Kirilenko Kiriyenko Kiselyov Klebanov Kokoshin Kolesnikov Komarov Konovalov Korolyov
Korolenko Kosygin Kovalyov Kovalenko Kozlov Kozyrev Krasnov Kravchenko Kravchuk Kryuchkov Kudrin Kulikov Kurginyan
Kurilov Kuroyedov Kuznetsov Kvashnin Lavrov Lazarev Lebed Lebedev Ligachev Lobov Luzhkov Lukashenko Lukin Lukyanov
Makarov Makashov Malenkov Malyshev Manilov Maslyukov Matveyev Matviyenko Medvedev Mikhailov Mikoyan Mironov Molotov
Morozov Nazdratenko Nemtsov Nikitin Nikolayev Nikonov Novikov Orlov Osipov Ovchinnikov Panov Patrushev Pavlov
Petrov Petrosyan Petrovsky Podgorny Podberezkin Polyakov Ponomaryov Popov Primakov Prudnikov Pugachev Pugo Putin
Rasputin Rodionov Rogachev Romanov Rushailo Rutskoy Ryabov Rybkin Rykov Ryzhkov Rumyantsev Safonov Samsonov Savelyev
Seleznyov Semyonov Sergeyev Shakhrai Shaposhnikov Shcherbakov Shevchenko Shumeiko Shumakov Chumakov Sidorov Skuratov
Smirnov Sobchak Sokolov Solovyov Soskovets Stepashin Stepanov Stroyev Suslov Tarasov Tikhonov Titov Trubnikov
Tuleyev Ustinov Varennikov Vasilyev Voronin Voroshilov Vorontsov Yakovlev Yakunin Yanayev Yarov Yastrzhembsky
Yavlinsky Yazov Yegorov Yelchin Yeltsin Yumashev Zadornov Zaitsev Zavgayev Zhirinovsky Zhukov Zorin Zotov Zubov
Zyuganov Ivankov Shubin Chubin Petrushin Gaydukov Shokhin Kuzmin Kuzmich
""".split()


def sounds(name: str) -> set[str]:
    return {" ".join(reading) for reading in read_slavic(split_name(name))}


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_all_romanisations_sound_like_the_native_spelling(spellings: str) -> None:
    native, *others = spellings.split()
    for other in others:
        assert sounds(native) & sounds(other), other


def test_different_surnames_sound_different() -> None:
    alike = [(one, other) for one, other in combinations(SURNAMES, 2) if sounds(one) & sounds(other)]
    assert alike == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Громов", "Khromov"),
        ("Gill", "Hill"),
        ("Shumakov", "Чумаков"),
        ("Zhukov", "Шухов"),
        ("Yelchin", "Ельцин"),
        ("Zubov", "Чубов"),
        ("Иванов", "Ивашов"),
        ("Zorin", "Чорин"),
        ("Jovanović", "Ивановић"),
    ],
)
def test_neighbours_stay_apart(one: str, other: str) -> None:
    assert not sounds(one) & sounds(other)


def test_a_language_is_heard_from_the_whole_name() -> None:
    assert ("mixail", "gorbačev") in read_slavic(["michail", "gorbatschow"])
    assert ("mixail",) not in read_slavic(["michail"])


def test_an_initial_keeps_its_point() -> None:
    assert read_slavic(["b.", "yeltsin"]) == [("b.", "elcin")]
    assert read_slavic(["ш.", "серов"]) == [("š.", "serov")]


def test_a_text_of_endless_readings_gives_a_few() -> None:
    assert len(read_slavic(["schsssszzzzcccjic"] * 6)) <= MOST_READINGS


def test_cyrillic_is_latinised_as_english_writes_it() -> None:
    assert latinise("черномырдин") == "chernomyrdin"
    assert latinise("хрущев") == "khrushchev"
    assert latinise("江泽民") == "江泽民"


@pytest.mark.parametrize(("text", "ascii_text"), [("Κώστας", "Kostas"), ("გია", "gia")])
def test_other_scripts_are_turned_to_latin(text: str, ascii_text: str) -> None:
    assert to_known_script(text) == ascii_text


@pytest.mark.parametrize("text", ["Boris", "Борис", "Milošević", "Nguyễn", "Elʹcin"])
def test_latin_and_cyrillic_stay(text: str) -> None:
    assert to_known_script(text) == text
