/** The display's own memory as a PNG: Xvfb keeps the screen in a file (X window dump), which is turned into a picture here. */
import { readFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

/** Reads the file that Xvfb was given with -fbdir. */
export function screen(file: string): Buffer {
  const dump = readFileSync(file);
  const word = (at: number): number => dump.readUInt32BE(at * 4);
  const [width, height, rowBytes] = [word(4), word(5), word(12)];
  // Header, then colours of twelve bytes, then rows of four bytes a pixel: blue, green, red, nothing.
  const start = word(0) + word(19) * 12;
  const rows = Buffer.alloc((width * 3 + 1) * height);
  let to = 0;
  for (let y = 0; y < height; y++) {
    to++;
    for (let at = start + y * rowBytes, end = at + width * 4; at < end; at += 4) {
      rows[to++] = dump[at + 2]!;
      rows[to++] = dump[at + 1]!;
      rows[to++] = dump[at]!;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** How many colours are on the screen: one when it is empty, dozens when something is written there. */
export function colours(file: string): number {
  const dump = readFileSync(file);
  const start = dump.readUInt32BE(0) + dump.readUInt32BE(76) * 12;
  const seen = new Set<number>();
  for (let at = start; at + 4 <= dump.length; at += 4) seen.add(dump.readUInt32LE(at) & 0xffffff);
  return seen.size;
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
