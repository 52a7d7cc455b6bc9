// deno run --allow-read=. deno.js
import { loadPlanner } from "certificate-planner";
import file from "certificate-planner/catalogs/mitx-dedp.json" with { type: "json" };
import { now, plan } from "./plan.js";

const { catalog } = (await loadPlanner()).readCatalog(file);
const { proposals } = await catalog.propose(plan, {}, now);
const way = proposals.ways[proposals.cheapest];
console.log(`The cheapest way: ${way.to_pay.high} still to pay`);
