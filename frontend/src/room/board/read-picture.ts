// A QR code read from a picture, by a reader of the page's own: browsers keep theirs for https, and some have none.

type Reader = typeof import("qr/decode.js").decodeQR;

/** Pictures are read at these lengths of their longer side: a phone's photo has far more pixels than a QR code needs. */
const SIDES = [1_600, 800];
/** Of each try. */
const MOST_MS = 800;

let reader: Promise<Reader> | null = null;

/** Has the reader at hand before it is needed, which is when the server is gone. */
export function loadReader(): Promise<Reader> {
  reader ??= import("qr/decode.js").then(
    ({ decodeQR }) => decodeQR,
    (error: unknown) => {
      reader = null;
      throw error;
    },
  );
  return reader;
}

/** What the QR code of a picture says; null if there is none, or it cannot be read. */
export async function readPicture(file: Blob): Promise<string | null> {
  try {
    const read = await loadReader();
    const picture = await createImageBitmap(file);
    for (const side of SIDES) {
      const found = readPixels(read, picture, Math.min(1, side / Math.max(picture.width, picture.height)));
      if (found !== null) return found;
    }
  } catch {
    // No picture, or no reader.
  }
  return null;
}

/** What the camera sees just now, if it is a QR code. */
export async function readFrame(video: HTMLVideoElement): Promise<string | null> {
  const { videoWidth: width, videoHeight: height } = video;
  if (!width || !height) return null;
  return readPixels(await loadReader(), video, Math.min(1, SIDES[1]! / Math.max(width, height)));
}

function readPixels(read: Reader, picture: ImageBitmap | HTMLVideoElement, scale: number): string | null {
  const isVideo = picture instanceof HTMLVideoElement;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round((isVideo ? picture.videoWidth : picture.width) * scale);
  canvas.height = Math.round((isVideo ? picture.videoHeight : picture.height) * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  try {
    return read(context.getImageData(0, 0, canvas.width, canvas.height), { timeLimit: MOST_MS });
  } catch {
    return null;
  }
}
