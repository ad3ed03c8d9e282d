/** Files on their way into a record, and what is done with them there. */
import { m } from "../../i18n.svelte";
import type { Attachment, NewFile } from "../../ipc";

/** The largest file the core takes. */
export const LARGEST = 25 * 1024 * 1024;

/** The content of a file in base64. */
export function base64Of(blob: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    // "data:image/png;base64,AAAA"; of an empty file only "data:".
    reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => failed(reader.error ?? new Error());
    reader.readAsDataURL(blob);
  });
}

/** A file as the core takes it. A pasted picture has no name of its own worth keeping. */
export async function newFile(file: File, pasted = false): Promise<NewFile> {
  if (file.size > LARGEST) throw new Error(m.attachments_too_large({ name: file.name }));
  const ending = /\.\w{1,5}$/.exec(file.name)?.[0] ?? "";
  return { name: pasted || file.name === "" ? m.attachments_pasted() + ending : file.name, ...(file.type ? { media_type: file.type } : {}), base64: await base64Of(file) };
}

/** The files of a paste or a drop. */
export const filesIn = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];

/** Pictures are looked at in place; anything else is saved, because a page must not run what somebody attached. */
export const isPicture = (one: Pick<Attachment, "media_type">): boolean => ["image/png", "image/jpeg", "image/gif", "image/webp"].includes(one.media_type);
