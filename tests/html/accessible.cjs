// Checks pages with pa11y (HTML CodeSniffer and axe, WCAG 2 AA) and with axe's own rules up to WCAG 2.2 AA, in one
// browser: each page light and dark, then with its corrections shown, every part open and a name's card up.
// node accessible.cjs PA11Y CHROMIUM PAGE… prints a JSON array of {page, how, rule, message, node}.
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");

const [program, chromium, ...pages] = process.argv.slice(2);
const fromPa11y = createRequire(program);
const puppeteer = fromPa11y("puppeteer");
const pa11y = fromPa11y("pa11y");
const axe = fromPa11y.resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"];

const opened = () => {
  for (const part of document.querySelectorAll("details")) {
    part.removeAttribute("name");
    part.open = true;
  }
  document.getElementById("show-corrections")?.click();
  const entry = document.querySelector(".entries li[id]");
  if (entry) location.hash = entry.id;
};

const rules = async (page, how) => {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), TAGS);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => ({ how, rule: id, message: help, node: node.html.slice(0, 200) })),
  );
};

const check = async (browser, file) => {
  const url = pathToFileURL(file).href;
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const { issues } = await pa11y(url, { browser, page, runners: ["htmlcs", "axe"], standard: "WCAG2AA" });
  const found = issues.map(({ code, message, context }) => ({ how: "pa11y", rule: code, message, node: context }));
  found.push(...(await rules(page, "light")));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  found.push(...(await rules(page, "dark")));
  await page.evaluate(opened);
  found.push(...(await rules(page, "dark, all open")));
  await page.close();
  return found.map((one) => ({ page: file, ...one }));
};

(async () => {
  const browser = await puppeteer.launch({ executablePath: chromium, args: flags });
  const found = [];
  try {
    for (const file of pages) found.push(...(await check(browser, file)));
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(found));
})().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
