// The frame's own behaviour: loading screen, banner when the kernel is gone, farewell.
(() => {
  "use strict";
  const GONE = 4404;
  const SLOW = 20000;
  const { alive, leave, drawn: drawing } = document.currentScript.dataset;
  const element = (id) => document.getElementById(id);
  let wire = null; // the page's websocket
  let over = false; // the kernel is gone for good

  const chosen = document.documentElement.dataset.theme || localStorage.getItem("gs-theme");
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("gs-dark", dark);

  // Voilà's own farewell comes too early (a download fires beforeunload too): ours is pagehide.
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation());
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
    const open = wire && wire.readyState === WebSocket.OPEN;
    if (open) return banner("");
    try {
      const reply = await fetchPlain(alive, { cache: "no-store" });
      if (reply.status === 404 || reply.status === 403) return gone();
      banner(wire ? "lost" : "");
    } catch {
      banner("silent");
    }
  }

  // The page starts up while the kernel draws; it asks for its kernel only when both are done.
  const fetchPlain = window.fetch.bind(window);
  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  const drawings = Promise.all([fetchPlain(drawing), parsed])
    .then(([reply]) => (reply.ok ? reply.text() : Promise.reject(reply.status)))
    .then((html) => (element("rendered_cells").innerHTML = html))
    .catch((status) => (status === 404 ? gone() : banner("silent")));
  window.fetch = async (what, how) => {
    if (String(what.url || what).includes(alive)) await drawings;
    return fetchPlain(what, how);
  };

  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(address, protocols) {
      super(address, protocols);
      if (!String(address).includes("/channels")) return;
      wire = this;
      this.addEventListener("open", () => banner(""));
      this.addEventListener("close", (event) => {
        if (event.code === GONE) return gone();
        setTimeout(look, 1000);
      });
    }
  };

  function drawn() {
    const failure = element("gs-failure");
    const cells = element("rendered_cells");
    if (failure) return true;
    if (!cells || !cells.querySelector(".jp-OutputArea-output > *, .jupyter-widgets")) return false;
    const shown = [...cells.querySelectorAll(".jp-OutputArea-output > *")];
    return shown.some((node) => node.getBoundingClientRect().height > 20);
  }

  function wait() {
    if (!drawn()) return requestAnimationFrame(wait);
    const loading = element("gs-loading");
    loading.classList.add("gs-done");
    setTimeout(() => loading.remove(), 200);
    document.documentElement.dataset.ready = "true";
    performance.mark("gs-ready");
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest(".gs-reload")) location.reload();
  });
  document.addEventListener("DOMContentLoaded", () => {
    requestAnimationFrame(wait);
    setTimeout(() => element("gs-slow") && (element("gs-slow").hidden = false), SLOW);
    setInterval(look, 5000);
  });
})();
