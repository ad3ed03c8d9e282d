/** The real window, driven through WebKitWebDriver: a small client of the protocol, nothing in between. */
import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { family } from "./processes.ts";
import { screen } from "./screen.ts";
import { forPage, lifted, middle, path, until, visible, type Driver } from "./driver.ts";

/** The protocol's names of keys. */
const KEYS: Record<string, string> = {
  Control: "\uE009",
  Shift: "\uE008",
  Alt: "\uE00A",
  Meta: "\uE03D",
  Enter: "\uE007",
  Escape: "\uE00C",
  Tab: "\uE004",
  Backspace: "\uE003",
  Delete: "\uE017",
  Space: " ",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Home: "\uE011",
  End: "\uE010",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
};
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer().on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address ? address.port : 0));
    });
  });

/** Starts the program under a driver of its own. */
export async function openWindow(binary: string, args: string[], environment: Record<string, string>): Promise<Driver> {
  const port = await freePort();
  const program = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...environment, TAURI_AUTOMATION: "true", TAURI_WEBVIEW_AUTOMATION: "true" },
  });
  const ask = async (method: string, where: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}${where}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`${method} ${where.replace(/^\/session\/[^/]+/, "")}: ${JSON.stringify(value)}`);
    return value;
  };
  try {
    await until("WebKitWebDriver listens", async () => Boolean(await ask("GET", "/status")));
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args } } };
    const { sessionId } = (await ask("POST", "/session", { capabilities })) as { sessionId: string };
    return driverOver(
      program.pid ?? 0,
      (method, where, body) => ask(method, `/session/${sessionId}${where}`, body),
      async () => {
        await ask("DELETE", `/session/${sessionId}`).catch(() => undefined);
        await endAll(program);
      },
    );
  } catch (thrown) {
    await endAll(program);
    throw thrown;
  }
}

/**
 * Ends the driver and the window. The answer to the end of a session comes before the window is gone, and a driver that
 * is ended too early leaves the window behind.
 */
async function endAll(driver: ChildProcess): Promise<void> {
  const alive = () => (driver.exitCode === null && driver.pid ? family(driver.pid).slice(1) : []);
  await until("the window is closed", async () => alive().length === 0, 3000).catch(() => {
    for (const pid of alive()) process.kill(pid, "SIGKILL");
  });
  driver.kill();
}

type Ask = (method: string, where: string, body?: unknown) => Promise<unknown>;

function driverOver(pid: number, ask: Ask, end: () => Promise<void>): Driver {
  const run = <T, A extends unknown[]>(inPage: (...args: A) => T, ...args: A): Promise<T> =>
    ask("POST", "/execute/sync", { script: `return ${forPage(inPage)}(...arguments)`, args }) as Promise<T>;
  const element = async (selector: string): Promise<string> => {
    await driver.wait(selector);
    const found = (await ask("POST", "/element", { using: "css selector", value: selector })) as Record<string, string>;
    return `/element/${found[ELEMENT]}`;
  };
  const act = async (actions: unknown[]): Promise<void> => {
    await ask("POST", "/actions", { actions });
  };
  const move = (point: [number, number], duration = 16) => ({ type: "pointerMove", origin: "viewport", x: point[0], y: point[1], duration });
  const mouse = (actions: unknown[]) => act([{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }]);
  const down = { type: "pointerDown", button: 0 };
  const up = { type: "pointerUp", button: 0 };

  const driver: Driver = {
    kind: "window",
    pid,
    run,
    wait: (selector, patience) => until(`see ${selector}`, () => run(visible, selector), patience),
    gone: (selector, patience) => until(`no ${selector}`, async () => !(await run(visible, selector)), patience),
    count: (selector) => run((wanted: string) => document.querySelectorAll(wanted).length, selector),
    text: (selector) => run((wanted: string) => (document.querySelector<HTMLElement>(wanted)?.innerText ?? "").trim(), selector),
    async click(selector) {
      await driver.wait(selector);
      await mouse([move(await run(middle, selector)), down, { type: "pause", duration: 16 }, up]);
    },
    async fill(selector, text) {
      const place = await element(selector);
      await ask("POST", `${place}/clear`, {});
      await ask("POST", `${place}/value`, { text });
    },
    async press(keys) {
      const codes = keys.split("+").map((name) => KEYS[name] ?? name);
      const presses = codes.map((value) => ({ type: "keyDown", value }));
      const releases = codes.toReversed().map((value) => ({ type: "keyUp", value }));
      await act([{ type: "key", id: "keys", actions: [...presses, ...releases] }]);
    },
    async type(text) {
      const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
      await act([{ type: "key", id: "keys", actions }]);
    },
    async drag(from, to, held) {
      await driver.wait(from);
      const start = await run(middle, from);
      await mouse([move(start), down, ...path(start, lifted(start), 3).map((point) => move(point))]);
      try {
        await driver.wait(to);
        await mouse(path(lifted(start), await run(middle, to)).map((point) => move(point)));
        await held?.();
      } finally {
        await mouse([up]);
      }
    },
    async upload(selector, file) {
      const found = (await ask("POST", "/element", { using: "css selector", value: selector })) as Record<string, string>;
      await ask("POST", `/element/${found[ELEMENT]}/value`, { text: file });
    },
    size: async (width, height) => void (await ask("POST", "/window/rect", { width, height })),
    // With plain rendering, WebKit never answers the protocol's own request for a picture.
    picture: async () => screen(process.env["LEADWELL_FRAME"] ?? ""),
    complaints: () => run(() => (window as unknown as { complaints?: string[] }).complaints ?? ["the window does not note complaints"]),
    end,
  };
  return driver;
}
