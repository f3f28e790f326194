// The page that opens a room.

import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Opened } from "../../api-types.ts";
import { OpenForm, type OpenData } from "./open-form.tsx";
import { OpenedRoom } from "./opened.tsx";
import { rememberKey } from "./secret.ts";

function OpenRoom({ data }: { data: OpenData }) {
  const [room, setRoom] = useState<Opened | null>(null);
  useEffect(() => {
    if (!room) return;
    rememberKey(room.code, room.key);
    document.getElementById("opened-title")?.focus();
  }, [room]);
  if (room) return <OpenedRoom room={room} reach={data} />;
  return <OpenForm data={data} opened={setRoom} />;
}

const data = JSON.parse(document.getElementById("room-data")!.textContent!) as OpenData;
render(<OpenRoom data={data} />, document.getElementById("open-room")!);
