"use strict"
// Text becomes HTML in one place: htmx reads the answers of this server with DOMParser. That alone is allowed;
// whatever else would write HTML or run text is refused by the browser (Trusted Types).
if (window.trustedTypes) {
  trustedTypes.createPolicy("default", {
    createHTML: (text, _type, sink) => (sink.startsWith("DOMParser") ? text : null),
  })
}

// Moments and numbers as the browser's language has them.
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })
function localize(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const told = MOMENT.format(new Date(time.dateTime))
    if (time.dataset.form === "moment") time.textContent = told
    else time.title = told
  }
  for (const data of root.querySelectorAll("data[value]")) {
    data.textContent = Number(data.value).toLocaleString()
  }
}
localize(document)
document.addEventListener("htmx:afterSwap", (event) => localize(event.target))
