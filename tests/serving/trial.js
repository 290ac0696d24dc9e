// How the trial notebook's widget looks in a browser.
(() => {
  const { h, views } = window.guongSang;
  const shown = ["count", "who", "pid", "asked", "data"];
  views["trial.vue"] = {
    render() {
      const button = h("button", { id: "add", type: "button", onClick: () => this.add() }, "Thêm");
      return h("main", [button, ...shown.map((name) => h("p", { id: name }, String(this[name])))]);
    },
  };
})();
