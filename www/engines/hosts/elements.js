// Makes the planners that the address asks for: every parameter is an attribute, but for `count`, how many
// there are; `far`, which puts them far below; `inside`, which puts them into shadow roots; and `narrow`,
// which shows the same page in a narrow frame; and `hurry`, which has time-outs come soon and notes them.
(() => {
  const given = new URL(location.href).searchParams;
  const main = document.querySelector("main");
  const take = (name) => {
    const value = given.get(name);
    given.delete(name);
    return value;
  };
  const count = Number(take("count") ?? 1);
  const isFar = take("far") !== null;
  const isInside = take("inside") !== null;
  if (take("hurry") !== null) {
    window.patience = [];
    const { timeout } = AbortSignal;
    AbortSignal.timeout = (milliseconds) => {
      window.patience.push(milliseconds);
      return timeout.call(AbortSignal, milliseconds / 60);
    };
  }
  const narrow = take("narrow");
  if (narrow !== null) {
    const frame = document.createElement("iframe");
    frame.className = "narrow";
    frame.src = `?${given}`;
    main.append(frame);
    return;
  }
  if (isFar) {
    const far = document.createElement("div");
    far.className = "far";
    main.append(far);
  }
  for (let i = 0; i < count; i += 1) {
    const planner = document.createElement("certificate-planner");
    for (const [name, value] of given) planner.setAttribute(name, value);
    if (isInside) {
      const host = document.createElement("section");
      host.attachShadow({ mode: "open" }).append(planner);
      main.append(host);
    } else main.append(planner);
  }
})();
