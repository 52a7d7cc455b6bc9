// esbuild bundler.js --bundle --format=esm --loader:.wasm=file --outdir=bundled
import { loadPlanner } from "certificate-planner";
import file from "certificate-planner/catalogs/mitx-dedp.json";
import rules from "certificate-planner/certificate_planner_bg.wasm";
import bestWays from "certificate-planner/certificate_planner_proposals_bg.wasm";
import { now, plan } from "./plan.js";

// esbuild tells where it put a file; a bundler that follows `new URL` by itself needs no options here.
const planner = await loadPlanner({
  module: new URL(rules, import.meta.url),
  proposalsModule: new URL(bestWays, import.meta.url),
});
const { catalog } = planner.readCatalog(file);
const { proposals } = await catalog.propose(plan, {}, now);
const way = proposals.ways[proposals.cheapest];
document.querySelector("output").textContent = `The cheapest way: ${way.to_pay.high} still to pay`;
