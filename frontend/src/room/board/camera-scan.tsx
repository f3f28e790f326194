// The camera, held before one QR code after another; browsers allow it on https and on the server's own machine.

import { useEffect, useRef } from "preact/hooks";
import { t } from "../../words.ts";
import { readFrame } from "./read-picture.ts";

const PAUSE_MS = 150;

interface Props {
  /** What a QR code says, once for each that comes into view. */
  found(text: string): void;
  /** There is no camera, or it may not be used. */
  failed(): void;
}

export function hasCamera(): boolean {
  return "mediaDevices" in navigator && "getUserMedia" in navigator.mediaDevices;
}

export function CameraScan({ found, failed }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const heard = useRef({ found, failed });
  heard.current = { found, failed };
  useEffect(() => {
    const ended = new AbortController();
    look(video.current!, ended.signal, (text) => heard.current.found(text)).catch(() => heard.current.failed());
    return () => ended.abort();
  }, []);
  return <video ref={video} class="take-camera" muted playsInline aria-label={t("What the camera sees")} />;
}

async function look(video: HTMLVideoElement, ended: AbortSignal, found: (text: string) => void): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const stop = (): void => stream.getTracks().forEach((track) => track.stop());
  if (ended.aborted) return stop();
  ended.addEventListener("abort", stop);
  video.srcObject = stream;
  await video.play();
  for (let last = ""; !ended.aborted; await new Promise((done) => setTimeout(done, PAUSE_MS))) {
    const text = await readFrame(video);
    if (ended.aborted || text === null || text === last) continue;
    found(text);
    last = text;
  }
}
