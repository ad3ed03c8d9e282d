/** What processes are there, and what they are connected to: read from Linux's /proc, as `ss` does. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process and everything it started. */
export function family(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    // "12 (a name) S 1 …": the name may hold anything, so read from its end.
    const stat = read(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

export interface Socket {
  pid: number;
  program: string;
  protocol: string;
  /** "127.0.0.1:4000" */
  local: string;
  remote: string;
  listens: boolean;
}

/** The internet sockets these processes hold. */
export function sockets(pids: readonly number[]): Socket[] {
  return pids.flatMap((pid) => {
    const held = new Set(links(pid));
    const program = read(`/proc/${pid}/comm`).trim();
    return ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"].flatMap((protocol) =>
      read(`/proc/${pid}/net/${protocol}`)
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter((cells) => held.has(cells[9] ?? ""))
        .map((cells) => ({ pid, program, protocol, local: address(cells[1] ?? ""), remote: address(cells[2] ?? ""), listens: protocol.startsWith("tcp") && cells[3] === "0A" })),
    );
  });
}

/** A variable of a process's environment. */
export function variable(pid: number, name: string): string | undefined {
  const start = `${name}=`;
  return read(`/proc/${pid}/environ`)
    .split("\0")
    .find((one) => one.startsWith(start))
    ?.slice(start.length);
}

/** Numbers of the sockets a process holds. */
function links(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1] ?? [];
      } catch {
        return []; // closed meanwhile
      }
    });
  } catch {
    return []; // ended meanwhile
  }
}

/** "0100007F:1F90" → "127.0.0.1:8080": words of four bytes, each written backwards. */
function address(text: string): string {
  const [host = "", port = ""] = text.split(":");
  const bytes = (host.match(/.{8}/g) ?? []).flatMap((word) => Buffer.from(word, "hex").reverse().toJSON().data);
  const groups = Array.from({ length: bytes.length / 2 }, (_, at) => ((bytes[2 * at]! << 8) | bytes[2 * at + 1]!).toString(16));
  return `${bytes.length === 4 ? bytes.join(".") : `[${groups.join(":")}]`}:${parseInt(port, 16)}`;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // ended meanwhile
  }
}
