"""Lines that look like furniture and are the article's, and lines that look like the article's and are furniture."""

import pytest

from tests.clean.test_region import PARAGRAPHS, clean_lines, joined

OWN = [
    "Read-outs of this kind are rare.",
    "Sign-up for HARBOUR-2 ended in May.",
    "<a href='/b'>Then came HARBOUR-2.</a>",
    "<b>Next steps</b>",
    "Take the case of Zelmora, which spent its last million on a trial that never ended.",
    "Click chemistry, for which a prize was awarded in 2022, gives Zelmora a way to attach it to an antibody.",
    "Nominations for the board of Zelmora closed on Friday, and one of its shareholders has put forward three candidates.",
    "If you ask investors, the result says little about Zelmora.",
    "Register data from Denmark show a similar pattern in 4,200 patients.",
    "Sponsored by taxpayers, the trial was the first of its kind in Flanders.",
    "Up next is a trial in children, for which Zelmora has set aside the proceeds of its last round.",
    "<b>Get ready for generics</b>",
    "<b>What you need to know</b>",
]
FOREIGN = [
    "<p>Go deeper: <a href='/b'>Ardelis Therapeutics takes stock of its trial</a></p>",
    "<p>Our editors look back at a loud week in San Francisco. <a href='/pod'>Play episode</a></p>",
    "<p>To keep up with what we write about obesity, <a href='/tag'>bookmark this page</a>.</p>",
    "<p><a href='/tip'>Have a tip? Write to the newsroom in confidence.</a></p>",
    "<p>For more on this topic, see our collection on gene editing.</p>",
    "<p>The full list of closures is in our tracker.</p>",
    "<p>Nominations are open. Explore what last year's winners did for patients in forty countries of the world.</p>",
    "<p>Erst wenn Sie hier klicken, wird der externe Inhalt geladen.</p>",
    "<p>À lire aussi <a href='/b'>Zelmora, la fin</a></p>",
    "<ul><li><a href='https://www.tidings.co.uk/b'>Zelmora takes stock of its trial</a></li></ul>",
    "<div class='x'><h3>Congratulations to the winners</h3><p>These teams set the standard.</p><p><a href='/w'>See all winners</a></p></div>",
    "<div><img src='a.jpg'><span>The plant of Norvalis Bio near Ghent.</span></div>",
    "<div class='x'><h4>Ondo vel mirato?</h4><p>Sarel di ombra, velmo tal Norvalis.</p><a href='/v'>Mirato vel</a></div>",
    "<div class='x'><h4>Ondo vel mirato?</h4><p>Sarel di ombra, velmo tal Norvalis.</p><input type='email'><button>Vel</button></div>",
    "<p class='c'>Sarel di ombra, velmo tal Norvalis.</p><div class='d'><a href='/v'>Mirato vel</a></div>",
    "<p><b>Ondo vel mirato?</b><br>Sarel di ombra, velmo tal Norvalis.<br><a href='/v'>Mirato vel</a></p>",
    "<h5>Ondo vel mirato?</h5><p>Sarel di ombra, velmo tal Norvalis.</p><p><a href='/v'>Mirato vel</a></p>",
    "<p>Sarel di ombra, velmo tal Norvalis. <a href='/v'>Mirato vel tal</a></p>",
    "<div class='x'><p>Sarel di ombra, <a href='/v'>velmo tal Norvalis</a>, ondo mirato vel.</p></div>",
    "<div class='x'><img src='a.jpg'><p>Sarel di ombra velmo</p><div>Ondo mirato</div></div>",
    "<div class='x'><a href='/v'><img src='a.jpg'></a><p>Sarel di ombra velmo.</p></div>",
    "<div class='k1'>Ondo vel mirato</div><div class='k2'>Sarel di ombra, velmo tal.</div><div class='k3'><a href='/v'>Mirato vel</a></div>",
    "<p>*** Sarel di ombra *** Velmo tal Norvalis, ondo mirato.</p>",
    "<p>&gt;&gt; <a href='/v'>Sarel di ombra, velmo tal Norvalis</a>, ondo</p>",
    "<p>[Sarel di ombra: <a href='/v'>Mirato vel</a>]</p>",
    "<div class='x'><h4>Vacancies</h4><div><a href='/j/1'>Senior Scientist, Norvalis Bio</a><span>Ghent</span></div></div>",
]
BOX = "<div class='newsletter'><p>Sign up for our daily briefing, free of charge.</p><form><input type='email'></form></div>"


@pytest.mark.parametrize("line", OWN)
def test_a_line_of_the_article_stays_even_between_two_boxes(line):
    body = (
        joined("<p>{text}</p>", PARAGRAPHS[:3]) + BOX + f"<p>{line}</p>" + BOX + joined("<p>{text}</p>", PARAGRAPHS[3:])
    )
    plain = line.removeprefix("<b>").removesuffix("</b>").removeprefix("<a href='/b'>").removesuffix("</a>")
    assert clean_lines(f"<div>{body}</div>") == [*PARAGRAPHS[:3], plain, *PARAGRAPHS[3:]]


@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_line_of_furniture_goes_although_nothing_names_it(foreign):
    body = joined("<p>{text}</p>", PARAGRAPHS[:3]) + foreign + joined("<p>{text}</p>", PARAGRAPHS[3:])
    assert clean_lines(f"<div>{body}</div>") == list(PARAGRAPHS)


@pytest.mark.parametrize("heading", ["<h3>{}</h3>", "<p><b>{}</b></p>"])
def test_the_questions_of_an_interview_stay_wherever_boxes_stand(heading):
    questions = ("What made you join Norvalis?", "Are you worried about the trial?", "Would you like to go public?")
    parts = [f"<p>{PARAGRAPHS[0]}</p>"]
    for question, answer in zip(questions, PARAGRAPHS[1:], strict=False):
        parts += [BOX, heading.format(question), BOX, f"<p>{answer}</p>"]
    expected = [PARAGRAPHS[0], *(line for pair in zip(questions, PARAGRAPHS[1:], strict=False) for line in pair)]
    assert clean_lines(f"<div>{''.join(parts)}</div>") == expected


def test_an_offer_that_asks_the_reader_goes():
    body = f"<div>{joined('<p>{text}</p>')}<div class='b'><h4>Are you ready for the next step?</h4>{BOX}</div></div>"
    assert clean_lines(body) == list(PARAGRAPHS)


def test_a_country_is_no_address_to_the_reader():
    shared = "<p>Details stand in <a href='https://filings.test/1'>a filing with the authorities of the US</a>.</p>"
    bodies = [f"<div><p>{text}</p>{shared}<p>{other}</p></div>" for text, other in zip(PARAGRAPHS, PARAGRAPHS[1:], strict=False)]  # fmt: skip
    assert all(
        "Details stand in a filing with the authorities of the US." in clean_lines(body, bodies) for body in bodies
    )


def test_a_line_that_only_its_words_speak_against_stays_on_a_site_that_is_known():
    line = "Subscribe or die"
    others = [f"<div><p>{text}</p>{BOX}</div>" for text in PARAGRAPHS]
    body = f"<div><p>{PARAGRAPHS[0]}</p><h3>{line}</h3><p>{PARAGRAPHS[1]} More of it is told below.</p>{BOX}</div>"
    assert line in clean_lines(body, others)


def test_key_points_in_a_box_stay_although_every_article_has_their_heading():
    points = "<div class='k'><h4>At a glance</h4><ul><li>{}</li><li>{}</li></ul></div>"
    others = [f"<div>{points.format(text[:50], text[50:90])}<p>{text}</p></div>" for text in PARAGRAPHS]
    body = f"<div>{points.format('Zelmora files in May.', 'Its trial met the goal.')}{joined('<p>{text} And more.</p>')}</div>"
    assert clean_lines(body, others)[:3] == ["At a glance", "Zelmora files in May.", "Its trial met the goal."]
