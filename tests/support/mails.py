"""A mailbox made for the tests: 40 alerts in five shapes, and 160 mails of other kinds."""

from email.message import EmailMessage

_HEX = "0123456789ab{n:04x}"
_SHAPES = (
    (
        "https://www.linkedin.com/comm/jobs/view/4{n:09}/?trackingId=a&refId=b",
        '<div><a href="{u}"><img src="x"></a><a href="{u}">{t}</a><p>{c} · {p}</p><p>Easy Apply</p></div>',
    ),
    (
        f"https://www.indeed.com/rc/clk?jk={_HEX}&from=ja&tk=z",
        '<a href="{u}"><h2>{t}</h2><p>{c} 4.1 ★</p><p>{p}</p><p>$20 an hour</p></a><p>1 day ago</p>',
    ),
    (
        "https://click.example.com/?q=1&url=https%3A%2F%2Fwww.stepstone.de%2Fstellenangebote--x--{n:07}-inline.html",
        "<h3>{t}</h3><p>{c}</p><p>{p}</p><a href='{u}'>View job</a><p></p>",
    ),
    ("https://www.xing.com/jobs/porto-x-{n:09}?sc_p=mail", ""),
    (
        "https://www.glassdoor.com/partner/jobListing.htm?pos=1&jl={n:09}&utm_source=m",
        "<td><a href='{u}'>{t}</a></td><td>{c}<br>{p}</td>",
    ),
)
_OTHERS = (
    "Your receipt: https://shop.example/orders/{n}?utm_source=mail",
    "Hello, lunch on {n} December? https://www.linkedin.com/in/somebody",
    "News {n}: https://news.example/jobs-report?trk=1",
    "Thank you for your application {n}. https://www.indeed.com/legal",
)


def alerts() -> list[tuple[bytes, list[tuple[str, str, str]]]]:
    """Return 40 alerts of three posts each, and the title, company and place of each post."""
    return [_alert(number) for number in range(40)]


def others() -> list[bytes]:
    """Return 160 mails without a post."""
    return [_mail(_OTHERS[number % len(_OTHERS)].format(n=number)) for number in range(160)]


def _alert(number: int) -> tuple[bytes, list[tuple[str, str, str]]]:
    address, card = _SHAPES[number % len(_SHAPES)]
    numbers = range(number * 3 + 10_000, number * 3 + 10_003)
    posts = [(f"Baker {n}", f"Oven {n} Ltd", "Porto, Portugal") for n in numbers]
    shape = card or "{t}\n{c}\n{p}\n{u}\n\n"
    shown = [
        shape.format(u=address.format(n=n), t=t, c=c, p=p)
        for n, (t, c, p) in zip(numbers, posts, strict=True)
    ]
    text = "".join(shown)
    return (_mail("See the other part.", f"<p>New jobs</p>{text}") if card else _mail(text)), posts


def _mail(text: str, html: str = "") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Somebody <somebody@example.com>", "News"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return bytes(mail)
