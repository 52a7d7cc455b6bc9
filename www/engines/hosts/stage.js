// Comes first on every page of a host: it holds the clock still and notes what must never happen.
(() => {
  const NOW = Date.parse("2026-11-21T12:00:00Z");
  const Clock = Date;
  window.Date = class extends Clock {
    constructor(...given) {
      if (given.length === 0) super(NOW);
      else super(...given);
    }
    static now() {
      return NOW;
    }
  };

  /** Whatever text of a catalog, a plan or a link has managed to do. */
  const trapped = [];
  window.trapped = trapped;
  window.trap = (from = "called") => trapped.push(`ran: ${from}`);
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    window[name] = () => {
      trapped.push(`ran: ${name}`);
    };
  }
  window.addEventListener("error", (event) => {
    // The element tells the page of a failure by an event of the same name, and a browser tells by one
    // that a frame whose height follows its content was laid out in two rounds.
    const isOurs = event instanceof ErrorEvent && !event.message.startsWith("ResizeObserver loop");
    if (isOurs) trapped.push(`error: ${event.message}`);
  });
  window.addEventListener("unhandledrejection", (event) => {
    trapped.push(`rejected: ${event.reason}`);
  });
  document.addEventListener("securitypolicyviolation", (event) => {
    trapped.push(`policy: ${event.violatedDirective} ${event.blockedURI}`);
  });
})();
