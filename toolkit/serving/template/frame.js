// The frame's own behaviour: loading screen, banner when the kernel is gone, farewell.
(() => {
  "use strict";
  const SLOW = 20000;
  const { kernel, leave, drawn: drawing } = document.currentScript.dataset;
  const alive = new URL(kernel, location.href).href;
  const element = (id) => document.getElementById(id);
  let line = ""; // the page's websocket: open, closed or gone
  let over = false; // the kernel is gone for good

  const chosen = document.documentElement.dataset.theme || localStorage.getItem("gs-theme");
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("gs-dark", dark);

  window.addEventListener("pagehide", () => navigator.sendBeacon(leave));
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());

  function banner(kind) {
    const box = element("gs-banner");
    if (!box || (over && kind !== "gone")) return;
    box.hidden = !kind;
    for (const text of box.querySelectorAll("[data-when]")) text.hidden = text.dataset.when !== kind;
  }

  function gone() {
    over = true;
    banner("gone");
  }

  async function look() {
    if (over) return;
    if (line === "open") return banner("");
    try {
      const reply = await fetch(alive, { cache: "no-store" });
      if (reply.status === 404 || reply.status === 403) return gone();
      banner(line ? "lost" : "");
    } catch {
      banner("silent");
    }
  }

  function wired(state) {
    line = state;
    if (state === "gone") gone();
    if (state === "open") banner("");
    if (state === "closed") setTimeout(look, 1000);
    return !over;
  }

  function drawn() {
    element("gs-loading").remove();
    document.documentElement.dataset.ready = "true";
    performance.mark("gs-ready");
  }

  // The scripts start up while the kernel draws; the page is put together when both are done.
  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  const ready = Promise.all([fetch(drawing), parsed])
    .then(([reply]) => (reply.ok ? reply.json() : Promise.reject(reply.status)))
    .then((page) => {
      if (!page.failure) return { kernel: alive, page, wired, drawn };
      element("gs-page").innerHTML = page.failure;
      drawn();
      return new Promise(() => {});
    });
  ready.catch((status) => (status === 404 ? gone() : banner("silent")));
  window.guongSang = { ready };

  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest(".gs-reload")) location.reload();
  });
  document.addEventListener("DOMContentLoaded", () => {
    setTimeout(() => element("gs-slow") && (element("gs-slow").hidden = false), SLOW);
    setInterval(look, 5000);
  });
})();
