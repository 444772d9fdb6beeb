// When was it asked, when was the last thing drawn? Runs in every page before its own scripts.
(() => {
  const scope = "[data-testid=stMain], [role=dialog], .dashboard";
  const b = (window.__bench = { asked: 0, drawn: 0, painted: 0, ran: 0, idle: 0, sent: 0, waiting: 0 });
  const now = () => performance.now();
  window.__benchAgain = () => Object.assign(b, { asked: 0, drawn: 0, painted: 0, ran: 0, idle: 0, sent: 0 });
  document.addEventListener("click", () => (b.asked = now()), true);
  document.addEventListener("keydown", (e) => e.key === "Enter" && (b.asked = now()), true);
  const draws = ({ target }) => {
    const one = target.nodeType === 1 ? target : target.parentElement;
    return one && one.closest(scope) && !one.closest(".hoverlayer, [data-testid=stElementToolbar]");
  };
  const every = { subtree: true, childList: true, attributes: true, characterData: true };
  new MutationObserver((changes) => changes.some(draws) && (b.drawn = now())).observe(document, every);
  new MutationObserver((changes) => {
    for (const { target } of changes) target.dataset.testScriptState === "running" ? (b.ran = now()) : (b.idle = now());
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });
  for (const how of ["fillText", "fillRect", "drawImage", "stroke", "fill"]) {
    const own = CanvasRenderingContext2D.prototype[how];
    CanvasRenderingContext2D.prototype[how] = function (...given) {
      if (this.canvas.isConnected) b.painted = now();
      return own.apply(this, given);
    };
  }
  const ask = window.fetch;
  window.fetch = function (...given) {
    const chart = String(given[0]?.url || given[0]).includes("/api/v1/chart/data");
    if (!chart) return ask.apply(this, given);
    b.sent++, b.waiting++;
    return ask.apply(this, given).finally(() => b.waiting--);
  };
})();
