import { chromium } from "@playwright/test";
const b=await chromium.launch({executablePath:"/usr/bin/chromium-headless-shell",chromiumSandbox:false});
const URL0="http://127.0.0.1:8301/below/planner/";
const out="/tmp/shots/";
async function page(lang,width,scheme){const c=await b.newContext({viewport:{width,height:900},colorScheme:scheme,locale:"en-US",timezoneId:"America/New_York",serviceWorkers:"block"});const p=await c.newPage();await p.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));await p.goto(URL0+"?lang="+lang);await p.locator("#answer-side h2").first().waitFor();await p.waitForLoadState("networkidle");await p.locator("certificate-planner").evaluate(e=>{const s=new CSSStyleSheet();s.replaceSync(".answer-side > section { content-visibility: visible !important } .answer-side{max-height:none!important;overflow:visible!important;position:static!important} .form{max-height:none!important}");e.shadowRoot.adoptedStyleSheets.push(s)});return p;}
const sel=(process.argv[2]??"all");
if(sel==="print"||sel==="all"){for(const lang of ["en","ar","fr"]){const p=await page(lang,1280,"light");await p.locator(".example button").nth(1).click();await p.waitForTimeout(500);await p.pdf({path:out+`print-${lang}.pdf`,format:"A4"});await p.context().close();}}
if(sel==="screens"||sel==="all"){for(const [lang,w,s] of [["en",320,"light"],["en",768,"light"],["en",1280,"light"],["en",1280,"dark"],["ar",1280,"light"],["ar",320,"dark"]]){const p=await page(lang,w,s);await p.locator(".example button").nth(1).click();await p.waitForTimeout(600);await p.screenshot({path:out+`own-${lang}-${w}-${s}.png`,fullPage:true});
await p.locator(".views button").nth(1).click();await p.locator("article.way").first().waitFor();await p.locator("article.way button[aria-expanded]").first().click();await p.waitForTimeout(800);await p.screenshot({path:out+`ways-${lang}-${w}-${s}.png`,fullPage:true});await p.context().close();}}
await b.close();
