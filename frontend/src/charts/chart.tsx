// What every chart has: a heading, a drawing that says what it shows, and the same numbers as a table.

import type { ComponentChildren, JSX } from "preact";
import { t } from "../words.ts";
import { PictureButtons } from "./picture-buttons.tsx";
import { useWidth } from "./width.ts";

export interface Table {
  head: string[];
  rows: string[][];
}

interface ChartProps {
  id: string;
  title: string;
  /** The drawing in words, for who can't see it. */
  description: string;
  height: number;
  /** The first day of what it shows, and where its numbers come from; a picture of it says both. */
  start: string;
  source: string;
  /** How to read it, where that is not plain. */
  hint?: string;
  table: Table;
  draw(width: number): ComponentChildren;
  children?: ComponentChildren;
  /** What stands under the drawing. */
  below?: ComponentChildren;
}

export function Chart({
  id,
  title,
  description,
  height,
  start,
  source,
  hint,
  table,
  draw,
  children,
  below,
}: ChartProps): JSX.Element {
  const [place, width] = useWidth();
  return (
    <figure class="chart">
      <h2>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      {children}
      <div ref={place} class="chart-place">
        {width > 0 && (
          <svg
            viewBox={`0 0 ${width} ${height}`}
            height={height}
            role="img"
            aria-labelledby={`${id}-title ${id}-said`}
          >
            <title id={`${id}-title`}>{title}</title>
            <desc id={`${id}-said`}>{description}</desc>
            {draw(width)}
          </svg>
        )}
      </div>
      {below}
      <div class="chart-foot">
        <details class="fold-small chart-table">
          <summary>{t("The numbers as a table")}</summary>
          <NumbersTable {...table} caption={title} />
        </details>
        <PictureButtons {...{ title, source, start }} />
      </div>
    </figure>
  );
}

function NumbersTable({ head, rows, caption }: Table & { caption: string }): JSX.Element {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class="table table-sm">
        <thead>
          <tr>
            {head.map((text) => (
              <th scope="col">{text}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest]) => (
            <tr>
              <th scope="row">{first}</th>
              {rest.map((text) => (
                <td>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
