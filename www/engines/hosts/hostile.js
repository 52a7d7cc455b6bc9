// What old libraries and careless pages do to what belongs to all: additions that every loop meets, ways of
// making JSON that are no longer JSON, and functions wrapped by others.
(() => {
  Array.prototype.foo = "foo";
  Object.prototype.bar = function bar() {};
  Object.prototype.baz = null;

  const quote = JSON.stringify;
  String.prototype.toJSON = function toJSON() {
    return `"${this}"`;
  };
  Number.prototype.toJSON = String.prototype.toJSON;
  Array.prototype.toJSON = function toJSON() {
    return `[${this.join(", ")}]`;
  };
  JSON.stringify = function stringify(...given) {
    return quote.apply(this, given);
  };

  const wrap = (owner, name) => {
    const before = owner[name];
    owner[name] = function wrapped(...given) {
      return before.apply(this, given);
    };
  };
  const ARRAY = ["map", "filter", "includes", "at", "find", "forEach", "indexOf", "join", "push", "slice", "some"];
  for (const name of ARRAY) wrap(Array.prototype, name);
  for (const name of ["matches", "closest", "querySelector", "append", "setAttribute"]) {
    wrap(Element.prototype, name);
  }
  wrap(Function.prototype, "bind");
  wrap(Object, "entries");
  wrap(window, "fetch");
  wrap(window, "setTimeout");
  wrap(EventTarget.prototype, "addEventListener");
  window.Promise = class extends Promise {};

  window.name = "[object Window]";
  // Scripts made for other loaders look for these.
  window.define = Object.assign(() => window.trap("define"), { amd: {} });
  window.module = { exports: {} };
  window.exports = window.module.exports;
  window.process = { env: {} };
  window.html = window.css = window.lit = window.label = window.messages = "taken";
})();
