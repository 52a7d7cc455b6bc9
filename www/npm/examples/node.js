import { readFile } from "node:fs/promises";
import { loadPlanner } from "certificate-planner";
import { now, plan } from "./plan.js";

const file = new URL(import.meta.resolve("certificate-planner/catalogs/mitx-dedp.json"));
const planner = await loadPlanner();
const { catalog, problems } = planner.readCatalog(await readFile(file, "utf8"));
if (catalog === undefined) throw new Error(JSON.stringify(problems));

const { assessment } = catalog.assess(plan, now);
console.log(`The plan: ${assessment.program.verdict}`);

const { proposals } = await catalog.propose(plan, { courses_at_once: 2 }, now);
const way = proposals.ways[proposals.cheapest];
console.log(`The cheapest way: ${way.assessment.program.verdict}, ${way.to_pay.high} still to pay`);
