"use strict"
// Says so when the server does not answer. It keeps that page and its style, and nothing else: nothing of the
// person is ever stored here, and whatever the server answers is handed on as it is.
const KEPT = "offline-3"
const OFFLINE = "/static/offline.html"
const STYLE = "/static/app.css"

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([OFFLINE, STYLE])).then(() => self.skipWaiting()))
})
self.addEventListener("activate", (event) => {
  const others = (names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)))
  event.waitUntil(Promise.all([caches.keys().then(others), self.registration.navigationPreload?.enable()]))
})
self.addEventListener("fetch", (event) => {
  const { request } = event
  if (request.method !== "GET") return
  if (request.mode === "navigate") event.respondWith(asked(event).catch(() => caches.match(OFFLINE)))
  else if (new URL(request.url).pathname === STYLE && !new URL(request.url).search)
    event.respondWith(fetch(request).catch(() => caches.match(STYLE)))
})
async function asked(event) {
  return (await event.preloadResponse) ?? fetch(event.request)
}
