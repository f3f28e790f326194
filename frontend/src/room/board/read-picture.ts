// A QR code read from a picture, where the browser can; never needed, since codes can be typed.

interface Detector {
  detect(picture: ImageBitmap): Promise<{ rawValue: string }[]>;
}

declare const BarcodeDetector: (new (options: { formats: string[] }) => Detector) | undefined;

export function canReadPictures(): boolean {
  return typeof BarcodeDetector !== "undefined";
}

/** What the first QR code of a picture says; null if there is none, or it cannot be read. */
export async function readPicture(file: File): Promise<string | null> {
  if (typeof BarcodeDetector === "undefined") return null;
  try {
    const [found] = await new BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(file));
    return found?.rawValue ?? null;
  } catch {
    return null;
  }
}
