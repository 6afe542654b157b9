// Looks at the console in a real browser: a live host of twenty workers whose node is killed and comes back.
//   npm install --prefix tests/console-browser && node tests/console-browser/run.mjs [FOLDER]
// Needs the built tests/Allora.ConsoleDemo and Chromium (CHROMIUM, or /usr/bin/chromium). Writes screenshots to FOLDER, and exits 1 if the content security
// policy was violated, another host was requested, a page is wider than the screen, a control has no name, a contrast is too low, or a change did not show.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const root = new URL("../..", import.meta.url).pathname;
const folder = process.argv[2] ?? "console-pictures";
const faults = [];
mkdirSync(folder, { recursive: true });

const host = spawn("dotnet", [`${root}tests/Allora.ConsoleDemo/bin/Release/net10.0/Allora.ConsoleDemo.dll`, "0"], { stdio: ["pipe", "pipe", "inherit"] });
const lines = createInterface({ input: host.stdout })[Symbol.asyncIterator]();
const tell = async text => { host.stdin.write(`${text}\n`); return (await lines.next()).value; };
const address = (await lines.next()).value.replace("ready ", "");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });

try {
  const live = await open({ width: 1280, height: 900 }, "light");
  await live.goto(address);
  await live.waitForFunction(() => /^[1-9]/.test([...document.querySelectorAll("#figures > div")].find(one => one.textContent.startsWith("Success"))?.querySelector(".under")?.textContent ?? ""), null, { timeout: 120000 });
  // Enough windows for the plots, and the first scores.
  await live.waitForTimeout(Number(process.env.WARM_SECONDS ?? 75) * 1000);
  const worker = await live.locator("#workers a").first().getAttribute("href");
  const nonce = await latestWindow(live, worker);
  const pages = { overview: "./", worker, labels: worker.replace("67", "68"), failing: worker.replace("67", "69"), window: nonce, history: "history" };
  for (const [size, scheme] of [[{ width: 1280, height: 900 }, "light"], [{ width: 1280, height: 900 }, "dark"], [{ width: 390, height: 844 }, "light"], [{ width: 390, height: 844 }, "dark"]]) {
    for (const [name, path] of Object.entries(pages)) {
      const page = await open(size, scheme);
      await page.goto(new URL(path, address).href);
      await page.waitForTimeout(1500);
      await page.screenshot({ path: `${folder}/${name}-${size.width}-${scheme}.png`, fullPage: true });
      await examine(page, `${name} at ${size.width}, ${scheme}`);
      await page.context().close();
    }
  }

  await live.evaluate(() => { window.sameDocument = true; });
  await tell("kill");
  const killed = Date.now();
  await live.waitForFunction(() => /no block|event stream|no endpoint/.test(document.querySelector("#attention").textContent), null, { timeout: 30000 });
  console.log(`the killed node showed after ${Date.now() - killed} ms`);
  await live.waitForTimeout(6000);
  await live.screenshot({ path: `${folder}/killed-1280-light.png`, fullPage: true });
  const height = await heightOf(live);
  await tell("start");
  const started = Date.now();
  await live.waitForFunction(before => Number([...document.querySelectorAll("#figures > div")].find(one => one.textContent.startsWith("Height")).querySelector("dd > span").textContent) > before, height, { timeout: 60000 });
  console.log(`a new block showed ${Date.now() - started} ms after the node came back`);
  if (!await live.evaluate(() => window.sameDocument))
    faults.push("the page was reloaded");

  const pause = live.getByRole("button", { name: /^pause/ }).first();
  const label = await pause.getAttribute("aria-label");
  await pause.click();
  await live.getByRole("button", { name: label.replace("pause", "resume"), exact: true }).click({ timeout: 10000 });
  await live.getByRole("button", { name: label, exact: true }).waitFor({ timeout: 10000 });
  console.log("paused and resumed");
} finally {
  await browser.close();
  host.stdin.end();
}

faults.forEach(fault => console.log(`FAULT ${fault}`));
console.log(`${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function open(viewport, colorScheme) {
  const page = await (await browser.newContext({ viewport, colorScheme, isMobile: viewport.width < 600, hasTouch: viewport.width < 600 })).newPage();
  page.on("console", message => { if (message.type() === "error") faults.push(`console: ${message.text()}`); });
  page.on("pageerror", error => faults.push(`script: ${error}`));
  page.on("request", request => { if (new URL(request.url()).origin !== new URL(address).origin) faults.push(`another host: ${request.url()}`); });
  return page;
}

async function latestWindow(page, worker) {
  const other = await open({ width: 1280, height: 900 }, "light");
  await other.goto(new URL(worker, address).href);
  const links = other.locator("#windows a");
  await links.first().waitFor();
  const count = await links.count();
  const href = await links.nth(Math.min(3, count - 1)).getAttribute("href");
  await other.context().close();
  return href;
}

async function heightOf(page) {
  return Number(await page.evaluate(() => [...document.querySelectorAll("#figures > div")].find(one => one.textContent.startsWith("Height")).querySelector("dd > span").textContent));
}

async function examine(page, where) {
  const found = await page.evaluate(() => {
    const found = [];
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
      found.push(`wider than the screen: ${document.documentElement.scrollWidth}`);
    for (const control of document.querySelectorAll("a, button, select, input")) {
      if (!control.hidden && !(control.textContent.trim() || control.getAttribute("aria-label") || control.closest("label")))
        found.push(`no name: ${control.outerHTML.slice(0, 80)}`);
    }
    for (const element of document.querySelectorAll("body *")) {
      const text = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
      if (!text || element.closest("svg, .unseen, noscript, option") || element.getClientRects().length === 0)
        continue;
      const ratio = contrast(color(getComputedStyle(element).color), backgroundOf(element));
      if (ratio < 4.5)
        found.push(`contrast ${ratio.toFixed(2)}: ${element.className} ${element.textContent.slice(0, 40)}`);
    }
    return [...new Set(found)];

    function color(text) { return text.match(/[\d.]+/g).map(Number); }
    function backgroundOf(element) {
      for (let at = element; at; at = at.parentElement) {
        const back = color(getComputedStyle(at).backgroundColor);
        if (back.length === 3 || back[3] === 1)
          return back;
      }
      return [255, 255, 255];
    }
    function contrast(a, b) {
      const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
      return (x + 0.05) / (y + 0.05);
    }
    function light([r, g, b]) {
      const [x, y, z] = [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    }
  });
  found.forEach(one => faults.push(`${where}: ${one}`));
}
