// How @custom-elements-manifest/analyzer describes the element: from its comments in the source, as the
// package has it.

const SCRIPTS = {
  "src/certificate-planner-element.ts": "certificate-planner-element.js",
  "src/define.ts": "certificate-planner.js",
};

/** The file of the package that was made of a source; references name the script that will be there. */
function script(source) {
  return SCRIPTS[source.replace(/^\//, "").replace(/\.js$/, ".ts")];
}

/** What a page cannot see is left out, and an attribute names the property that it is. */
function describe(declaration) {
  const { attributes, description } = declaration;
  if (description === undefined || attributes === undefined) return;
  declaration.members = declaration.members.filter(
    (member) => member.privacy !== "private" && member.description !== undefined,
  );
  for (const attribute of attributes) {
    const name = attribute.name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    const field = declaration.members.find((member) => member.name === name);
    if (field === undefined) continue;
    attribute.fieldName = name;
    Object.assign(field, { attribute: attribute.name, reflects: true });
  }
}

const asPackaged = {
  name: "as-packaged",
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      module.path = script(module.path);
      module.declarations.forEach(describe);
      for (const { declaration } of module.exports) {
        if (declaration.module !== undefined) declaration.module = script(declaration.module);
      }
    }
  },
};

export default {
  globs: Object.keys(SCRIPTS),
  packagejson: false,
  plugins: [asPackaged],
};
