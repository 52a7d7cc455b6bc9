// Makes bundled scripts shorter in place: node shorten.mjs FILE...
// The bundler shortens each expression; this also works out what is constant and what is used once.
import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import { minify } from "terser";

for (const file of argv.slice(2)) {
  const script = readFileSync(file, "utf8");
  const { code } = await minify(script, {
    module: true,
    ecma: 2020,
    compress: { passes: 3 },
    format: { comments: "some" },
  });
  if (code === undefined) throw new Error(`${file} gave nothing.`);
  writeFileSync(file, code);
}
