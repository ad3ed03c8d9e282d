/** Pictures of every page of the sample company: Chinese and English, light and dark, wide and narrow. To be looked at. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { openChromium } from "./harness/chromium.ts";
import { until } from "./harness/driver.ts";
import { leadwell, place, serve } from "./harness/world.ts";

const OUT = process.env["LEADWELL_OUT"] ?? resolve(import.meta.dirname, "out/shots");
mkdirSync(OUT, { recursive: true });
let complaints = 0;
for (const language of ["zh", "en"] as const) {
  for (const filled of [false, true]) {
    const { file, environment, clear } = place();
    await leadwell(file, environment, ["new", file, ...(filled ? setup(language) : [])]);
    const pages = filled ? await addresses(file, environment) : [""];
    for (const dark of [false, true]) {
      for (const width of [1280, 360]) {
        const served = await serve(file, environment);
        const page = await openChromium(served.link, { width, height: width === 360 ? 740 : 800, dark, language: language === "zh" ? "zh-CN" : "en-GB" });
        await settled(page.run.bind(page));
        for (const address of pages) {
          if (address) await page.run((to: string) => void (location.hash = to), address);
          await settled(page.run.bind(page));
          const name = address.replace(/^#\//, "").replace(/\W+/g, "-") || "first-run";
          writeFileSync(join(OUT, `${name}-${language}-${dark ? "dark" : "light"}-${width}.png`), await page.picture());
        }
        const said = await page.complaints();
        complaints += said.length;
        for (const one of said) console.error(`${language} ${dark ? "dark" : "light"} ${width}: ${one}`);
        await page.end();
        await served.end();
      }
    }
    clear();
  }
}
console.log(`${complaints} complaints`);
process.exitCode = complaints ? 1 : 0;

/** Every page of the routes, with the first record's number where a page shows one. */
async function addresses(file: string, environment: Record<string, string>): Promise<string[]> {
  const source = readFileSync(resolve(import.meta.dirname, "../../ui/src/routes.ts"), "utf8");
  const first = async (command: string): Promise<string> => {
    const { rows } = (await leadwell(file, environment, [command])) as { rows: { id: number }[] };
    return String(rows[0]?.id ?? 1);
  };
  const ids: Record<string, string> = { deals: await first("opportunities.list"), customers: await first("accounts.list") };
  const paths = [...source.matchAll(/path: "([^"]+)"/g)].map(([, path]) => path ?? "").filter((path) => path !== "/kit");
  return paths.map((path) => `#${path.replace(/^\/(\w+)\/:id/, (_, noun: string) => `/${noun}/${ids[noun] ?? 1}`)}`);
}

function setup(language: string): string[] {
  const name = language === "zh" ? "砺恒自动化" : "Liheng Automation";
  const currency = language === "zh" ? "CNY" : "EUR";
  return ["--language", language, "--name", name, "--base_currency", currency, "--fiscal_start_month", "1", "--business", "general", "--then", "sample"];
}

/** Waits until the page has stopped changing. */
async function settled(run: <T>(inPage: () => T) => Promise<T>): Promise<void> {
  let before = "";
  await until(
    "a page that stands still",
    async () => {
      const now = await run(() => `${document.body.innerHTML.length}/${document.querySelectorAll("[aria-busy=true]").length}`);
      await new Promise((done) => setTimeout(done, 250));
      const still = now === before && now.endsWith("/0");
      before = now;
      return still;
    },
    10_000,
  ).catch((thrown) => console.error(String(thrown)));
}
