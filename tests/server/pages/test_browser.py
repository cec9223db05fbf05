"""The pages in a browser: keys, tabs, a lost connection, and what a post may not do."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from support.browser import Watched, after, at_hand, browsing, wait_until
from support.feeds import body, element
from support.serving import Server, in_thread

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import set_label
from jobsearch.settings import Settings

POSTS = 40
_SENTENCE = "We build quiet tools in Python for people who read a lot, and we answer every letter. "
HOSTILE = (
    "<p>Hello</p><script>document.title='stolen'</script><img src=x onerror=\"document.title='stolen'\">"
    "&lt;script&gt;document.title='stolen'&lt;/script&gt; "
    "<a href=\"javascript:document.title='stolen'\">x</a>"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The browser of all tests of this module."""
    with browsing() as running:
        yield running


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An instance with many posts, each of a long text; tests answer posts of their own."""
    folder = tmp_path_factory.mktemp("browser")
    texts = "".join(f"<p>{_SENTENCE * 3}</p>" for _paragraph in range(12))
    posts = [element(number, description=f"{number} {texts}") for number in range(1, POSTS + 1)]
    posts[0] |= {"position": "Bad <script>document.title='stolen'</script>", "description": HOSTILE}
    (folder / "feed.json").write_bytes(body(posts))
    settings = Settings(folder / "instance")
    fetch_new(settings, [folder / "feed.json"])
    return settings


@pytest.fixture(scope="module")
def server(store: Settings) -> Iterator[Server]:
    """A server of that instance."""
    with in_thread(store.instance) as running:
        yield running


@pytest.fixture
def window(browser: Any, server: Server) -> Iterator[Watched]:
    """A window on Today; the browser must have complained of nothing at the end."""
    opened = Watched(browser, server.url)
    opened.page.goto("/today")
    yield opened
    opened.context.close()
    assert opened.complaints == []


def label(server: Server, key: str) -> str:
    found: str = server.get(f"/posts/{key}").json["label"]
    return found


def test_one_screen_holds_nine_posts_and_twenty_five_lines(window: Watched) -> None:
    page = window.page
    page.goto("/today?post=remoteok:7")
    in_view = (
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    assert page.evaluate(f"[...document.querySelectorAll('#rows > li')].filter({in_view}).length") >= 9
    lines = page.evaluate(
        """() => {
          const text = document.querySelector('#post .text'), box = text.getBoundingClientRect()
          const range = document.createRange(); range.selectNodeContents(text)
          const seen = [...range.getClientRects()].filter(line => line.height && line.height < 30)
            .filter(line => line.top >= box.top && line.bottom <= Math.min(box.bottom, innerHeight))
          return new Set(seen.map(line => Math.round(line.top))).size
        }"""
    )
    assert lines >= 25
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.is_visible("#post button[value=yes]")


def test_every_key_does_what_it_does_in_the_terminal(window: Watched, server: Server) -> None:
    page = window.page
    first = at_hand(page)
    second = after(page, lambda: page.keyboard.press("j"))
    assert after(page, lambda: page.keyboard.press("ArrowUp")) == first
    for key, stored in (("y", "yes"), ("n", "no"), ("u", "unsure"), ("a", "yes"), ("ArrowRight", "yes")):
        judged = at_hand(page)
        after(page, lambda pressed=key: page.keyboard.press(pressed))
        assert label(server, judged) == stored
    for _time in range(5):
        after(page, lambda: page.keyboard.press("p"))
    assert (at_hand(page), label(server, first), label(server, second)) == (first, "", "")
    assert after(page, lambda: page.keyboard.press("s")) == second
    assert label(server, first) == ""
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    page.keyboard.press("y")
    page.keyboard.press("Escape")
    assert (at_hand(page), label(server, second)) == (second, "")
    page.keyboard.press("r")
    assert page.evaluate("document.body.classList.contains('plain-text')")
    page.keyboard.press("m")
    wait_until(page, "() => document.querySelector('#post .text').scrollTop > 0")


def test_the_answers_that_were_given_have_the_same_keys(window: Watched, server: Server) -> None:
    page = window.page
    older, newer = "remoteok:38", "remoteok:39"
    for key in (older, newer):
        server.send("PUT", f"/posts/{key}/label", b'{"label": "yes"}', {"Content-Type": "application/json"})
    page.goto("/teach/answers")
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    for key, stored in (("n", "no"), ("u", "unsure"), ("p", "no")):
        with page.expect_navigation():
            page.keyboard.press(key)
        assert label(server, newer) == stored  # it has the focus again on the page that follows
    # The browser goes to the answer that was changed; until a page was seen, no key answers.
    wait_until(page, "() => document.activeElement.id === 'remoteok:39' && performance.now() > 150")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("n")
    assert label(server, older) == "no"


def test_skip_by_mouse_leads_to_the_next_post_after_an_answer_or_a_look(
    window: Watched, server: Server
) -> None:
    page = window.page
    every = page.eval_on_selector_all("#rows > li", "all => all.map(one => one.dataset.key)")
    first, *_others = listed = every[8:]  # other tests need the first ones without an answer
    page.goto(f"/today?post={first}")
    assert after(page, lambda: page.click("#post button[value=yes]")) == listed[1]
    assert label(server, first) == "yes"
    for key in listed[2:4]:
        assert after(page, lambda: page.click("#post [data-skip]")) == key
    assert after(page, lambda: page.click("#post button[value=yes]")) == listed[4]
    assert after(page, lambda: page.click("#post [data-skip]")) == listed[5]
    assert after(page, lambda: page.click(f"#rows li[data-key='{listed[7]}'] a")) == listed[7]
    assert after(page, lambda: page.click("#post [data-skip]")) == listed[8]


def test_a_button_below_the_pointer_does_not_look_chosen(window: Watched) -> None:
    page = window.page
    background = "one => getComputedStyle(document.querySelector(one)).backgroundColor"
    page.goto("/today?post=remoteok:30")
    after(page, lambda: page.click("#post button[value=yes]"))
    page.hover("#post button[value=yes]")
    hovered = page.evaluate(background, "#post button[value=yes]")
    chosen = page.evaluate(background, "nav [aria-current]")
    assert hovered not in {chosen, page.evaluate(background, "#post button[value=no]")}
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(background, "#post button[value=yes]")
    assert dark not in {hovered, page.evaluate(background, "nav [aria-current]")}


def test_on_a_phone_why_teach_asks_can_be_read_and_stays_open(window: Watched) -> None:
    page = window.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/teach")
    page.click("button:has-text('Begin')")
    why = page.locator("#learned details.rest summary")
    assert why.is_visible()
    assert why.inner_text().strip()
    line = why.bounding_box()["height"]
    why.click()
    wait_until(page, "() => document.querySelector('#learned details.rest').open")
    unfolded = """() => {
      const one = document.querySelector('#learned .rest summary')
      return [one.scrollWidth <= one.clientWidth, one.clientHeight]
    }"""
    fits, height = page.evaluate(unfolded)
    assert fits
    assert height >= line
    after(page, lambda: page.click("#post button[value=skip]"))
    wait_until(page, "() => document.querySelector('#learned details.rest').open")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click(".end button")


def test_on_a_phone_undo_stands_above_the_list_after_a_look_at_another_page(
    window: Watched, server: Server
) -> None:
    page = window.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/today?all=true&post=remoteok:37")
    after(page, lambda: page.click("#post button[value=no]"))
    page.goto("/health-report")
    page.goto("/today")
    assert not page.is_visible("#post")
    with page.expect_navigation():
        page.click("#undo button")
    assert label(server, "remoteok:37") == ""


def test_a_key_held_down_and_keys_of_another_alphabet(window: Watched, server: Server) -> None:
    page = window.page
    first = at_hand(page)
    page.keyboard.down("y")
    for _repeat in range(20):
        page.keyboard.down("y")
    page.keyboard.up("y")
    wait_until(page, "first => document.querySelector('#post article').dataset.key !== first", first)
    page.wait_for_timeout(300)
    second = at_hand(page)
    assert (label(server, first), label(server, second)) == ("yes", "")
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'н', code: 'KeyY', bubbles: true}))"
    )
    wait_until(page, "key => document.querySelector('#post article').dataset.key !== key", second)
    assert label(server, second) == "yes"
    page.wait_for_timeout(120)
    after(page, lambda: page.keyboard.press("p"))
    after(page, lambda: page.keyboard.press("p"))
    page.keyboard.press("Control+y")
    page.keyboard.insert_text("yyyy")
    assert label(server, at_hand(page)) == ""
    press = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', bubbles: true}))"
    pasted = after(page, lambda: page.evaluate(";".join([press] * 8)))  # sooner than anybody reads
    page.wait_for_timeout(300)
    assert (at_hand(page), label(server, pasted)) == (pasted, "")
    after(page, lambda: page.keyboard.press("p"))


def test_two_tabs_and_a_terminal_at_once(window: Watched, server: Server, store: Settings) -> None:
    one, other = window.page, window.tab()
    other.goto("/today")
    first = at_hand(one)
    assert at_hand(other) == first
    second = after(one, lambda: one.keyboard.press("y"))
    other.wait_for_timeout(120)
    other.keyboard.press("n")
    other.wait_for_selector("text=answered elsewhere in the meantime")
    assert (at_hand(other), label(server, first)) == (first, "yes")
    set_label(store, second, "no")
    one.keyboard.press("y")
    one.wait_for_selector("text=answered elsewhere in the meantime")
    assert label(server, second) == "no"
    for key in (first, second):
        set_label(store, key, "clear")


def test_without_scripts_all_of_it_works_by_forms(browser: Any, server: Server) -> None:
    window = Watched(browser, server.url, java_script_enabled=False)
    page = window.page
    page.goto("/today?search=python&limit=10")
    first = at_hand(page)
    page.click("#post button[value=unsure]")
    assert label(server, first) == "unsure"
    assert at_hand(page) != first
    page.click("text=Undo")
    assert (at_hand(page), label(server, first)) == (first, "")
    page.click("#post a[data-skip]")
    assert at_hand(page) != first
    page.click("details.filters summary")
    page.fill("#f-search", "nowhere-at-all")
    page.click(".filters button.primary")
    assert page.is_visible("text=There are no open posts in this list")
    assert page.locator(".chip").count() == 1
    page.click(".chip")
    assert page.locator("#rows > li").count() == 10
    window.context.close()


def test_a_lost_connection_loses_nothing_and_is_told(browser: Any, store: Settings) -> None:
    with in_thread(store.instance) as server:
        window = Watched(browser, server.url)
        page = window.page
        page.goto("/today")
        first = at_hand(page)
        window.context.set_offline(True)
        page.keyboard.press("y")
        page.wait_for_selector("text=The server is not responding")
        assert (at_hand(page), label(server, first)) == (first, "")
        window.context.set_offline(False)
        after(page, lambda: page.keyboard.press("y"))
        assert label(server, first) == "yes"
        assert page.inner_text("#alert") == ""
        window.context.close()
        set_label(store, first, "clear")


def test_a_restarted_server_is_not_noticed(browser: Any, store: Settings) -> None:
    with in_thread(store.instance) as server:
        window = Watched(browser, server.url)
        page = window.page
        page.goto("/today")
        first = at_hand(page)
    with in_thread(store.instance, port=server.port):
        after(page, lambda: page.keyboard.press("n"))
        assert label(server, first) == "no"
        after(page, lambda: page.keyboard.press("p"))
        assert label(server, first) == ""
        window.context.close()


def test_back_and_reload_answer_nothing_again(window: Watched, server: Server) -> None:
    page = window.page
    page.goto("/today?limit=5")
    first = at_hand(page)
    second = after(page, lambda: page.keyboard.press("n"))
    page.reload()
    assert (at_hand(page), label(server, first), label(server, second)) == (second, "no", "")
    page.go_back()
    page.go_forward()
    assert (label(server, first), label(server, second)) == ("no", "")
    after(page, lambda: page.keyboard.press("p"))
    assert (at_hand(page), label(server, first)) == (first, "")


def test_back_leads_to_the_post_read_before_and_then_to_the_list(window: Watched) -> None:
    page = window.page
    page.goto("/wish")
    page.goto("/today")
    opening, first, second = (row.get_attribute("data-key") for row in page.locator("#rows > li").all()[:3])
    shows = "key => document.querySelector('#post article')?.dataset.key === key"
    for key in (first, second):
        page.locator(f'#rows > li[data-key="{key}"] a').click()
        wait_until(page, shows, key)
    for key, address in ((first, f"**/today?post={quote(str(first), safe='')}"), (opening, "**/today")):
        page.go_back()
        page.wait_for_url(address)
        wait_until(page, shows, key)
        wait_until(
            page, "key => document.querySelector('a[aria-current=true]')?.parentNode.dataset.key === key", key
        )
    page.go_back()
    page.wait_for_url("**/wish")


def test_a_session_is_answered_by_keys_in_two_tabs_and_over_a_restart(browser: Any, store: Settings) -> None:
    with in_thread(store.instance) as server:
        window = Watched(browser, server.url)
        page = window.page
        page.goto("/teach")
        page.click("main summary")
        page.select_option("#order", "oldest")
        page.click("text=Begin")
        judged = []
        for key, stored in (("y", "yes"), ("ArrowLeft", "no"), ("u", "unsure"), ("s", "")):
            judged.append(at_hand(page))
            after(page, lambda pressed=key: page.keyboard.press(pressed))
            assert label(server, judged[-1]) == stored
        other = window.tab()
        other.goto("/teach")
        ahead = after(page, lambda: page.keyboard.press("n"))
        other.keyboard.press("y")
        other.wait_for_selector("text=Nothing was changed")
        assert (at_hand(other), label(server, ahead)) == (ahead, "")
        for _time in range(5):
            after(page, lambda: page.keyboard.press("ArrowUp"))
        assert (at_hand(page), [label(server, key) for key in judged]) == (judged[0], [""] * 4)
        page.keyboard.press("j")
        page.keyboard.press("?")
        assert page.is_visible("#keys >> text=undo the last answer")
        page.keyboard.press("Escape")
        first = at_hand(page)
    with in_thread(store.instance, port=server.port):
        after(page, lambda: page.keyboard.press("y"))
        assert label(server, first) == "yes"
        page.wait_for_selector("text=a new one began")
        window.context.close()
    set_label(store, first, "clear")


def test_the_best_posts_by_a_wish_change_while_it_is_typed(browser: Any, server: Server) -> None:
    window = Watched(browser, server.url)
    page = window.page
    page.goto("/wish")
    page.fill("#text", "quiet tools in python, no sales")
    page.wait_for_selector("#best >> text=which is not saved")
    assert "sales" in page.inner_text("#best p >> nth=0")
    assert page.locator("#best li").count() == 10
    assert page.url.endswith("/wish")
    window.context.close()
    assert window.complaints == []


def test_what_a_post_holds_is_not_run(window: Watched) -> None:
    page = window.page
    page.goto("/today?post=remoteok:1")
    assert "stolen" in page.inner_text("#post h2")
    page.goto("/today?limit=200")
    page.click("li[data-key='remoteok:1'] a")
    page.wait_for_selector("#post article[data-key='remoteok:1']")
    page.wait_for_timeout(100)
    assert "stolen" not in page.title().partition("Bad")[0]
    assert page.locator("#post script, #post img, #post .text a").count() == 0
    writes = "document.body.innerHTML = '<b>x</b>'; return 'written'"
    refused = page.evaluate(f"() => {{ try {{ {writes} }} catch (error) {{ return error.name }} }}")
    assert refused == "TypeError"
    window.complaints.clear()  # of what was tried just now


def test_a_phone_shows_the_list_then_the_post_and_swipes(browser: Any, server: Server) -> None:
    window = Watched(browser, server.url, has_touch=True)
    page = window.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/today")
    assert not page.is_visible("#post")
    page.tap("#rows > li:nth-child(2) a")
    page.wait_for_selector("#post article >> visible=true")
    assert not page.is_visible("#rows")
    page.wait_for_timeout(150)
    swiped = at_hand(page)
    after(page, lambda: _swipe(page, 80, 300))
    assert label(server, swiped) == "yes"
    page.click("#undo button")
    wait_until(page, "key => document.querySelector('#post article').dataset.key === key", swiped)
    assert label(server, swiped) == ""
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    window.context.close()
    assert window.complaints == []


def _swipe(page: Any, start: int, end: int) -> None:
    touch = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", start), ("touchMove", (start + end) // 2), ("touchMove", end)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 300}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.slow
def test_keys_lead_to_the_next_post_within_a_tenth_of_a_second(window: Watched) -> None:
    page = window.page
    taken = []
    for _time in range(20):
        started = page.evaluate("performance.now()")
        after(page, lambda: page.keyboard.press("j"))
        taken.append(page.evaluate("performance.now()") - started - 120)
        if len(taken) % 8 == 0:
            page.keyboard.press("Home")
            page.wait_for_timeout(200)
    assert sorted(taken)[len(taken) // 2] < 100
