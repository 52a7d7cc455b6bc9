import { chromium } from "@playwright/test";
const b=await chromium.launch({executablePath:"/usr/bin/chromium-headless-shell",chromiumSandbox:false});
const c=await b.newContext({viewport:{width:320,height:900},locale:"en-US",timezoneId:"America/New_York",serviceWorkers:"block"});
for (const [lang,prog] of [["en",null],["ar",null],["fr","DEDP"],["en","SCM"]]){
const p=await c.newPage();await p.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));await p.goto("http://127.0.0.1:8301/below/planner/?lang="+lang);await p.locator("#answer-side h2").first().waitFor();
if(prog){const o=await p.locator("#program option").allTextContents();const n=o.find(x=>prog==="DEDP"?/Data, Economics|DEDP/.test(x):/Supply Chain/.test(x));await p.locator("#program").selectOption({label:n});await p.waitForTimeout(300);
 const btns=p.locator(".example button");await p.locator("#answer-side h2").first().waitFor();}
if(await p.locator(".example button").count()) await p.locator(".example button").nth(1).click();
await p.waitForLoadState("networkidle");
for(const part of ["costs","timeline"]){const s=p.locator(`[part=${part}]`);if(!await s.count())continue;const h=s.getByRole("heading").first();await h.click();await p.waitForTimeout(400);await s.screenshot({path:`/tmp/shots/p-${lang}-${prog??"SDS"}-${part}.png`});}
await p.close();}
await b.close();
