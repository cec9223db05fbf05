"use strict"
// Text becomes HTML in one place: htmx parses the answers of this server into a document of their own, in which
// nothing runs. That alone is allowed; whatever else would write HTML or run text is refused by the browser
// (Trusted Types).
const PARSERS = new Set(["DOMParser parseFromString", "Document parseHTMLUnsafe"])
const WORKER = "/static/worker.js"
if (window.trustedTypes) {
  trustedTypes.createPolicy("default", {
    createHTML: (text, _type, sink) => (PARSERS.has(sink) ? text : null),
    createScriptURL: (address) => (address === WORKER ? address : null),
  })
}

const one = (selector, root = document) => root.querySelector(selector)
const all = (selector, root = document) => [...root.querySelectorAll(selector)]

// Moments and numbers as the browser's language has them.
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" })
function localize(root) {
  for (const time of all("time[datetime]", root)) {
    const form = time.dataset.form
    const told = (form === "day" ? DAY : MOMENT).format(new Date(time.dateTime))
    if (form === "moment" || form === "day") time.textContent = told
    else time.title = told
  }
  for (const data of all("data[value]", root)) data.textContent = Number(data.value).toLocaleString()
}

// The list: which row is the post at hand, which comes next, what was answered.
const rows = () => all("#rows a.row")
const keyAtHand = () => one("#post article")?.dataset.key
const rowOf = (key) => rows().find((row) => row.parentNode.dataset.key === key)
function select(row) {
  for (const other of rows()) other.removeAttribute("aria-current")
  row?.setAttribute("aria-current", "true")
  row?.scrollIntoView({ block: "nearest" })
}
function keyAfter(key) {
  const list = rows().map((row) => row.parentNode)
  const place = list.findIndex((item) => item.dataset.key === key)
  const later = [...list.slice(place + 1), ...list.slice(0, Math.max(place, 0))]
  return later.find((item) => !item.dataset.answer)?.dataset.key ?? ""
}
// The list knows the post that Skip leads to; the part of the page with the post, which is new, does not.
function leadSkipOn(key) {
  const skip = one("#post [data-skip]"), list = rows().map((row) => row.parentNode)
  const place = list.findIndex((item) => item.dataset.key === key)
  const next = place < 0 ? null : list.slice(place + 1).find((item) => !item.dataset.answer)
  if (!skip || !next) return
  const address = new URL(skip.href)
  address.searchParams.set("post", next.dataset.key)
  skip.setAttribute("href", address.pathname + address.search)
}
function mark(key, answer) {
  const item = rowOf(key)?.parentNode
  if (!item) return
  one(".mark", item)?.remove()
  if (!answer) return item.removeAttribute("data-answer")
  item.dataset.answer = answer
  const told = document.createElement("span")
  told.className = "mark"
  told.textContent = answer
  one(".first", item).append(told)
}

// One thing at a time: while an answer is on its way, and until the next post was seen, no key acts.
const A_LOOK = 100 // milliseconds
let busy = false
let shownAt = 0
const isReady = () => !busy && performance.now() - shownAt > A_LOOK

function say(text) {
  const alert = one("#alert")
  if (alert) alert.textContent = text
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!detail.elt.matches("form.answers")) return
  const button = detail.triggeringEvent?.submitter // htmx knows those only that were clicked
  if (button) detail.parameters.set(button.name, button.value)
  detail.parameters.set("next", keyAfter(keyAtHand()))
  detail.parameters.set("did", one("#undo [name=did]")?.value ?? "")
})
// Answers and what takes them back; a preview is none of these.
const judges = ({ requestConfig }) => /^[^?]+\/(answer|undo)(\?|$)/.test(requestConfig.path)
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!judges(event.detail)) return
  if (busy) event.preventDefault()
  else busy = true
})
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (judges(detail)) busy = false // its form may have left the page meanwhile
})
document.addEventListener("answered", ({ detail }) => {
  for (const [key, answer] of Object.entries(detail)) if (key !== "elt") mark(key, answer)
})
// What was opened of a session's line stays open when the line is replaced.
const opened = new Set()
document.addEventListener("toggle", ({ target }) => {
  if (target.closest("#learned")) opened[target.open ? "add" : "delete"](target.classList[0])
}, true)
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  for (const line of all("#learned details")) line.open = opened.has(line.classList[0])
  localize(detail.target.isConnected ? detail.target : document)
  if (detail.target.id !== "post") return
  say("")
  localize(one("#learned") ?? detail.target)
  shownAt = performance.now()
  document.body.classList.add("reading")
  if (one(".top").offsetTop < scrollY) scrollTo(0, 0) // a phone shows the post's beginning, too
  select(rowOf(keyAtHand()))
  leadSkipOn(keyAtHand())
  document.title = [one("#post h2").textContent.trim(), ...document.title.split(" · ").slice(-2)].join(" · ")
  if (detail.requestConfig.verb === "post") one("#post h2")?.focus()
})

// What takes a while says so, in the button that began it.
document.addEventListener("submit", ({ submitter }) => {
  if (submitter?.dataset.busy) submitter.textContent = submitter.dataset.busy
})

// What went wrong. The post stays on the screen, so that nothing is lost but the press of a key.
const UNREACHED = "The server is not responding, so your answer may not have been stored. The post stays here. Answer again when the server is running."
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => say(judges(detail) ? UNREACHED : "The server is not responding."))
}
document.addEventListener("htmx:responseError", ({ detail }) => {
  const token = detail.xhr.getResponseHeader("X-Form-Token")
  if (detail.xhr.status === 403 && token && !detail.elt.dataset.again) return sendAgain(detail, token)
  if (detail.xhr.status === 401) return say("You are logged out, so nothing was stored. Log in using another tab, then answer again.")
  const page = new DOMParser().parseFromString(detail.xhr.responseText, "text/html")
  say(page.querySelector("main p")?.textContent ?? `The server responded with status ${detail.xhr.status}.`)
})
function sendAgain(detail, token) {
  // The server was started again since: the same form, with the token of now, and once only.
  for (const input of all("input[name=csrf]")) input.value = token
  const { elt } = detail
  const button = all("button", elt).find((given) => given.value === detail.requestConfig.parameters.get("answer"))
  elt.dataset.again = "once"
  setTimeout(() => { if (elt.matches("form")) elt.requestSubmit(button); else htmx.trigger(elt, "again") }, 0)
  setTimeout(() => delete elt.dataset.again, 5_000)
}

// Keys, as in the terminal; other alphabets by the place of the key.
const NAMES = {
  y: "yes", n: "no", u: "unsure", a: "applied", ArrowRight: "yes", ArrowLeft: "no",
  s: "skip", p: "undo", o: "open", r: "marks", m: "more", "?": "keys",
  j: "down", k: "up", ArrowDown: "down", ArrowUp: "up", Home: "first", End: "last",
}
// A session has no list to move in: its arrows do what they do in the terminal's.
const IN_A_SESSION = { ArrowDown: "more", ArrowUp: "undo", j: "", k: "", Home: "", End: "" }
const isSession = document.body.classList.contains("teach")
const named = (key) => (isSession ? IN_A_SESSION[key] : undefined) ?? NAMES[key]
const MOVING = new Set(["down", "up", "first", "last", "more"])
const STORED = "jobsearch-keys"
let areOn = true
try { areOn = localStorage.getItem(STORED) !== "off" } catch { /* no storage: keys are on */ }

function nameOf(event) {
  if (event.key.length > 1) return named(event.key)
  const isForeign = event.key.charCodeAt(0) > 127 && event.code.startsWith("Key")
  return named(isForeign ? event.code[3].toLowerCase() : event.key.toLowerCase())
}
// The answers that were given: keys are for the one that has the focus, else for the first.
const given = one("#given")
function actOnAnswer(name) {
  const items = [...given.children]
  const here = document.activeElement.closest("#given > li")
  const place = items.indexOf(here), item = here ?? items[0]
  const to = { down: place + 1, up: Math.max(place - 1, 0), first: 0, last: items.length - 1 }[name]
  if (to !== undefined) one("a", items[Math.min(to, items.length - 1)])?.focus()
  else if (name === "open") one("[data-open]", item)?.click()
  else one(`button[value="${name}"]`, item)?.click()
}
function takeBack() {
  const undo = one("#undo")
  if (undo) undo.requestSubmit()
  else say("There is nothing to undo here. “Your answers” lists all the answers that you gave.")
}
function act(name) {
  const place = rows().findIndex((row) => row.hasAttribute("aria-current"))
  if (given && !["undo", "keys"].includes(name)) return actOnAnswer(name)
  const go = (row) => { if (row) { select(row); row.click() } }
  if (name === "down") go(rows()[place + 1])
  else if (name === "up") go(rows()[place - 1])
  else if (name === "first") go(rows()[0])
  else if (name === "last") go(rows().at(-1))
  else if (name === "skip" && one("#rows")) go(rows()[place + 1])
  else if (name === "undo") takeBack()
  else if (name === "open") one("#post [data-open]")?.click()
  else if (name === "marks") document.body.classList.toggle("plain-text")
  else if (name === "more") one("#post .text")?.scrollBy({ top: one("#post .text").clientHeight * 0.9 })
  else if (name === "keys") one("#keys").showModal()
  else {
    const button = one(`#post button[value="${name}"]`)
    button?.form.requestSubmit(button)
  }
}
document.addEventListener("keydown", (event) => {
  const name = nameOf(event)
  if (!name || !areOn || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  if (!one("#keys") || one("dialog[open]") || event.target.closest("input, textarea, select, [contenteditable]")) return
  if (event.key.length > 1 && event.target.closest(".text, details")) return // arrows scroll what has the focus
  event.preventDefault()
  if (MOVING.has(name)) { if (!busy) act(name) }
  else if (!event.repeat && isReady()) act(name)
})

// Swipes: to the right is yes, to the left no; not from the edge, where they turn the browser's pages.
const FAR = 80, EDGE = 24, STEEP = 45
let touched = null
document.addEventListener("touchstart", (event) => {
  const [touch] = event.touches
  const fits = event.touches.length === 1 && event.target.closest("#post article") && !event.target.closest("form")
  touched = fits && touch.clientX > EDGE && touch.clientX < innerWidth - EDGE ? touch : null
}, { passive: true })
document.addEventListener("touchend", (event) => {
  if (!touched) return
  const [touch] = event.changedTouches
  const across = touch.clientX - touched.clientX, down = Math.abs(touch.clientY - touched.clientY)
  touched = null
  if (Math.abs(across) > FAR && down < STEEP && getSelection().isCollapsed && isReady()) act(across > 0 ? "yes" : "no")
}, { passive: true })

// The filters close as other menus do.
document.addEventListener("keydown", (event) => {
  const open = one("details.filters[open]")
  if (event.key !== "Escape" || !open) return
  open.open = false
  one("summary", open).focus()
})
document.addEventListener("click", (event) => {
  const open = one("details.filters[open]")
  if (open && !open.contains(event.target)) open.open = false
})

localize(document)
if (one("#keys")) {
  const button = one("#show-keys"), box = one("#keys-on")
  button.hidden = false
  button.addEventListener("click", () => act("keys"))
  box.checked = areOn
  box.addEventListener("change", () => {
    areOn = box.checked
    try { localStorage.setItem(STORED, areOn ? "on" : "off") } catch { /* until the page is left, then */ }
  })
  one("#rows a[aria-current]")?.scrollIntoView({ block: "nearest" })
}

// Says so when the server does not answer; browsers have it on this machine and over TLS only.
navigator.serviceWorker?.register(WORKER, { scope: "/" }).catch(() => { /* then the browser says so */ })

// The board: a card is moved by its form, whether a button, a key or a drag sends that.
function moveCard(card, stage) {
  const select = one("select[name=stage]", card)
  if (!select || ![...select.options].some((option) => option.value === stage)) return
  select.value = stage
  select.form.requestSubmit()
}
if (one("#board")) {
  const columns = all("#board .column"), stages = columns.map((column) => column.dataset.stage)
  let dragged = null
  document.addEventListener("dragstart", ({ target, dataTransfer }) => {
    dragged = target.closest?.(".card[draggable]") ?? null
    if (dragged) dataTransfer.setData("text/plain", dragged.id) // Firefox drags nothing without data
  })
  for (const column of columns) {
    column.addEventListener("dragover", (event) => {
      if (!dragged || column.contains(dragged)) return
      event.preventDefault()
      column.classList.add("over")
    })
    column.addEventListener("dragleave", () => column.classList.remove("over"))
    column.addEventListener("drop", (event) => {
      event.preventDefault()
      column.classList.remove("over")
      if (dragged) moveCard(dragged, column.dataset.stage)
      dragged = null
    })
  }
  document.addEventListener("keydown", (event) => {
    const card = event.target.closest(".card"), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!card || !step || !event.shiftKey || event.repeat || event.target.matches("select")) return
    event.preventDefault()
    moveCard(card, stages[stages.indexOf(card.closest(".column").dataset.stage) + step])
  })
  const moved = new URLSearchParams(location.search).get("moved")
  if (moved) one("a", document.getElementById(moved) ?? document.body)?.focus()
}
