// A chart as a picture to keep: an SVG that stands alone, or a PNG of it; made in the page, without a server.

import { drawing } from "../dom.ts";

export type Kind = "png" | "svg";

export interface PictureWords {
  title: string;
  /** Where the numbers come from. */
  source: string;
}

/** Pixels of a PNG for each of the page. */
export const SCALE = 2;
const MARGIN = 16;
const TITLE_HEIGHT = 32;
const SOURCE_HEIGHT = 24;

/** What a style sheet says about a drawing and a file has to say itself. */
const STYLES = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
];

/** Saves the picture as a file of this name. */
export async function savePicture(
  chart: SVGSVGElement,
  words: PictureWords,
  kind: Kind,
  fileName: string,
): Promise<void> {
  const picture = pictureOf(chart, words);
  const text = new XMLSerializer().serializeToString(picture);
  const blob = kind === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await pngOf(text, picture);
  download(blob, fileName);
}

/** "The week it gets done" from 2026-11-23 is the-week-it-gets-done-2026-11-23.png. */
export function fileNameOf(title: string, start: string, kind: Kind): string {
  const plain = title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? ["chart"];
  return `${[...words, start].join("-")}.${kind}`;
}

/** The drawing in the colours of paper, with its title above and its source below. */
export function pictureOf(chart: SVGSVGElement, { title, source }: PictureWords): SVGSVGElement {
  const { width, height } = chart.viewBox.baseVal;
  const [whole, tall] = [width + 2 * MARGIN, TITLE_HEIGHT + height + SOURCE_HEIGHT + 2 * MARGIN];
  const { copy, family } = inLight(() => ({
    copy: styledCopy(chart),
    family: getComputedStyle(chart).fontFamily,
  }));
  for (const [name, value] of Object.entries({ x: MARGIN, y: MARGIN + TITLE_HEIGHT, width, height, overflow: "visible" }))
    copy.setAttribute(name, String(value));
  const line = (text: string, y: number, size: number, fill: string, weight: number): SVGElement => {
    const fitted = Math.min(size, (size * width) / widthOf(text, `${weight} ${size}px ${family}`));
    const font = { "font-family": family, "font-size": fitted, "font-weight": weight };
    return drawing("text", { x: MARGIN, y, fill, ...font }, text);
  };
  return drawing(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${whole} ${tall}`, width: whole, height: tall },
    drawing("rect", { width: whole, height: tall, fill: "#fff" }),
    line(title, MARGIN + 16, 17, "#1b1f24", 600),
    copy,
    line(source, tall - MARGIN, 11, "#565e68", 400),
  ) as SVGSVGElement;
}

/** A copy that looks the same without a style sheet, and without what only the page needs. */
function styledCopy(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [...chart.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((element, i) => {
    const styles = getComputedStyle(originals[i]!);
    for (const name of STYLES) element.setAttribute(name, styles.getPropertyValue(name));
    element.removeAttribute("class");
    element.removeAttribute("id");
  });
  for (const name of ["class", "role", "aria-labelledby"]) copy.removeAttribute(name);
  return copy;
}

/** What is read from the page while it is light, whatever theme it has; nobody sees it change. */
function inLight<Value>(read: () => Value): Value {
  const root = document.documentElement;
  const theme = root.getAttribute("data-bs-theme");
  root.setAttribute("data-bs-theme", "light");
  try {
    return read();
  } finally {
    if (theme === null) root.removeAttribute("data-bs-theme");
    else root.setAttribute("data-bs-theme", theme);
  }
}

function widthOf(text: string, font: string): number {
  const pen = document.createElement("canvas").getContext("2d")!;
  pen.font = font;
  return pen.measureText(text).width;
}

async function pngOf(text: string, picture: SVGSVGElement): Promise<Blob> {
  const { width, height } = picture.viewBox.baseVal;
  const image = new Image(width * SCALE, height * SCALE);
  // The content policy allows pictures from data: addresses, not from blob: ones.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round(height * SCALE);
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((made, failed) =>
    canvas.toBlob((blob) => (blob ? made(blob) : failed(new Error("No picture."))), "image/png"),
  );
}

function download(blob: Blob, fileName: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
