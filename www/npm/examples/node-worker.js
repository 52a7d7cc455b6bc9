import { Worker, isMainThread, parentPort } from "node:worker_threads";
import catalogFile from "certificate-planner/catalogs/mitx-dedp.json" with { type: "json" };
import { loadPlanner } from "certificate-planner";
import { now, plan } from "./plan.js";

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  worker.on("message", console.log);
} else {
  const { catalog } = (await loadPlanner()).readCatalog(catalogFile);
  const { proposals } = await catalog.propose(plan, {}, now);
  const way = proposals.ways[proposals.cheapest];
  parentPort.postMessage(`The cheapest way: ${way.to_pay.high} still to pay`);
}
