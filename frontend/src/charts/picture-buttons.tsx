// Under a chart: its picture to take along.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../words.ts";
import { fileNameOf, type Kind, savePicture } from "./picture.ts";

interface PictureButtonsProps {
  title: string;
  source: string;
  start: string;
}

export function PictureButtons({ title, source, start }: PictureButtonsProps): JSX.Element {
  const [hasFailed, setFailed] = useState(false);
  const save = (button: HTMLElement, kind: Kind): void => {
    const chart = button.closest("figure")!.querySelector<SVGSVGElement>(".chart-place > svg");
    if (!chart) return;
    savePicture(chart, { title, source }, kind, fileNameOf(title, start, kind)).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  return (
    <div class="choices chart-pictures" role="group" aria-label={t("Save the picture of: {title}", { title })}>
      <button type="button" class="btn btn-sm btn-quiet" onClick={(event) => save(event.currentTarget, "png")}>
        PNG
      </button>
      <button type="button" class="btn btn-sm btn-quiet" onClick={(event) => save(event.currentTarget, "svg")}>
        SVG
      </button>
      {hasFailed && <p role="alert">{t("This browser can't make the picture.")}</p>}
    </div>
  );
}
