// Keeping a forecast: the dialog, loaded when somebody asks for it. The forecast page loads this as a script of its own.

import { render } from "preact";
import type { ForecastRequest } from "../api-types.ts";
import { SaveDialog } from "./dialog.tsx";

export interface Wanted {
  request: ForecastRequest;
  /** The first day of the work. */
  start: string;
  /** Where it is said that it was saved. */
  status: HTMLElement;
}

export type OpenSave = (wanted: Wanted) => void;

export const openSave: OpenSave = (wanted) => {
  const place = document.createElement("div");
  document.body.append(place);
  const close = (): void => {
    render(null, place);
    place.remove();
  };
  wanted.status.replaceChildren();
  render(<SaveDialog {...wanted} close={close} />, place);
};
