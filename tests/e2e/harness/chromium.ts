/** Chromium, driven through playwright-core; the browser is the system's own. */
import { existsSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { forPage, lifted, middle, path, until, visible, type Driver } from "./driver.ts";

function browser(): string {
  const names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = [process.env["CHROMIUM"] ?? "", ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
  const path = found.find((file) => file && existsSync(file));
  if (!path) throw new Error("no Chromium on the path");
  return path;
}

const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
];

export interface Look {
  width?: number;
  height?: number;
  dark?: boolean;
  language?: string;
  /** A screen for fingers. */
  touch?: boolean;
  /** Where what the page saves is put. */
  downloads?: string;
}

/** Opens an address. Anything it loads from elsewhere is a complaint. */
export async function openChromium(address: string, look: Look = {}): Promise<Driver> {
  // A sandbox inside root's session is refused by Chromium itself.
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const program = await chromium.launch({ executablePath: browser(), headless: true, args: [...QUIET, ...root] });
  const context = await program.newContext({
    viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
    colorScheme: look.dark ? "dark" : "light",
    locale: look.language ?? "zh-CN",
    hasTouch: look.touch ?? false,
    isMobile: look.touch ?? false,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A refused command is an answer like any other; only Chromium's own note about its status is an "error".
    const refused = message.text().startsWith("Failed to load resource") && new URL(message.location().url, address).pathname.startsWith("/rpc/");
    if (message.type() === "error" && !refused) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
  const home = new URL(address).origin;
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:") && !url.startsWith("blob:")) complaints.push(`loads ${url}`);
  });
  // Under another name until it is complete, so that whoever finds the file finds all of it.
  page.on("download", (download) => {
    const to = join(look.downloads ?? tmpdir(), download.suggestedFilename());
    void download.saveAs(`${to}.part`).then(() => renameSync(`${to}.part`, to), (reason: unknown) => complaints.push(`not saved: ${String(reason)}`));
  });
  await page.goto(address);

  const driver: Driver = {
    kind: "browser",
    pid: null,
    wait: (selector, patience) => until(`see ${selector}`, () => page.evaluate(visible, selector), patience),
    gone: (selector, patience) => until(`no ${selector}`, async () => !(await page.evaluate(visible, selector)), patience),
    count: (selector) => page.locator(selector).count(),
    text: async (selector) => (await page.locator(selector).first().innerText()).trim(),
    async click(selector) {
      await driver.wait(selector);
      await page.locator(selector).first().click();
    },
    async fill(selector, text) {
      await driver.wait(selector);
      await page.locator(selector).first().fill(text);
    },
    press: (keys) => page.keyboard.press(keys === "Space" ? " " : keys),
    type: (text) => page.keyboard.type(text),
    async drag(from, to, held) {
      await driver.wait(from);
      const start = await page.evaluate(middle, from);
      const along = async (points: [number, number][]) => {
        for (const point of points) {
          await page.mouse.move(...point);
          await page.evaluate(frame);
        }
      };
      await page.mouse.move(...start);
      await page.mouse.down();
      try {
        await along(path(start, lifted(start), 3));
        await driver.wait(to);
        await along(path(lifted(start), await page.evaluate(middle, to)));
        await held?.();
      } finally {
        await page.mouse.up();
      }
    },
    ...(look.touch ? { hold: await finger() } : {}),
    upload: (selector, file) => page.locator(selector).setInputFiles(file),
    run: (inPage, ...args) =>
      page.evaluate(([source, given]) => (0, eval)(source)(...(given as unknown[])) as never, [forPage(inPage), args] as const),
    size: async (width, height) => page.setViewportSize({ width, height }),
    picture: () => page.screenshot(),
    complaints: async () => [...complaints],
    end: () => program.close(),
  };
  return driver;

  /** Playwright's own finger only taps. */
  async function finger(): Promise<NonNullable<Driver["hold"]>> {
    const devtools = await context.newCDPSession(page);
    const touch = async (type: "touchStart" | "touchMove" | "touchEnd", ...at: [number, number][]) => {
      await devtools.send("Input.dispatchTouchEvent", { type, touchPoints: at.map(([x, y]) => ({ x, y })) });
      await page.evaluate(frame);
    };
    return async (from, to, held) => {
      await driver.wait(from);
      const start = await page.evaluate(middle, from);
      await touch("touchStart", start);
      try {
        await until("something is held", () => page.evaluate(() => document.documentElement.classList.contains("dragging")));
        await touch("touchMove", lifted(start));
        await driver.wait(to);
        for (const point of path(lifted(start), await page.evaluate(middle, to))) await touch("touchMove", point);
        await held?.();
      } finally {
        await touch("touchEnd");
      }
    };
  }
}

/** In the page: waits until what was moved has been drawn. */
const frame = (): Promise<void> => new Promise((drawn) => requestAnimationFrame(() => drawn()));
