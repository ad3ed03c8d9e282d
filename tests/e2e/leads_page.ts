/** The page of leads over a large file, as a person waits for it: from a click in the side bar to the first rows, and to the figures of all tabs in view. Prints both times of each visit, in milliseconds. */
import { openChromium } from "./harness/chromium.ts";
import { byId, until } from "./harness/driver.ts";
import { open, settled } from "./harness/steps.ts";
import { place, serve } from "./harness/world.ts";

const VISITS = 15;
const [file] = process.argv.slice(2);
if (!file) throw new Error("which file?");

const { environment, clear } = place();
const served = await serve(file, environment);
const page = await openChromium(served.link, { language: "zh-CN" });
try {
  await page.wait("main h1");
  for (let visit = 0; visit < VISITS; visit++) {
    await open(page, "#/help");
    // Loaded anew each time: the page knows nothing of the visit before.
    await page.run(() => location.reload());
    await until("the page anew", () => page.run(() => performance.getEntriesByType("navigation").length > 0 && document.querySelector("main h1") !== null && !("visited" in window)));
    await settled(page);
    const times = await page.run(
      (row: string) =>
        new Promise<{ rows: number; counts: number }>((done) => {
          Object.assign(window, { visited: true });
          const start = performance.now();
          let rows = 0;
          const look = () => {
            const now = performance.now() - start;
            if (!rows && document.querySelector(row)) rows = now;
            const tabs = [...document.querySelectorAll<HTMLElement>("button.tab[data-tab]")].filter((tab) => {
              const strip = tab.parentElement?.getBoundingClientRect();
              const own = tab.getBoundingClientRect();
              return strip && own.right <= strip.right + 1 && own.left >= strip.left - 1;
            });
            if (rows && tabs.length > 0 && tabs.every((tab) => tab.querySelector("em"))) return done({ rows, counts: now });
            requestAnimationFrame(look);
          };
          location.hash = "#/leads";
          look();
        }),
      `${byId("leads-grid")} [data-testid^="lead-row-"]`,
    );
    console.log(`${times.rows.toFixed(1)}\t${times.counts.toFixed(1)}`);
  }
} finally {
  await page.end();
  await served.end();
  clear();
}
