/** One scenario: a folder of its own, the product over a file in it, and what is left behind when it fails. */
import assert from "node:assert/strict";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { openChromium, type Look } from "./chromium.ts";
import { until, type Driver } from "./driver.ts";
import { family } from "./processes.ts";
import { colours } from "./screen.ts";
import { openWindow } from "./webdriver.ts";

const here = import.meta.dirname;
const built = resolve(here, "../../../target/debug");
const BIN = process.env["LEADWELL_BIN"] ?? join(built, "leadwell");
const DESKTOP = process.env["LEADWELL_DESKTOP"] ?? join(built, "leadwell-desktop");
export const HOST = process.env["LEADWELL_HOST"] === "window" ? "window" : "browser";
const PATIENCE = 240_000;
const OUT = resolve(here, "../out");

export interface World {
  page: Driver;
  /** A folder of this scenario's own. */
  folder: string;
  /** The workspace file. */
  file: string;
  /** The environment that keeps the product inside the folder. */
  environment: Record<string, string>;
  /** Runs the shell program beside the window, on the same file. */
  cli(...args: string[]): Promise<unknown>;
  /** A command of the list through the shell program. */
  ask<T>(command: string, input?: unknown): Promise<T>;
  /** Waits for the document of this name that the page saves; its path. */
  saved(name: string): Promise<string>;
  /** The product's processes at this moment: the gateway, or the window and what it started. */
  processes(): number[];
}

/** What there is before the page opens: a company with the sample of this language, or nothing. */
export interface Start extends Look {
  company?: "zh" | "en";
}

/** A served workspace file. */
export interface Served {
  pid: number;
  link: string;
  address: string;
  bearer: string;
  end(): Promise<void>;
}

/** Starts `leadwell serve` and waits for its link. */
export async function serve(file: string, environment: Record<string, string>): Promise<Served> {
  const child = spawn(BIN, ["--file", file, "--json", "serve"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...environment },
  });
  const first = await Promise.race([
    new Promise<string>((said) => createInterface({ input: child.stdout }).once("line", said)),
    ended(child).then((code) => Promise.reject(new Error(`leadwell serve ended with ${code}`))),
  ]);
  const said = JSON.parse(first) as { link: string; address: string; bearer: string };
  return {
    ...said,
    pid: child.pid ?? 0,
    async end() {
      child.kill("SIGTERM");
      await ended(child);
    },
  };
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done) => child.once("exit", (code) => done(code)));
}

/** The shell program; its answer as JSON. */
export function leadwell(file: string, environment: Record<string, string>, args: string[]): Promise<unknown> {
  return new Promise((done, failed) => {
    const env = { ...process.env, ...environment };
    execFile(BIN, ["--file", file, "--json", ...args], { env, maxBuffer: 1 << 28 }, (error, out, said) => {
      if (error) failed(new Error(`leadwell ${args.join(" ")}: ${said || error.message}`));
      else done(JSON.parse(out));
    });
  });
}

/** Commands of the list through the shell program: an input in, the output of the answer back. */
export const commands = (file: string, environment: Record<string, string>): World["ask"] => async <T>(command: string, input: unknown = {}) => ((await leadwell(file, environment, [command, JSON.stringify(input)])) as { output: T }).output;

/** An empty folder for one run, and the environment that keeps the product inside it. */
export function place(): { folder: string; file: string; downloads: string; environment: Record<string, string>; clear(): void } {
  const folder = mkdtempSync(join(tmpdir(), "leadwell-e2e-"));
  const downloads = join(folder, "downloads");
  return {
    folder,
    file: join(folder, "e2e.leadwell"),
    downloads,
    environment: { LEADWELL_HOME: folder, LEADWELL_DOWNLOADS: downloads, XDG_DATA_HOME: join(folder, "data"), XDG_CACHE_HOME: join(folder, "cache") },
    clear: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** The arguments that answer the first questions, with the sample company. */
export function answers(language: "zh" | "en"): string[] {
  const [name, currency] = language === "zh" ? ["砺恒自动化", "CNY"] : ["Liheng Automation", "EUR"];
  return ["--language", language, "--name", name, "--base_currency", currency, "--fiscal_start_month", "1", "--business", "general", "--then", "sample"];
}

/** Declares a scenario. It runs in the browser or in the window, as LEADWELL_HOST says. A complaint of the page fails it. */
export function scenario(name: string, play: (world: World) => Promise<void>, start: Start = {}): void {
  test(`${name} (${HOST})`, { timeout: PATIENCE + 60_000 }, async () => {
    const { folder, file, downloads, environment, clear } = place();
    const cli = (...args: string[]) => leadwell(file, environment, args);
    let served: Served | undefined;
    let page: Driver | undefined;
    try {
      if (start.company) await cli("new", file, ...answers(start.company));
      // The window makes the file itself.
      else if (HOST === "browser") await cli("new", file, "--blank");
      if (HOST === "window") page = await openWindow(DESKTOP, [file], environment);
      else {
        served = await serve(file, environment);
        page = await openChromium(served.link, { ...start, downloads });
      }
      const driver = page.pid ?? 0;
      const processes = () => (served ? family(served.pid) : family(driver).slice(1));
      await inTime(play({ page, folder, file, environment, cli, ask: commands(file, environment), saved: (name) => whole(join(downloads, name)), processes }));
      assert.deepEqual(await page.complaints(), [], "the page complained");
    } catch (thrown) {
      if (page) await keep(name, page);
      throw thrown;
    } finally {
      await page?.end().catch(() => undefined);
      await served?.end();
      clear();
    }
  });
}

/** Gives up before the runner does: it would leave everything running. */
async function inTime(play: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => (timer = setTimeout(() => failed(new Error(`not done after ${PATIENCE / 1000} s`)), PATIENCE)));
  await Promise.race([play, late]).finally(() => clearTimeout(timer));
}

/** Waits until a file is there and complete. */
async function whole(file: string): Promise<string> {
  let before = -1;
  await until(`${file} is saved`, async () => {
    const { size } = statSync(file);
    const still = size > 0 && size === before;
    before = size;
    return still;
  });
  return file;
}

/** Starts the window as a person does: nothing drives it, nothing watches it. Answers its process. */
export async function startWindow(file: string, environment: Record<string, string>): Promise<{ pid: number; end(): Promise<void> }> {
  const child = spawn(DESKTOP, [file], { stdio: "ignore", env: { ...process.env, ...environment } });
  const end = async () => {
    child.kill("SIGTERM");
    await ended(child);
  };
  try {
    await until("the window shows something", async () => child.exitCode === null && colours(process.env["LEADWELL_FRAME"] ?? "") > 40);
  } catch (thrown) {
    await end();
    throw thrown;
  }
  return { pid: child.pid ?? 0, end };
}

/** A picture and the complaints, for whoever looks at a failed scenario. */
async function keep(name: string, page: Driver): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  const stem = join(OUT, `${HOST}-${name.replace(/[^\p{L}\p{N}]+/gu, "-")}`);
  try {
    writeFileSync(`${stem}.png`, await page.picture());
    const text = await page.run(() => document.body.innerText);
    writeFileSync(`${stem}.txt`, [...(await page.complaints()), "", text].join("\n"));
  } catch (thrown) {
    writeFileSync(`${stem}.txt`, `no picture: ${String(thrown)}`);
  }
}
