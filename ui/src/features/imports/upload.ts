/** A file on its way in: cut into pieces that fit into one call each. */
import { call, type ImportSource } from "../../ipc";

export const PIECE_BYTES = 4 * 1024 * 1024;

/** Where each piece begins and ends. An empty file is one empty piece. */
export function chunks(bytes: number, size = PIECE_BYTES): { from: number; to: number; last: boolean }[] {
  const list = [];
  for (let from = 0; from === 0 || from < bytes; from += size) list.push({ from, to: Math.min(from + size, bytes), last: from + size >= bytes });
  return list;
}

function base64(blob: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    // "data:application/octet-stream;base64,AAAA"; of an empty piece only "data:".
    reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => failed(reader.error ?? new Error());
    reader.readAsDataURL(blob);
  });
}

/** Hands a file over piece by piece. Throws a Failure; an aborted signal ends it with an AbortError. */
export async function send(file: File, onprogress: (share: number) => void, signal: AbortSignal): Promise<ImportSource> {
  let upload: string | undefined;
  for (const { from, to, last } of chunks(file.size)) {
    const chunk_base64 = await base64(file.slice(from, to));
    signal.throwIfAborted();
    const answer = await call("imports.upload", { ...(upload === undefined ? { name: file.name } : { upload }), chunk_base64, last });
    signal.throwIfAborted();
    upload = answer.upload;
    onprogress(file.size === 0 ? 1 : to / file.size);
  }
  return { upload: upload ?? "" };
}
