// Runs in a page before its own scripts: notes when the page is drawn, clicks, notes the answer.
// drawn, click and told are put in by the benchmark; told changes once the click is answered.
(() => {
  if (window !== window.top) return
  const told = { drawn: 0, usable: 0 }
  window.__bench = told
  let finish
  const finished = new Promise(resolve => { finish = resolve })
  window.__usable = () => finished.then(() => told)
  let heard = 0
  const Plain = window.WebSocket
  window.WebSocket = class extends Plain {
    constructor(...address) {
      super(...address)
      this.addEventListener("message", event => {
        if (!told.drawn) return
        const text = typeof event.data === "string" ? event.data : new TextDecoder().decode(event.data)
        if (text.includes('"answered"')) heard += 1
      })
    }
  }
  const all = (selector, root = document) => {
    const found = [...root.querySelectorAll(selector)]
    for (const node of root.querySelectorAll("*")) if (node.shadowRoot) found.push(...all(selector, node.shadowRoot))
    return found
  }
  const one = selector => document.querySelector(selector)
  const seen = node => !!node && node.getBoundingClientRect().height > 0
  const drawn = () => (__DRAWN__)
  const click = () => { __CLICK__ }
  const answer = () => (__TOLD__)
  let before = null
  let clicked = -Infinity
  const look = () => {
    const now = performance.now()
    try {
      if (!told.drawn) {
        if (drawn()) { told.drawn = now; before = answer() }
      } else if (clicked > 0 && answer() !== before) {
        told.usable = now
        return finish()
      }
      if (told.drawn && now - clicked > 500) { click(); clicked = now }
    } catch (fault) { told.fault = String(fault) }
    setTimeout(look, 10)
  }
  setTimeout(look)
})()
