// No import map holds in a worker, so it names the file.
import { loadPlanner } from "./node_modules/certificate-planner/index.js";

addEventListener("message", async ({ data: { file, plan, wishes, now } }) => {
  const { catalog } = (await loadPlanner()).readCatalog(file);
  postMessage(await catalog.propose(plan, wishes, now));
});
